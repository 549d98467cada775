import Syntax

/// Which services of a file have their network in common.
struct ComposeNetworks: Sendable {
  /// The services that `network_mode` may name, by the name of the service and of its container.
  private var called: [String: ComposeService] = [:]
  /// Those whose network another has.
  private var joined: Set<String> = []

  init(_ services: [ComposeService]) {
    let names = services.compactMap { service -> String? in
      guard let mode = service.value("network_mode"),
        case .shared(let name?) = NetworkNamespace(mode: mode.text)
      else { return nil }
      return name
    }
    guard !names.isEmpty else { return }
    for service in services.reversed() {
      if let name = service.value("container_name")?.text { called[name] = service }
    }
    for service in services.reversed() { called[service.name] = service }
    joined = Set(names.compactMap { called[$0]?.name })
  }

  /// Whether one of its networks is the host's own, which Compose knows by an external network of that name (compose-spec,
  /// 06-networks.md).
  private static func isOnHost(_ service: ComposeService) -> Bool {
    let found = service.values("networks")
    let names = found.flatMap { $0.items().map(\.text) + $0.entries().map { $0.key.text } }.compactMap { $0 }
    return (found.isEmpty ? ["default"] : names).contains { name in
      service.layers.contains { layer in
        guard let root = layer.file.tree.root,
          let all = layer.file.tree.value(of: "networks", in: root).map(layer.file.tree.resolve),
          let network = layer.file.tree.value(of: name, in: all).map(layer.file.tree.resolve)
        else { return false }
        return layer.file.tree.value(of: "name", in: network)?.text == "host"
      }
    }
  }

  /// Whose network a service has: one that joins another has all that the other joins.
  func namespace(of service: ComposeService) -> NetworkNamespace {
    var current = service
    for _ in 0..<8 {
      guard let mode = current.value("network_mode") else {
        if Self.isOnHost(current) { return .host }
        return joined.contains(current.name) ? .shared(current.name) : .own
      }
      // A switch is there to be turned, whatever its default is.
      if mode.isSwitch { return .shared(nil) }
      let namespace = NetworkNamespace(mode: mode.text)
      guard case .shared(let name?) = namespace, let next = called[name] else { return namespace }
      current = next
    }
    return .shared(nil)
  }
}
