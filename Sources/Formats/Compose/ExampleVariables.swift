import Knowledge
import Syntax
import Vocabulary

/// Addresses that a service will probably get: its `.env` is not here, but an example of it is.
///
/// People copy `.env.example` to `.env` as it is, so what is wrong in it is wrong for them.
enum ExampleVariables {
  static func facts(_ project: ComposeProject, servers: [ComposeService], in workspace: any Workspace)
    -> [Fact]
  {
    let directory = project.file.directory
    guard project.file.id.embedding.isEmpty, !project.file.id.isDocumentation,
      Path.join(directory, ".env").map({ workspace.kind(at: $0) == .file }) != true,
      let path = names.lazy.compactMap({ Path.join(directory, $0) }).first(where: {
        workspace.kind(at: $0) == .file
      }),
      let source = workspace.source(at: path)
    else { return [] }
    let entries = DotenvParser.parse(source).entries
    let values = Dictionary(entries.compactMap { entry in entry.value.map { (entry.key, $0) } }) { $1 }
    let interpolation = ComposeInterpolation(variables: values)
    let document = DocumentID(path)
    var seen: Set<String> = []
    return project.services.flatMap { service -> [Fact] in
      let written = service.values("environment").flatMap { found -> [(name: String, raw: String)] in
        found.entries().compactMap { entry in
          entry.key.text.flatMap { name in entry.value.raw.map { (name, $0) } }
        }
          + found.items().compactMap { item in
            item.raw.flatMap { text in
              text.firstIndex(of: "=").map { (String(text[..<$0]), String(text[text.index(after: $0)...])) }
            }
          }
      }
      guard service.value("network_mode") == nil,
        !written.contains(where: { LoopbackListener.isSet(by: $0.name) })
      else { return [] }
      return written.compactMap { name, raw -> Fact? in
        guard raw.contains("$"), let text = interpolation.resolve(raw), text.contains("://"),
          ClientVariables.isAddress(of: name, text),
          let fault = fault(in: URLParts(text), service, servers),
          // The line whose value is the address, not a part of it.
          let entry = entries.last(where: { $0.value == text && raw.contains($0.key) }),
          seen.insert(entry.key).inserted
        else { return nil }
        let better = servers.count == 1 ? servers[0].name : "host.docker.internal"
        let corrected =
          fault == .badPort
          ? text.replacingPort(with: EndpointPorts.ollama) : URLParts.replacingHost(in: text, with: better)
        return SettingFact.make(
          FactID(.key, document, ["example", entry.key]), name: entry.key, value: text, kind: "example",
          format: "dotenv", problem: fault, counterpart: service.name, corrected: corrected,
          at: SourceRange(document, entry.range))
      }
    }
  }

  /// `loopback`, or `badPort` for the host port where the service listens on its own.
  private static func fault(in url: URLParts, _ client: ComposeService, _ servers: [ComposeService])
    -> ValueFault?
  {
    if HostNames.isLoopback(url.host) { return .loopback }
    guard let port = url.port, port != EndpointPorts.ollama,
      let server = servers.first(where: { $0.name == url.host }), server.name != client.name,
      !server.values("environment").contains(where: { found in
        (found.entries().compactMap(\.key.text) + found.items().compactMap(\.raw)).contains {
          $0.hasPrefix("OLLAMA_HOST")
        }
      }), server.value("env_file") == nil,
      server.items("ports").contains(where: { item in
        item.text.flatMap(PortSpec.init).map {
          $0.hostPort == port && $0.containerPort == EndpointPorts.ollama
        } ?? false
      })
    else { return nil }
    return .badPort
  }
}

extension String {
  /// The text of a URL with another port, where it has one.
  fileprivate func replacingPort(with port: Int) -> String? {
    guard let start = range(ofPort: URLParts(self)) else { return nil }
    return self[..<start.lowerBound] + String(port) + self[start.upperBound...]
  }

  /// Where the port is: after the colon that follows the host.
  private func range(ofPort url: URLParts) -> Range<Index>? {
    guard let port = url.port, let mark = indices.first(where: { self[$0...].hasPrefix(":\(port)") }) else {
      return nil
    }
    let start = index(after: mark)
    return start..<index(start, offsetBy: String(port).count)
  }
}
