extension NewValue {
  /// The value that a node has; `nil` for one that only means something where it stands.
  public init?(_ node: Node, depth: Int = 0) {
    guard depth < 32 else { return nil }
    switch node.content {
    case .alias: return nil
    case .scalar(let scalar):
      switch scalar.type {
      case .string: self = .string(scalar.text)
      case .integer: self = Int(scalar.text).map(NewValue.integer) ?? .decimal(scalar.text)
      case .float: self = .decimal(scalar.text)
      case .boolean: self = .boolean(scalar.text == "true")
      case .null: self = .null
      }
    case .sequence(let items):
      let values = items.compactMap { NewValue($0, depth: depth + 1) }
      guard values.count == items.count else { return nil }
      self = .list(values, flow: false)
    case .mapping(let entries):
      let members = entries.compactMap { entry -> Member? in
        guard let key = entry.key.text, let value = NewValue(entry.value, depth: depth + 1) else {
          return nil
        }
        return Member(key, value)
      }
      guard members.count == entries.count else { return nil }
      self = .mapping(members)
    }
  }
}
