/// A value of an attribute, in the unit that the attribute declares.
public enum Value: Hashable, Sendable {
  case flag(Bool)
  /// Counts, tokens, bytes, seconds, ports: see ``Attribute/declaration``.
  case integer(Int)
  case number(Double)
  case text(String)
  case list([Value])
}

/// A step in the chain that points to a value: one sentence, and the place it rests on.
public struct Reason: Hashable, Sendable {
  /// Completes "because ...": lower case, no full stop, and without the file's name, which `at` gives.
  public let message: String
  public let at: SourceRange?

  public init(_ message: String, at: SourceRange? = nil) {
    self.message = message
    self.at = at
  }
}

/// A value and where it comes from.
///
/// `value` is `nil` where something is written but cannot be known (a variable without a value): every
/// predicate about it is then undecided, and a rule that rests on it stays silent.
public struct Sourced: Hashable, Sendable {
  public let value: Value?
  /// Where it is written; `nil` for defaults and for what is computed.
  public let range: SourceRange?
  /// Why it is what it is, outermost first; empty where `range` says it all.
  public let reasons: [Reason]

  public init(_ value: Value?, at range: SourceRange? = nil, because reasons: [Reason] = []) {
    self.value = value
    self.range = range
    self.reasons = reasons
  }
}

extension Value {
  public var flag: Bool? { if case .flag(let v) = self { v } else { nil } }
  public var integer: Int? { if case .integer(let v) = self { v } else { nil } }
  public var text: String? { if case .text(let v) = self { v } else { nil } }
  public var list: [Value]? { if case .list(let v) = self { v } else { nil } }

  /// The value as a number, whichever kind it is kept as.
  public var magnitude: Double? {
    switch self {
    case .integer(let v): Double(v)
    case .number(let v): v
    default: nil
    }
  }

  public static func texts(_ texts: [String]) -> Value { .list(texts.map(Value.text)) }
}
