import Syntax
import Vocabulary

/// The names that a service can call: those of services, containers, aliases and entries of its own.
struct ComposeCallableNames {
  private let names: Set<String>
  /// Whether a name may come from somewhere that is not in the file.
  private let isOpen: Bool

  init(among relations: ComposeRelations) {
    let project = relations.project
    var names: Set<String> = []
    var isOpen =
      project.includer != nil || project.isMergedElsewhere || !project.file.id.embedding.isEmpty
      || project.file.id.isDocumentation
      || project.file.tree.root.flatMap { project.file.tree.value(of: "include", in: $0) } != nil
      || !ComposeProject.siblings(of: project.file, in: relations.workspace).isEmpty
    for service in relations.services {
      names.insert(service.name)
      for key in ["container_name", "hostname"] {
        guard let found = service.value(key) else { continue }
        if let text = found.text { names.insert(text) } else { isOpen = true }
      }
      for network in service.values("networks").flatMap({ $0.entries() }) {
        names.formUnion(network.value.value("aliases")?.items().compactMap(\.text) ?? [])
      }
      if service.value("extends") != nil || service.value("links") != nil
        || service.value("external_links") != nil
      {
        isOpen = true
      }
    }
    let root = project.file.tree.root
    let networks = root.flatMap { project.file.tree.value(of: "networks", in: $0) }.map(
      project.file.tree.resolve)
    for entry in networks.map(project.file.tree.entries(of:)) ?? [] {
      let network = project.file.tree.resolve(entry.value)
      if let external = project.file.tree.value(of: "external", in: network), external.flag != false {
        isOpen = true
      }
    }
    self.names = names
    self.isOpen = isOpen
  }

  private static let serviceWords: Set<Substring> = [
    "llm", "llms", "inference", "model", "models", "backend", "genai", "chat", "llama",
  ]

  /// Whether a plain name is more likely that of a service than of a machine.
  private static func isServices(_ host: String) -> Bool {
    let host = host.lowercased()
    let words = host.split { $0 == "-" || $0 == "_" }
    return host.contains("ollama") || words.contains(where: Self.serviceWords.contains)
  }

  /// The endpoints, with a mark at those whose host is nearly the name of a service, or like one, and that nothing here
  /// has. Any other plain name may be that of a machine in the network.
  func marked(_ endpoints: [Fact], of service: ComposeService) -> [Fact] {
    guard !isOpen, service.value("network_mode") == nil else { return endpoints }
    let hosts = service.values("extra_hosts").flatMap {
      $0.items().compactMap(\.raw) + $0.entries().compactMap(\.key.text)
    }
    return endpoints.map { endpoint in
      guard let host = endpoint.text(.host), !host.isEmpty, host != "localhost", !host.contains("."),
        !host.contains(":"), host.contains(where: \.isLetter), !names.contains(host),
        !hosts.contains(where: { ContainerSpec.isEntry($0, of: host) }),
        Self.isServices(host) || Nearest.match(host, among: names.sorted()) != nil
      else { return endpoint }
      var endpoint = endpoint
      endpoint.infer(.serviceUndefined, .flag(true))
      return endpoint
    }
  }
}
