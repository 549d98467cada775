import Syntax
import Vocabulary

/// Who may call the pods that a policy selects, and where they may connect, as far as that is written out.
///
/// Sources: Kubernetes documentation, "Network Policies"; cilium/cilium `pkg/policy/api` (CiliumNetworkPolicy).
struct NetworkPolicy: Sendable, Equatable {
  /// Pods by their labels. What is said in another way may fit any.
  struct Selector: Sendable, Equatable {
    var labels: [String: String] = [:]
    var isVague = false
  }

  /// Who a rule lets in.
  struct Peer: Sendable, Equatable {
    /// `nil` for every namespace.
    let namespace: String?
    let pods: Selector
  }

  let name: String
  let namespace: String
  let at: SourceRange
  let selector: Selector
  /// `nil` where it leaves incoming connections alone; an empty list lets nobody in.
  var callers: [Peer]?
  /// Whether a rule lets callers in that are not told by pods.
  var isOpen = false
  /// Where it says so, if it keeps its pods from other machines' port 443.
  var keepsRegistryOut: SourceRange?
  /// Whether it speaks of outgoing connections and lets those to a registry pass.
  var opensRegistry = false

  static func all(in workspace: any Workspace) -> [NetworkPolicy] {
    WorkspaceWalk.gathered("policies of networks", in: workspace, among: { $0.hasSuffix(".yaml", ".yml") }, upTo: 1 << 16) { path, source in
      guard source.bytes[...].contains(bytesOf: "NetworkPolicy"), let trees = try? Manifests.parse(source) else { return [] }
      let document = Document(id: DocumentID(path), source: source)
      return document.id.isDocumentation ? [] : trees.compactMap { PolicyReader(tree: $0, document: document).policy }
    }
  }

  /// Whether its selector surely fits pods that have at least these labels.
  func selects(_ labels: [String: String]) -> Bool {
    !selector.isVague && selector.labels.allSatisfy { labels[$0.key] == $0.value }
  }

  /// Whether it may fit them.
  func maySelect(_ labels: [String: String]) -> Bool {
    selector.isVague || selector.labels.allSatisfy { labels[$0.key] == nil || labels[$0.key] == $0.value }
  }

  /// Whether it may let a pod in.
  func admits(_ labels: [String: String], from caller: String) -> Bool {
    isOpen
      || callers?.contains { peer in
        (peer.namespace == nil || peer.namespace == caller)
          && (peer.pods.isVague || peer.pods.labels.allSatisfy { labels[$0.key] == $0.value })
      } ?? false
  }
}

/// Reads one policy, of Kubernetes or of Cilium.
private struct PolicyReader {
  let tree: NodeDocument
  let document: Document

  private static let namespaceLabel = "kubernetes.io/metadata.name"
  private static let ciliumNamespace = "io.kubernetes.pod.namespace"

  /// `nil` for other objects, and where an overlay says the namespace.
  var policy: NetworkPolicy? {
    guard let kind = tree.node(at: ["kind"])?.text, ["NetworkPolicy", "CiliumNetworkPolicy"].contains(kind),
      let name = tree.node(at: ["metadata", "name"]), let namespace = tree.node(at: ["metadata", "namespace"])?.text,
      let spec = tree.node(at: ["spec"]), !isFilledIn(namespace)
    else { return nil }
    let isCilium = kind == "CiliumNetworkPolicy"
    let own = tree.value(of: isCilium ? "endpointSelector" : "podSelector", in: spec)
    var policy = NetworkPolicy(
      name: name.text ?? "policy", namespace: namespace, at: document.at(name.range), selector: own.map(selector) ?? .init(isVague: true))
    let types = tree.value(of: "policyTypes", in: spec)?.items?.compactMap(\.text)
    let ingress = tree.value(of: "ingress", in: spec)
    let egress = tree.value(of: "egress", in: spec)
    let isIn = isCilium ? ingress != nil && !isOff("ingress", spec) : types?.contains("Ingress") ?? true
    let isOut = isCilium ? egress != nil && !isOff("egress", spec) : types?.contains("Egress") ?? (egress != nil)
    let rules = ingress?.items ?? []
    if isIn { policy.callers = rules.flatMap { callers($0, isCilium, namespace) ?? [] } }
    policy.isOpen = rules.contains { callers($0, isCilium, namespace) == nil }
    let outgoing = egress?.items ?? []
    policy.opensRegistry = outgoing.contains { reachesRegistry($0, isCilium) }
    if isOut, !policy.opensRegistry { policy.keepsRegistryOut = document.at((tree.node(at: ["spec", "egress"]) ?? name).range) }
    return policy
  }

  private func isFilledIn(_ text: String) -> Bool { text.contains("$") || text.contains("{{") }

  private func isOff(_ way: String, _ spec: Node) -> Bool {
    tree.value(of: "enableDefaultDeny", in: spec).flatMap { tree.value(of: way, in: $0)?.flag } == false
  }

