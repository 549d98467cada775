import Vocabulary

/// A condition over a fact. Undecided where it rests on a value that cannot be known.
public indirect enum Predicate: Hashable, Sendable {
  case all([Predicate])
  case any([Predicate])
  case not(Predicate)
  case test(AttributeReference, Test)
  /// Always true: a rule that every fact of its subject breaks.
  case always

  /// A test of one attribute. All but `missing` are false for an attribute that is absent.
  public enum Test: Hashable, Sendable {
    case `is`(Operand)
    /// Equal to one of these.
    case `in`([Value])
    /// A list that contains the value.
    case has(Value)
    case below(Operand)
    case above(Operand)
    /// Absent: neither written nor computed. A value that cannot be known is not missing.
    case missing
    /// Written or computed, and known.
    case present
    /// Written, but not to be known from the files.
    case unknown
    /// A text against patterns, one of which must match; `*` matches any run of characters.
    case matches([String])
  }

  /// What a value is compared with: a literal, or another attribute's value.
  public enum Operand: Hashable, Sendable {
    case literal(Value)
    case attribute(AttributeReference)
  }
}

extension Predicate {
  /// The attributes it names, operands included, in the order in which they are written.
  public var references: [AttributeReference] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.references)
    case .not(let part): part.references
    case .test(let reference, let test): [reference] + test.references
    case .always: []
    }
  }
}

extension Predicate.Test {
  fileprivate var references: [AttributeReference] {
    switch self {
    case .is(.attribute(let reference)), .below(.attribute(let reference)), .above(.attribute(let reference)):
      [reference]
    default: []
    }
  }
}
