/// The type of an attribute's values, with the unit numbers are in.
public enum AttributeType: Hashable, Sendable {
  case flag
  case integer(Unit)
  case number
  case text
  /// One of a few words, as rule files and messages write them.
  case word([String])
  case list
  /// A list of some of a few words.
  case words([String])

  /// Whether a value is of this type.
  public func allows(_ value: Value) -> Bool {
    switch (self, value) {
    case (.flag, .flag), (.integer, .integer), (.number, .integer), (.number, .number), (.text, .text): true
    case (.word(let words), .text(let word)): words.contains(word)
    case (.list, .list(let items)): items.allSatisfy { $0.text != nil }
    case (.words(let words), .list(let items)):
      items.allSatisfy { $0.text.map(words.contains) ?? false }
    default: false
    }
  }

  public enum Unit: Hashable, Sendable { case tokens, bytes, seconds, count, port }
}

/// What a rule file may know of an attribute: who has it, its type, and what it means.
public struct AttributeDeclaration: Sendable {
  public let name: String
  public let subjects: Set<Subject>
  public let type: AttributeType
  /// One sentence for `explain` and for errors in rule files.
  public let meaning: String

  init(_ name: String, _ subjects: Set<Subject>, _ type: AttributeType, _ meaning: String) {
    self.name = name
    self.subjects = subjects
    self.type = type
    self.meaning = meaning
  }
}

extension Attribute {
  /// As rule files and messages write it.
  public var name: String { declaration.name }

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  public init?(named name: String) {
    guard let found = Self.byName[name] else { return nil }
    self = found
  }
}
