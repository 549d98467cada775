import Syntax

/// A place of a manifest that names a ConfigMap or a Secret: a container's `envFrom` or `valueFrom`, a volume, the values of a
/// release, what Flux puts into other manifests.
struct ObjectReference: Sendable, Equatable {
  let kind: ConfigObjects.Kind
  let name: String
  /// What is taken of it; `nil` for all.
  let keys: Set<String>?

  private static let kinds: [String: ConfigObjects.Kind] = [
    "configMapRef": .configMap, "configMapKeyRef": .configMap, "configMap": .configMap,
    "secretRef": .secret, "secretKeyRef": .secret, "secret": .secret,
  ]
  /// One of these is in each name of a kind.
  private static let signs = ["configMap", "ConfigMap", "secret", "Secret"]

  static func all(in source: SourceText) -> [ObjectReference] {
    guard signs.contains(where: source.bytes[...].contains(bytesOf:)), let trees = try? Manifests.parse(source) else { return [] }
    return trees.flatMap { tree in
      var found: [ObjectReference] = []
      if let root = tree.root { collect(root, below: nil, Reach(), in: tree, depth: 0, &found) }
      return found
    }
  }

  /// What containers mount of what is around a node.
  private struct Reach {
    /// Of the pod's volumes that only single files are mounted of, which.
    var volumes: [String: Set<String>] = [:]
    /// Of the volume that the node is in.
    var files: Set<String>?
  }

  /// - Parameter key: that the node is the value of.
  private static func collect(
    _ node: Node, below key: String?, _ reach: Reach, in tree: NodeDocument, depth: Int, _ found: inout [ObjectReference]
  ) {
    guard depth < SyntaxLimits.depth, found.count < SyntaxLimits.facts else { return }
    for item in node.items ?? [] { collect(item, below: key, reach, in: tree, depth: depth + 1, &found) }
    guard let entries = node.entries else { return }
    func text(_ key: String) -> String? { tree.value(of: key, in: node)?.text }
    if let kind = key.flatMap({ kinds[$0] }) ?? text("kind").flatMap(ConfigObjects.Kind.init), let name = text("name") ?? text("secretName")
    {
      let items = tree.value(of: "items", in: node)?.items?.compactMap { tree.value(of: "key", in: tree.resolve($0))?.text }
      found.append(ObjectReference(kind: kind, name: name, keys: (text("key").map { [$0] } ?? items).map(Set.init) ?? reach.files))
    }
    var inner = reach
    inner.files = key == "volumes" ? text("name").flatMap { reach.volumes[$0] } : nil
    if entries.contains(where: { $0.key.text == "volumes" }) { inner.volumes = singleFiles(of: node, in: tree) }
    for entry in entries { collect(entry.value, below: entry.key.text, inner, in: tree, depth: depth + 1, &found) }
  }

  /// The files of the volumes of a pod that are mounted one by one (`subPath`).
  private static func singleFiles(of pod: Node, in tree: NodeDocument) -> [String: Set<String>] {
    var files: [String: Set<String>] = [:]
    var whole: Set<String> = []
    for list in ["containers", "initContainers"] {
      for container in tree.value(of: list, in: pod)?.items ?? [] {
        for mount in tree.value(of: "volumeMounts", in: tree.resolve(container))?.items ?? [] {
          let mount = tree.resolve(mount)
          guard let volume = tree.value(of: "name", in: mount)?.text else { continue }
          if let path = tree.value(of: "subPath", in: mount)?.text { files[volume, default: []].insert(path) } else { whole.insert(volume) }
        }
      }
    }
    return files.filter { !whole.contains($0.key) }
  }
}
