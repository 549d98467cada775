/// What can be said of a condition: it holds, it does not, or it rests on what cannot be known.
///
/// Kleene's logic: a conjunction fails as soon as one part does, whatever the others are worth.
enum Truth: Hashable, Sendable {
  case holds, fails, undecided

  init(_ condition: Bool) { self = condition ? .holds : .fails }

  static prefix func ! (truth: Truth) -> Truth {
    switch truth {
    case .holds: .fails
    case .fails: .holds
    case .undecided: .undecided
    }
  }
}

extension Sequence {
  /// Whether every element satisfies `condition`; later elements are not asked once one fails.
  func all(_ condition: (Element) -> Truth) -> Truth {
    var result = Truth.holds
    for element in self {
      switch condition(element) {
      case .fails: return .fails
      case .undecided: result = .undecided
      case .holds: break
      }
    }
    return result
  }

  /// Whether some element satisfies `condition`; later elements are not asked once one holds.
  func any(_ condition: (Element) -> Truth) -> Truth {
    !all { !condition($0) }
  }
}
