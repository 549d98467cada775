import Vocabulary

/// One alternative of a fix, as rule files say it.
public enum FixStep: Hashable, Sendable {
  /// `{ set: server.context, to: 65536 }`; `to` may name an attribute.
  case set(AttributeReference, to: Predicate.Operand)
  /// `{ remove: server.gpu-layers }`.
  case remove(AttributeReference)
  /// `{ remove: key }`: the whole fact, of the rule's subject or a related one.
  case removeFact(Relation?)
}

extension FixStep {
  /// The change it requests, seen from a fact; `nil` where it does not apply.
  ///
  /// It does not apply where the related fact is missing, where the value to set cannot be known, and
  /// where nothing would change: what is already so cannot fix anything.
  func change(in view: FactView) -> Change? {
    switch self {
    case .set(let reference, let operand):
      guard let fact = view.fact(reference.relation), let value = view.value(operand),
        fact.value(of: reference.attribute) != value
      else { return nil }
      return Change(fact.id, .set(reference.attribute, value))
    case .remove(let reference):
      guard let fact = view.fact(reference.relation), fact.has(reference.attribute) else { return nil }
      return Change(fact.id, .remove(reference.attribute))
    case .removeFact(let relation):
      return view.fact(relation).map { Change($0.id, .removeFact) }
    }
  }
}
