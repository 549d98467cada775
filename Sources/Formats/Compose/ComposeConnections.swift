import Vocabulary

/// Services that cannot reach, or wait in vain for, another one of the file.
///
/// Sources: Docker documentation, "Networking in Compose" (only services that share a network know each other's
/// names); compose-spec 05-services.md (depends_on, networks); Ollama's Dockerfile, which has no HEALTHCHECK.
extension ComposeMistakes {
  func connections() -> [Fact] {
    project.services.flatMap { relations.isExhausted ? [] : apart($0) + helper($0) }
  }

  // MARK: Helpers

  /// A container of the same image that pulls models, and looks for the server in itself (Ollama `envconfig/config.go`,
  /// Host: 127.0.0.1:11434 for the client, too).
  private func helper(_ service: ComposeService) -> [Fact] {
    guard service.value("image").flatMap(\.text).map({ ImageName($0).isOllama }) == true,
      !ComposeContainer(service, among: relations).serves, service.value("network_mode") == nil,
      let place = service.value("entrypoint") ?? service.value("command"), place.layer.file.id == file.id
    else { return [] }
    let words = (service.items("entrypoint") + service.items("command")).map { $0.raw ?? "" }
    let text = words.joined(separator: " ")
    let verb = ["pull", "run", "create"].first {
      text.contains("ollama \($0) ") || service.value("entrypoint") == nil && text.hasPrefix($0 + " ")
    }
    let environment = relations.environment(of: service)
    guard let verb, !text.contains("OLLAMA_HOST"), !text.contains("serve"), !environment.isIncomplete,
      environment.value(of: "OLLAMA_HOST") == nil,
      !environment.variables.contains(where: { $0.name == "OLLAMA_HOST" })
    else { return [] }
    let servers = relations.servers.filter { $0 != service.name }
    guard servers.count == 1, let server = servers.first else { return [] }
    return [
      fact(
        ["services", service.name, "helper", server], service.name, .unset,
        "ollama \(verb) looks for a server in its own container", corrected: server + ":11434",
        at: place.node.range)
    ]
  }

  // MARK: Networks

  /// An address of an Ollama service that is on no network of the caller's.
  private func apart(_ service: ComposeService) -> [Fact] {
    guard let own = Self.networks(of: service) else { return [] }
    let variables = relations.environment(of: service).variables
    return variables.compactMap { variable -> Fact? in
      guard variable.document == file.id, let value = variable.value, value.contains("://"),
        value.utf8.count < 1 << 10
      else { return nil }
      let host = URLParts(value).host
      guard !host.isEmpty,
        let server = relations.services(called: host).first(where: { $0.name != service.name }),
        server.value("image").flatMap(\.text).map({ ImageName($0).isOllama }) == true,
        let networks = Self.networks(of: server), own.isDisjoint(with: networks),
        service.value("links") == nil
      else { return nil }
      return fact(
        ["services", service.name, "apart", variable.name], variable.name, .apart,
        "\(service.name) is on \(Self.words(own)), \(server.name) on \(Self.words(networks))",
        at: variable.valueRange.isEmpty ? variable.range : variable.valueRange)
    }
  }

  /// `nil` where a network is not known, or is that of something else.
  static func networks(of service: ComposeService) -> Set<String>? {
    guard service.value("network_mode") == nil, !service.isCutOff else { return nil }
    let found = service.values("networks")
    guard !found.isEmpty else { return ["default"] }
    let names = found.flatMap { $0.items().map(\.text) + $0.entries().map { $0.key.text } }
    let known = names.compactMap { $0 }
    return known.count == names.count && !known.isEmpty ? Set(known) : nil
  }

  private static func words(_ networks: Set<String>) -> String {
    if networks == ["default"] { return "the default network" }
    return (networks.count == 1 ? "network " : "networks ") + networks.sorted().joined(separator: ", ")
  }
}
