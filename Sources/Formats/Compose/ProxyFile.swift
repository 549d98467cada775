import Knowledge
import Syntax
import Vocabulary

/// A reverse proxy of the same project whose own file forwards every request to a server.
///
/// Sources: nginx documentation, ngx_http_proxy_module, ngx_http_auth_basic_module and ngx_http_access_module; Caddy
/// documentation, reverse_proxy, basic_auth and forward_auth; Kong documentation, declarative configuration.
struct ProxyFile {
  private let project: ComposeProject
  private let workspace: any Workspace

  init(_ project: ComposeProject, in workspace: any Workspace) {
    self.project = project
    self.workspace = workspace
  }

  private static let largest = 1 << 17

  /// - Parameter names: what containers call the server.
  func route(to names: [String]) -> ProxyRoute? {
    project.services.prefix(64).lazy.compactMap { service -> ProxyRoute? in
      guard let program = program(of: service), let port = openPort(of: service),
        service.items("volumes").prefix(16).flatMap(files).contains(where: { leads($0, to: names) })
      else { return nil }
      return ProxyRoute(through: program, at: "port \(port.number)", port.at, isPublished: true)
    }.first
  }

  func program(of service: ComposeService) -> String? {
    let image = service.value("image")?.text.map { ImageName($0).repository.lowercased() }
    return image.flatMap { image in Self.programs.first { image.split(separator: "/").last?.contains($0) == true } }
  }

  /// The first port that is published beyond this host.
  private func openPort(of service: ComposeService) -> (number: Int, at: SourceRange)? {
    service.items("ports").lazy.compactMap { item in
      guard let spec = item.text.flatMap({ PortSpec($0) }), let port = spec.hostPort,
        spec.address == "0.0.0.0" || !HostNames.isLoopback(spec.address)
      else { return nil }
      return (port, item.range)
    }.first
  }

  func files(_ item: ComposeService.Found) -> [String] {
    guard let written = item.text.flatMap({ VolumeSpec.parts($0)?.source }), written.hasPrefix("."),
      let path = Path.join(project.file.directory, written)
    else { return [] }
    guard workspace.kind(at: path) == .directory else { return [path] }
    return workspace.names(in: path).filter { name in
      Self.endings.contains(where: name.hasSuffix) || name == "Caddyfile"
    }.prefix(16).map { path + "/" + $0 }
  }

  /// Where a file passes requests on to, with a port.
  func upstreams(_ path: String) -> [(host: String, port: Int)] {
    guard let source = workspace.source(at: path), source.bytes.count < Self.largest else { return [] }
    return source.string(source.range).split(whereSeparator: \.isNewline).map(\.trimmingBlanks).flatMap {
      line -> [(host: String, port: Int)] in
      guard let verb = Self.verbs.first(where: line.hasPrefix) else { return [] }
      return line.dropFirst(verb.utf8.count).split { " \t;{}".contains($0) }.compactMap { word in
        let address = word.firstRange(ofBytes: "://").map { word[$0.upperBound...] } ?? word
        let parts = address.prefix { $0 != "/" }.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let port = Int(parts[1]) else { return nil }
        return (String(parts[0]), port)
      }
    }
  }

  /// Whether a file passes requests on, and nothing in it may ask who comes.
  private func leads(_ path: String, to names: [String]) -> Bool {
    guard let source = workspace.source(at: path), source.bytes.count < Self.largest else { return false }
    let lines = source.string(source.range).lowercased().split(whereSeparator: \.isNewline).map(\.trimmingBlanks)
      .filter { !$0.hasPrefix("#") }
    let mayAsk = lines.contains { line in
      Self.guards.contains(where: line.contains) || line.hasPrefix("allow ") || line.hasPrefix("deny ")
    }
    guard !mayAsk else { return false }
    return lines.contains { line in
      names.contains { name in
        ["//", " ", "\"", "'"].contains { line.contains($0 + name.lowercased() + ":\(EndpointPorts.ollama)") }
      }
    }
  }
}
