import Syntax
import Vocabulary

extension Predicate {
  /// Whether the condition holds for what `view` shows.
  func truth(in view: FactView) -> Truth {
    switch self {
    case .all(let parts): parts.all { $0.truth(in: view) }
    case .any(let parts): parts.any { $0.truth(in: view) }
    case .not(let part): !part.truth(in: view)
    case .test(let reference, let test): test.truth(of: view.sourced(reference), in: view)
    case .always: .holds
    }
  }
}

extension Predicate.Test {
  fileprivate func truth(of sourced: Sourced?, in view: FactView) -> Truth {
    switch self {
    case .missing: Truth(sourced == nil)
    case .present: Truth(sourced?.value != nil)
    case .unknown: Truth(sourced.map { $0.value == nil } ?? false)
    case .is(let operand): compare(sourced, operand, in: view) { Truth($0.equals($1)) }
    case .below(let operand): compare(sourced, operand, in: view) { $0.magnitude($1, <) }
    case .above(let operand): compare(sourced, operand, in: view) { $0.magnitude($1, >) }
    case .in(let values): ask(sourced) { value in Truth(values.contains { value.equals($0) }) }
    case .has(let wanted):
      ask(sourced) { value in value.list.map { Truth($0.contains { $0.equals(wanted) }) } ?? .undecided }
    case .matches(let patterns):
      ask(sourced) { value in
        value.text.map { text in Truth(patterns.contains { Glob.matches($0, text) }) } ?? .undecided
      }
    }
  }

  private func ask(_ sourced: Sourced?, _ question: (Value) -> Truth) -> Truth {
    guard let sourced else { return .fails }
    guard let value = sourced.value else { return .undecided }
    return question(value)
  }

  private func compare(
    _ sourced: Sourced?, _ operand: Predicate.Operand, in view: FactView,
    _ comparison: (Value, Value) -> Truth
  ) -> Truth {
    ask(sourced) { value in
      switch operand {
      case .literal(let other): comparison(value, other)
      case .attribute(let reference): ask(view.sourced(reference)) { comparison(value, $0) }
      }
    }
  }
}

extension Value {
  /// Equality that does not care whether a number is kept as an integer.
  fileprivate func equals(_ other: Value) -> Bool {
    self == other || (magnitude != nil && magnitude == other.magnitude)
  }

  /// Numbers compared; undecided for text, which a reader that keeps its types never gives.
  fileprivate func magnitude(_ other: Value, _ comparison: (Double, Double) -> Bool) -> Truth {
    guard let a = magnitude, let b = other.magnitude else { return .undecided }
    return Truth(comparison(a, b))
  }
}
