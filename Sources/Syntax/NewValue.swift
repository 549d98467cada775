/// A value to be written.
public indirect enum NewValue: Hashable, Sendable {
  case string(String)
  /// A string in double quotes, needed or not.
  case quoted(String)
  case integer(Int)
  /// A number with a fraction, as it is written.
  case decimal(String)
  case boolean(Bool)
  case null
  case list([NewValue], flow: Bool)
  case mapping([Member])

  public struct Member: Hashable, Sendable {
    public let key: String
    public let value: NewValue
    /// A line to stand above the key, without its sign; written where the syntax has comments and the mapping
    /// takes lines of its own.
    public let comment: String?

    public init(_ key: String, _ value: NewValue, comment: String? = nil) {
      self.key = key
      self.value = value
      self.comment = comment
    }

    /// Members below a way of keys: `providers`, `ollama` and what that holds.
    public init(_ first: String, _ second: String, _ members: [Member]) {
      self.init(first, .mapping([Member(second, .mapping(members))]))
    }
  }
}

extension NewValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
  public init(dictionaryLiteral members: (String, NewValue)...) { self = .mapping(members.map { Member($0, $1) }) }
  /// A list with lines of its own.
  public init(arrayLiteral items: NewValue...) { self = .list(items, flow: false) }
}

extension NewValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  public init(stringLiteral text: String) { self = .string(text) }
  public init(integerLiteral number: Int) { self = .integer(number) }
  public init(booleanLiteral flag: Bool) { self = .boolean(flag) }
}

extension NewValue {
  /// The value that a node has; `nil` for one that only means something where it stands.
  public init?(_ node: Node, depth: Int = 0) {
    guard depth < 32 else { return nil }
    switch node.content {
    case .alias, .computed: return nil
    case .scalar(let scalar):
      switch scalar.type {
      case .string: self = .string(scalar.text)
      case .integer: self = Int(scalar.text).map(NewValue.integer) ?? .decimal(scalar.text)
      case .float: self = .decimal(scalar.text)
      case .boolean: self = .boolean(Scalar.flag(scalar.text) == true)
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
      // Readers differ in which of two duplicate keys counts.
      guard members.count == entries.count, Set(members.map(\.key)).count == members.count else { return nil }
      self = .mapping(members)
    }
  }
}
