import Syntax
import Vocabulary

extension RuleReader {
  /// The alternatives, each with a condition of its own if it has one.
  func fixes(_ node: Node) -> Choice<FixStep>? {
    items(node, of: "fix").map { Choice($0.compactMap { fix($0) }) }
  }

  /// One alternative: `{ set: ATTRIBUTE, to: VALUE }` or `{ remove: ATTRIBUTE or SUBJECT }`, with `when:` or without.
  private func fix(_ node: Node) -> Choice<FixStep>.Option? {
    guard let fields = fields(of: node, of: "a fix", known: ["set", "to", "remove", "when"]) else {
      return nil
    }
    guard let step = step(node, fields) else { return nil }
    guard let node = fields["when"] else { return .init(step) }
    return predicate(node).map { .init(step, when: $0) }
  }

  private func step(_ node: Node, _ fields: Fields) -> FixStep? {
    switch (fields["set"], fields["to"], fields["remove"]) {
    case (let target?, let value?, nil):
      guard let reference = reference(target),
        let operand = operand(value, for: reference.attribute)
      else { return nil }
      return .set(reference, to: operand)
    case (nil, nil, let target?): return removal(target)
    default: return unreadable(node, "a fix must be `{ set: ..., to: ... }` or `{ remove: ... }`")
    }
  }

  private func removal(_ node: Node) -> FixStep? {
    // The subject's name comes first: `remove: port` on a port is the port itself.
    guard let name = node.text, let subject else { return reference(node).map { .remove($0) } }
    if name == subject.rawValue { return .removeFact(nil) }
    if let relation = Relation(rawValue: name) { return .removeFact(relation) }
    switch lookUp(name, on: subject) {
    case .found(let reference): return .remove(reference)
    case .notFound(let message, let nearest):
      let facts = [subject.rawValue] + Relation.allCases.map(\.rawValue)
      return unreadable(node, message + (nearest == nil ? suggestion(for: name, among: facts) : ""))
    }
  }
}
