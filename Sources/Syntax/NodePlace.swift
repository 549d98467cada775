/// A node as it is written, with what holds it.
struct NodePlace: Sendable {
  let node: Node
  /// The mapping or sequence that holds it; `nil` for the root.
  let parent: Node?
  /// Its position there.
  let index: Int
}

extension NodeDocument {
  /// The node at a path through what is written; never behind an alias or a merge key.
  func place(at path: some Collection<PathStep>) -> NodePlace? {
    guard let root else { return nil }
    var current = NodePlace(node: root, parent: nil, index: 0)
    for step in path {
      switch step {
      case .key(let key):
        guard let entries = current.node.members, let index = position(of: key, in: current.node) else {
          return nil
        }
        current = NodePlace(node: entries[index].value, parent: current.node, index: index)
      case .index(let index):
        guard let items = current.node.items, items.indices.contains(index) else { return nil }
        current = NodePlace(node: items[index], parent: current.node, index: index)
      }
    }
    return current
  }
}
