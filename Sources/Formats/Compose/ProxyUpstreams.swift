import Vocabulary

/// Where a reverse proxy of the project passes requests on to: the port on which the container itself listens, not the one that
/// is published for it on the host, and never the proxy's own `localhost`.
///
/// Sources: Traefik documentation, "Docker" (services, loadbalancer.server.port); Caddy documentation, reverse_proxy; nginx
/// documentation, ngx_http_proxy_module.
struct ProxyUpstreams {
  private let relations: ComposeRelations
  private let proxies: ProxyFile
  private var project: ComposeProject { relations.project }

  init(among relations: ComposeRelations) {
    self.relations = relations
    proxies = ProxyFile(relations.project, in: relations.workspace)
  }

  /// A service whose port is known.
  private struct Target {
    let service: ComposeService
    let port: Int
    let labels: [ProxyRoute.Label]

    var names: [String] { [service.name] + [service.value("container_name")?.text].compactMap { $0 } }
  }

  var facts: [Fact] {
    let shared = Set(
      project.services.compactMap { $0.value("network_mode")?.text }.filter { $0.hasPrefix("service:") }.map { $0.dropFirst(8) })
    let targets = project.services.prefix(64).compactMap { service -> Target? in
      guard !shared.contains(service.name[...]) else { return nil }
      let container = ComposeContainer(service, among: relations)
      return container.listens.map { Target(service: service, port: $0, labels: container.labels) }
    }
    return targets.flatMap(labelled) + project.services.prefix(64).flatMap { files(of: $0, to: targets) }
  }

  /// `traefik.http.services.NAME.loadbalancer.server.port=3000`
  private func labelled(_ target: Target) -> [Fact] {
    target.labels.compactMap { label in
      guard label.name.lowercased().hasPrefix("traefik.http.services."), label.name.hasSuffix(".loadbalancer.server.port"),
        let port = Int(label.value), port != target.port
      else { return nil }
      return fact(target, "Traefik", "port \(port)", .targetPort, label.at)
    }
  }

  /// What the mounted files of a proxy name.
  private func files(of service: ComposeService, to targets: [Target]) -> [Fact] {
    guard let program = proxies.program(of: service), service.value("network_mode") == nil else { return [] }
    return service.items("volumes").prefix(16).flatMap { item in
      proxies.files(item).flatMap { path -> [Fact] in
        let upstreams = proxies.upstreams(path)
        let name = UnitFiles.fileName(path)
        let wrong = targets.compactMap { target -> Fact? in
          upstreams.first { target.names.contains($0.host) && $0.port != target.port && target.service.name != service.name }
            .flatMap { fact(target, name, "\($0.host):\($0.port)", .targetPort, item.range) }
        }
        // What is nginx's has a rule of its own.
        let own =
          program == "caddy" ? upstreams.first { ["localhost", "127.0.0.1"].contains($0.host) && $0.port == EndpointPorts.ollama } : nil
        return wrong
          + [own].compactMap { $0 }.map { upstream in
            SettingFact.make(
              ["services", service.name, "upstream", path], name: service.name,
              value: "\(upstream.host):\(upstream.port)", kind: "proxy-port", format: "Compose", problem: .loopback,
              counterpart: name, at: item.range)
          }
      }
    }
  }

  private func fact(_ target: Target, _ proxy: String, _ value: String, _ problem: ValueFault, _ at: SourceRange) -> Fact? {
    guard at.document == project.file.id else { return nil }
    return SettingFact.make(
      ["services", target.service.name, "upstream", proxy], name: target.service.name, value: value,
      kind: "proxy-port", format: "Compose", problem: problem, counterpart: proxy, expected: String(target.port),
      at: at)
  }
}
