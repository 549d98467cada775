import Syntax
import Vocabulary

extension RuleReader {
  /// One alternative: `{ set: ATTRIBUTE, to: VALUE }` or `{ remove: ATTRIBUTE or SUBJECT }`.
  mutating func fixStep(_ node: Node) -> FixStep? {
    guard let fields = fields(of: node, of: "a fix", known: ["set", "to", "remove"]) else { return nil }
    switch (fields["set"], fields["to"], fields["remove"]) {
    case (let target?, let value?, nil):
      guard let reference = reference(target),
        let operand = operand(value, for: reference.attribute)
      else { return nil }
      return .set(reference, to: operand)
    case (nil, nil, let target?): return removal(target)
    default:
      report(node, "a fix is `{ set: ..., to: ... }` or `{ remove: ... }`")
      return nil
    }
  }

  private mutating func removal(_ node: Node) -> FixStep? {
    // The subject's name comes first: `remove: port` on a port is the port itself.
    guard let name = node.text, let subject else { return reference(node).map { .remove($0) } }
    if name == subject.rawValue { return .removeFact(nil) }
    if let relation = Relation(rawValue: name) { return .removeFact(relation) }
    switch lookUp(name, on: subject) {
    case .found(let reference): return .remove(reference)
    case .notFound(let message, let nearest):
      let facts = [subject.rawValue] + Relation.allCases.map(\.rawValue)
      report(node, message + (nearest == nil ? suggestion(for: name, among: facts) : ""))
      return nil
    }
  }
}
