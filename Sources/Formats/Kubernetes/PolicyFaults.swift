import Knowledge
import Syntax
import Vocabulary

/// Connections that policies of the repository do not let through: of a client to its server, and of a server to the registry. Policies
/// add up, so it takes all that may select the pods.
struct PolicyFaults {
  let container: KubernetesContainer
  let workspace: any Workspace

  private var namespace: String? { container.tree.node(at: ["metadata", "namespace"])?.text }

  private var labels: [String: String] {
    let node = container.tree.node(at: Array(container.podPath.dropLast()) + ["metadata", "labels"])
    let entries = node.map { container.tree.entries(of: $0) } ?? []
    return Dictionary(entries.compactMap { entry in entry.key.text.flatMap { key in entry.value.text.map { (key, $0) } } }) { $1 }
  }

  /// An address that is a Service's, whose pods no policy lets this one call.
  func unreachable(_ endpoint: Fact) -> Fact? {
    guard let own = namespace, let host = endpoint.text(.host),
      let at = endpoint.attributes[.url]?.range ?? endpoint.attributes[.host]?.range,
      !container.document.id.isDocumentation, at.document == container.document.id
    else { return nil }
    let policies = NetworkPolicy.all(in: workspace)
    guard !policies.isEmpty else { return nil }
    let parts = host.split(separator: ".").map(String.init)
    guard let name = parts.first, parts.count < 3 || parts[2] == "svc" else { return nil }
    let place = parts.count > 1 ? parts[1] : own
    let selectors = ServiceSelectors.all(in: workspace).filter { $0.name == name && $0.namespace == place }
    guard selectors.count == 1, let pods = selectors.first?.labels, !pods.isEmpty else { return nil }
    let near = policies.filter { $0.namespace == place && $0.maySelect(pods) }
    guard let first = near.first(where: { $0.callers != nil && $0.selects(pods) }), !near.contains(where: { $0.admits(labels, from: own) })
    else { return nil }
    var fact = SettingFact.make(
      FactID(.key, container.document.id, container.address + ["policy"] + endpoint.id.address.suffix(1)), name: first.name,
      value: endpoint.text(.url), kind: "network-policy", format: "Kubernetes", problem: .unreachable, counterpart: own, at: at)
    fact.attributes[.consequence] = Sourced(
      .text(container.workload), at: first.at, because: [Reason("\(first.name) lists who may call \(name)", at: first.at)])
    return fact
  }

  /// A server that pulls, which its policies keep from the registry.
  var withoutRegistry: Fact? {
    guard let own = namespace, !container.document.id.isDocumentation, let pod = container.tree.node(at: container.podPath) else {
      return nil
    }
    let text = container.document.source.string(pod.range)
    guard text.contains("ollama pull ") || text.contains("/api/pull"), !text.uppercased().contains("HTTPS_PROXY"), !labels.isEmpty else {
      return nil
    }
    let near = NetworkPolicy.all(in: workspace).filter { $0.namespace == own && $0.maySelect(labels) }
    guard let first = near.first(where: { $0.keepsRegistryOut != nil && $0.selects(labels) }), let at = first.keepsRegistryOut,
      !near.contains(where: \.opensRegistry)
    else { return nil }
    return SettingFact.make(
      FactID(.key, at.document, ["policy", first.name, container.workload]), name: first.name, value: nil, kind: "network-policy",
      format: "Kubernetes", problem: .notAllowed, counterpart: container.workload, at: at)
  }
}

/// The labels by which Services find their pods.
struct ServiceSelectors: Sendable, Equatable {
  let name: String
  let namespace: String
  let labels: [String: String]

  static func all(in workspace: any Workspace) -> [ServiceSelectors] {
    WorkspaceWalk.gathered("selectors of Services", in: workspace, among: { $0.hasSuffix(".yaml", ".yml") }, upTo: 1 << 16) {
      path, source in
      guard ["Service", "selector"].allSatisfy(source.bytes[...].contains(bytesOf:)), let trees = try? Manifests.parse(source) else {
        return []
      }
      return trees.compactMap { tree in
        guard tree.node(at: ["kind"])?.text == "Service", let name = tree.node(at: ["metadata", "name"])?.text,
          let namespace = tree.node(at: ["metadata", "namespace"])?.text, let selector = tree.node(at: ["spec", "selector"])
        else { return nil }
        let labels = tree.entries(of: selector).compactMap { entry in entry.key.text.flatMap { key in entry.value.text.map { (key, $0) } } }
        return ServiceSelectors(name: name, namespace: namespace, labels: Dictionary(labels) { $1 })
      }
    }
  }
}
