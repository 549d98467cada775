import Vocabulary

/// A fact with the facts it is tied to: all that a rule can see from where it stands.
struct FactView {
  let fact: Fact
  private let related: [Relation: Fact]

  init(_ fact: Fact, in graph: DeploymentGraph) {
    self.fact = fact
    related = fact.related.compactMapValues { graph[$0] }
  }

  /// The related fact, or the fact itself for `nil`.
  func fact(_ relation: Relation?) -> Fact? {
    guard let relation else { return fact }
    return related[relation]
  }

  /// The attribute as recorded; `nil` where it, or the fact that would have it, is absent.
  func sourced(_ reference: AttributeReference) -> Sourced? {
    fact(reference.relation)?.attributes[reference.attribute]
  }

  /// The value of an operand; `nil` where it is absent or cannot be known.
  func value(_ operand: Predicate.Operand) -> Value? {
    switch operand {
    case .literal(let value): value
    case .attribute(let reference): sourced(reference)?.value
    }
  }
}
