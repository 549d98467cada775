import Vocabulary

/// A fact with the facts it is tied to: all that a rule can see from where it stands.
struct FactView {
  let fact: Fact
  private let graph: DeploymentGraph
  /// What the related facts say. Conditions ask for it so often that it is found once, and only this of each fact.
  private let related: [Relation: [Attribute: Sourced]]

  init(_ fact: Fact, in graph: DeploymentGraph) {
    self.fact = fact
    self.graph = graph
    related = fact.related.isEmpty ? [:] : fact.related.compactMapValues { graph[$0]?.attributes }
  }

  /// The related fact, or the fact itself for `nil`.
  func fact(_ relation: Relation?) -> Fact? {
    guard let relation else { return fact }
    return graph.fact(relation, of: fact)
  }

  /// The attribute as recorded; `nil` where it, or the fact that would have it, is absent.
  func sourced(_ reference: AttributeReference) -> Sourced? {
    guard let relation = reference.relation else { return fact.attributes[reference.attribute] }
    return related[relation]?[reference.attribute]
  }

  /// Those that the related fact has; `nil` where there is none.
  func attributes(of relation: Relation) -> AttributeSet? {
    related[relation].map { AttributeSet($0.keys) }
  }

  /// The value of an operand; `nil` where it is absent or cannot be known.
  func value(_ operand: Predicate.Operand) -> Value? {
    switch operand {
    case .literal(let value): value
    case .attribute(let reference): sourced(reference)?.value
    }
  }
}
