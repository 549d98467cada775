/// The type of an attribute's values, with the unit numbers are in.
public enum AttributeType: Hashable, Sendable {
  case flag
  case integer(Unit)
  case number
  case text
  /// One of a few words, as rule files and messages write them.
  case word([String])
  case list

  public enum Unit: Hashable, Sendable { case tokens, bytes, seconds, count, port }
}

/// What a rule file may know of an attribute: who has it, its type, and what it means.
public struct AttributeDeclaration: Sendable {
  public let subjects: Set<Subject>
  public let type: AttributeType
  /// One sentence for `explain` and for errors in rule files.
  public let meaning: String

  init(_ subjects: Set<Subject>, _ type: AttributeType, _ meaning: String) {
    self.subjects = subjects
    self.type = type
    self.meaning = meaning
  }
}
