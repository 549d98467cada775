/// Values rewritten at a place of their own, where an alias or a merge key brought them in.
extension NodeDocument {
  /// What is copied is small, or the copy would hide what it was made of.
  private static let mostCopied = 64

  /// The value of a node with all that aliases and merge keys bring into it; `nil` for what is large, is tagged, or
  /// contains itself.
  func copy(of node: Node) -> NewValue? {
    var left = Self.mostCopied
    return copy(of: node, depth: 0, &left)
  }

  private func copy(of node: Node, depth: Int, _ left: inout Int) -> NewValue? {
    let node = resolve(node)
    left -= 1
    guard depth < 16, left >= 0, node.tag == nil else { return nil }
    switch node.content {
    case .alias, .computed: return nil
    case .scalar(let scalar):
      switch scalar.type {
      case .string: return .string(scalar.text)
      case .null: return .null
      // As they are written: 0o17 and 017 are numbers of their own.
      case .integer, .float, .boolean: return .decimal(scalar.text)
      }
    case .sequence(let items):
      var values: [NewValue] = []
      for item in items {
        guard let value = copy(of: item, depth: depth + 1, &left) else { return nil }
        values.append(value)
      }
      return .list(values, flow: node.isFlow)
    case .mapping:
      var members: [NewValue.Member] = []
      for entry in entries(of: node) {
        guard let key = entry.key.text, let value = copy(of: entry.value, depth: depth + 1, &left) else {
          return nil
        }
        members.append(.init(key, value))
      }
      return .mapping(members)
    }
  }

  /// What is to be written so that `value` is at `path` below a node, and all else that was there still is.
  ///
  /// - Parameter old: what is there now; `nil` for nothing.
  func value(_ value: NewValue, at path: ArraySlice<PathStep>, over old: Node?) -> NewValue? {
    guard let step = path.first else { return value }
    guard case .key(let key) = step else { return nil }
    let rest = path.dropFirst()
    guard let node = old.map(resolve), node.scalar?.type != .null else {
      return self.value(value, at: rest, over: nil).map { [key: $0] }
    }
    guard node.entries != nil, case .mapping(var members)? = copy(of: node),
      let inner = self.value(value, at: rest, over: self.value(of: key, in: node))
    else { return nil }
    if let index = members.firstIndex(where: { $0.key.utf8.elementsEqual(key.utf8) }) {
      members[index] = .init(key, inner)
    } else {
      members.append(.init(key, inner))
    }
    return .mapping(members)
  }
}
