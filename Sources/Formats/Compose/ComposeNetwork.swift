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
    names(of: service).contains { name in
      guard let name else { return false }
      return service.layers.contains {
        $0.file.tree.node(at: ["networks", .key(name), "name"])?.text == "host"
      }
    }
  }

  /// The networks that a service is on; `nil` for a name that only a variable knows.
  private static func names(of service: ComposeService) -> [String?] {
    let found = service.values("networks")
    return found.isEmpty
      ? ["default"] : found.flatMap { $0.items().map(\.text) + $0.entries().map { $0.key.text } }
  }

  /// Those of a service that have a name of their own, by which other projects join them (compose-spec, 06-networks.md).
  static func shared(by service: ComposeService) -> [String] {
    guard service.value("network_mode") == nil else { return [] }
    return names(of: service).compactMap { $0 }.compactMap { key in
      service.layers.lazy.compactMap { layer -> String? in
        let network: [PathStep] = ["networks", .key(key)]
        if let name = layer.file.tree.node(at: network + ["name"]) { return layer.text(name) }
        return layer.file.tree.node(at: network + ["external"])?.flag == true ? key : nil
      }.first
    }
  }

  /// The networks of a service where all of them are `internal`, so that neither a registry nor a published port is
  /// reached (Docker documentation, "docker network create", --internal); else none.
  static func internals(of service: ComposeService) -> [String] {
    guard service.value("network_mode") == nil else { return [] }
    let all = names(of: service)
    let names = all.compactMap { $0 }
    let areInternal = names.allSatisfy { name in
      service.layers.contains {
        $0.file.tree.node(at: ["networks", .key(name), "internal"])?.flag == true
      }
    }
    return names.count == all.count && areInternal ? names : []
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
