import Knowledge
import Syntax
import Vocabulary

/// Names that are built like those of the models made here, though nothing here makes them.
enum ModelNaming {
  struct Made {
    let name: String
    let at: SourceRange
  }

  /// The model made here that `name` is most like; `nil` where the name may come from anywhere.
  ///
  /// `coder:7b` where `coder:14b` is made, `coder-64k` where `coder-32k` is, and `acme-review` where
  /// `acme-code` and `acme-chat` are.
  static func resembled(by name: ModelName, of id: FactID, pulled: Set<String>, in draft: Draft) -> Made? {
    guard id.subject == .modelUse, !id.document.isDocumentation, !pulled.contains(name.canonical),
      !isMadeSomehow(name, id, draft)
    else { return nil }
    let creations = draft.near(id.document, .creation).compactMap(made)
    if let other = creations.first(where: { sameModel($0.name, name) }) { return other }
    let known = creations + draft.modelfiles(near: id.document).compactMap(made)
    if let other = known.first(where: { sameButForContext($0.name, name) }) { return other }
    return sharingPrefix(name, known)
  }

  private static func made(_ fact: Fact) -> Made? {
    guard let name = fact.text(.name), ModelName(name)?.isLibrary == true else { return nil }
    return Made(name: name, at: fact.range)
  }

  /// The names that scripts anywhere pull from a registry.
  static func pulled(in draft: Draft) -> Set<String> {
    Set(
      draft.all(.modelUse).lazy.filter { $0.texts(.roles).contains("pull") }
        .compactMap { $0.text(.name).flatMap(ModelName.init)?.canonical })
  }

  /// Whether a script creates or copies the name, or makes names that cannot be known.
  private static func isMadeSomehow(_ name: ModelName, _ id: FactID, _ draft: Draft) -> Bool {
    draft.together(with: id.document, .creation).contains { creation in
      guard let made = creation.text(.name) else { return true }
      return ModelName(made)?.canonical == name.canonical
    }
  }

  private static func sameModel(_ made: String, _ name: ModelName) -> Bool {
    ModelName(made)?.model.lowercased() == name.model.lowercased()
  }

  /// Whether the two differ only in a context length at their end: `-32k`.
  private static func sameButForContext(_ made: String, _ name: ModelName) -> Bool {
    guard let other = ModelName(made), other.tag == name.tag else { return false }
    let (a, b) = (withoutContext(other.model), withoutContext(name.model))
    return a.stem == b.stem && a.hasContext && b.hasContext
  }

  private static func withoutContext(_ model: String) -> (stem: String, hasContext: Bool) {
    let lower = model.lowercased()
    guard let cut = lower.lastIndex(where: { $0 == "-" || $0 == "_" }) else { return (lower, false) }
    let end = lower[lower.index(after: cut)...]
    guard end.last == "k", end.count > 1, end.dropLast().allSatisfy(\.isNumber) else { return (lower, false) }
    return (String(lower[..<cut]), true)
  }

  /// A model with the same first word, if two here have it and no model of the library begins with it.
  private static func sharingPrefix(_ name: ModelName, _ known: [Made]) -> Made? {
    guard let prefix = prefix(of: name.model) else { return nil }
    let alike = known.filter { ModelName($0.name).flatMap { self.prefix(of: $0.model) } == prefix }
    guard Set(alike.map(\.name)).count >= 2, !ModelCatalogue.hasName(beginningWith: prefix) else {
      return nil
    }
    return alike.first
  }

  /// `acme` of `acme-code`; words that everybody puts in front are nobody's own.
  private static func prefix(of model: String) -> String? {
    let lower = model.lowercased()
    guard let cut = lower.firstIndex(where: { $0 == "-" || $0 == "_" }) else { return nil }
    let prefix = String(lower[..<cut])
    let common: Set<String> = [
      "my", "local", "test", "custom", "ollama", "code", "coder", "coding", "chat", "agent", "fast", "small",
      "big", "large", "mini", "dev", "fine", "finetuned", "uncensored", "new", "old", "tiny",
    ]
    return prefix.count >= 3 && !common.contains(prefix) ? prefix : nil
  }
}