  private func selector(_ node: Node) -> NetworkPolicy.Selector {
    var selector = NetworkPolicy.Selector()
    for entry in tree.entries(of: node) {
      guard entry.key.text == "matchLabels" else {
        selector.isVague = true
        continue
      }
      for label in tree.entries(of: entry.value) {
        guard let key = label.key.text, let value = label.value.text, !isFilledIn(value) else {
          selector.isVague = true
          continue
        }
        selector.labels[key.hasPrefix("k8s:") || key.hasPrefix("any:") ? String(key.dropFirst(4)) : key] = value
      }
    }
    return selector
  }

  /// Who a rule lets in; `nil` for everybody, and for those that labels do not tell.
  private func callers(_ rule: Node, _ isCilium: Bool, _ own: String) -> [NetworkPolicy.Peer]? {
    let keys = tree.entries(of: rule).compactMap(\.key.text)
    if isCilium {
      let from = keys.filter { $0.hasPrefix("from") }
      guard !from.isEmpty, from.allSatisfy({ $0 == "fromEndpoints" || $0 == "fromEntities" }) else { return nil }
      let entities = tree.value(of: "fromEntities", in: rule)?.items?.map { $0.text ?? "" } ?? []
      guard entities.allSatisfy(["host", "remote-node", "kube-apiserver", "ingress", "health"].contains) else { return nil }
      return peers(tree.value(of: "fromEndpoints", in: rule)?.items ?? []) { ciliumPeer($0, own) }
    }
    guard let from = tree.value(of: "from", in: rule)?.items, !from.isEmpty else { return nil }
    return peers(from) { peer($0, own) }
  }

  private func peers(_ nodes: [Node], _ read: (Node) -> NetworkPolicy.Peer?) -> [NetworkPolicy.Peer]? {
    let peers = nodes.map { read(tree.resolve($0)) }
    return peers.contains(nil) ? nil : peers.compactMap { $0 }
  }

  private func peer(_ node: Node, _ own: String) -> NetworkPolicy.Peer? {
    let keys = tree.entries(of: node).compactMap(\.key.text)
    guard !keys.isEmpty, keys.allSatisfy(["namespaceSelector", "podSelector"].contains) else { return nil }
    let pods = tree.value(of: "podSelector", in: node).map(selector) ?? .init()
    guard let space = tree.value(of: "namespaceSelector", in: node).map(selector) else { return .init(namespace: own, pods: pods) }
    // Other labels of a namespace are the cluster's.
    guard !space.isVague, space.labels.keys.allSatisfy({ $0 == Self.namespaceLabel }) else { return nil }
    return .init(namespace: space.labels[Self.namespaceLabel], pods: pods)
  }

  private func ciliumPeer(_ node: Node, _ own: String) -> NetworkPolicy.Peer? {
    var pods = selector(node)
    guard !pods.isVague, !pods.labels.keys.contains(where: { $0.hasPrefix("reserved:") || $0.hasPrefix("io.cilium.") }) else { return nil }
    let namespace = pods.labels.removeValue(forKey: Self.ciliumNamespace)
    return .init(namespace: namespace ?? own, pods: pods)
  }

  /// Whether a rule for outgoing connections lets those to port 443 of another machine pass, or may do so.
  private func reachesRegistry(_ rule: Node, _ isCilium: Bool) -> Bool {
    let places = tree.entries(of: rule).compactMap(\.key.text).filter { $0.hasPrefix("to") && $0 != "toPorts" }
    if isCilium {
      let entities = tree.value(of: "toEntities", in: rule)?.items?.map { $0.text ?? "" } ?? []
      let isInside =
        !places.isEmpty
        && places.allSatisfy { place in
          place == "toEndpoints"
            || place == "toEntities"
              && entities.allSatisfy(["cluster", "host", "remote-node", "kube-apiserver", "health", "ingress"].contains)
        }
      let lists = tree.value(of: "toPorts", in: rule)?.items ?? []
      let ports = lists.flatMap { tree.value(of: "ports", in: tree.resolve($0))?.items ?? [] }
      return !isInside && (ports.isEmpty || ports.contains { mayBeTLS(tree.resolve($0)) })
    }
    let to = tree.value(of: "to", in: rule)?.items ?? []
    let isInside = !to.isEmpty && to.allSatisfy { peer in tree.value(of: "ipBlock", in: tree.resolve(peer)) == nil }
    let ports = tree.value(of: "ports", in: rule)?.items ?? []
    return !isInside && (ports.isEmpty || ports.contains { mayBeTLS(tree.resolve($0)) })
  }

  private func mayBeTLS(_ port: Node) -> Bool {
    guard let text = tree.value(of: "port", in: port)?.text, let number = Int(text) else { return true }
    let end = tree.value(of: "endPort", in: port)?.text.flatMap { Int($0) } ?? number
    return number == 0 || (number...max(number, end)).contains(443)
  }
}
