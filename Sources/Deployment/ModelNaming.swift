import Knowledge
import Syntax
import Vocabulary

/// Names that are built like those of the models made here, though nothing here makes them.
struct ModelNaming {
  struct Made {
    let name: String
    let at: SourceRange
  }

  private enum Key: Hashable {
    /// The same but for the tag.
    case model(String)
    /// The same but for a context length at its end.
    case stem(String, tag: String?)
    case prefix(String)
  }

  /// What scripts make, and the names that Modelfiles go by.
  private var created: ProximityIndex<Key>
  private var named: ProximityIndex<Key>
  private var namesByPrefix: [String: [String: Set<String>]] = [:]
  /// The names that scripts anywhere pull from a registry.
  private let pulled: Set<String>
  /// The names that the texts of a file use.
  private let used: [String: Set<String>]
  private var made: [String: Set<String>] = [:]
  /// Deployments where a script makes names that cannot be known.
  private var unclear: Set<String> = []

  init(_ draft: Draft) {
    created = draft.proximityIndex()
    named = draft.proximityIndex()
    pulled = Set(
      draft.all(.modelUse).lazy.filter { $0.roles.contains(.pull) }
        .compactMap { $0.text(.name).flatMap(ModelName.init)?.canonical })
    used = Dictionary(grouping: draft.all(.modelUse), by: \.id.document.path)
      .mapValues { Set($0.compactMap { $0.text(.name) }) }
    for creation in draft.all(.creation) {
      let scope = draft.scopes.scope(of: creation.id.document.path)
      guard let text = creation.text(.name) else {
        unclear.insert(scope)
        continue
      }
      guard let name = ModelName(text) else { continue }
      made[scope, default: []].insert(name.canonical)
      for key in Self.keys(of: name) { created.insert(creation.id, under: key) }
      if name.isLibrary { note(text, name, scope) }
    }
    for model in draft.all(.model) where !model.has(.kind) {
      guard let text = model.text(.name), let name = ModelName(text), name.isLibrary else { continue }
      for key in Self.keys(of: name) { named.insert(model.id, under: key) }
      note(text, name, draft.scopes.scope(of: model.id.document.path))
    }
  }

  private mutating func note(_ text: String, _ name: ModelName, _ scope: String) {
    guard let prefix = Self.prefix(of: name.model) else { return }
    namesByPrefix[scope, default: [:]][prefix, default: []].insert(text)
  }

  private static func keys(of name: ModelName) -> [Key] {
    guard name.isLibrary else { return [] }
    var keys = [Key.model(name.model.lowercased())]
    let parts = withoutContext(name.model)
    if parts.hasContext { keys.append(.stem(parts.stem, tag: name.tag)) }
    if let prefix = prefix(of: name.model) { keys.append(.prefix(prefix)) }
    return keys
  }

  /// The model made here that `name` is most like; `nil` where the name may come from anywhere.
  ///
  /// `coder:7b` where `coder:14b` is made, `coder-64k` where `coder-32k` is, and `acme-review` where
  /// `acme-code` and `acme-chat` are.
  func resembled(by name: ModelName, of id: FactID, in draft: Draft) -> Made? {
    let scope = draft.scopes.scope(of: id.document.path)
    guard id.subject == .modelUse, !id.document.isDocumentation, !pulled.contains(name.canonical),
      !unclear.contains(scope), made[scope]?.contains(name.canonical) != true
    else { return nil }
    let nearest =
      created.nearest(.model(name.model.lowercased()), to: id.document)
      ?? sameButForContext(name, id) ?? sharingPrefix(name, id, scope)
    return nearest.flatMap { draft.facts[$0] }.flatMap { fact in
      fact.text(.name).map { Made(name: $0, at: fact.range) }
    }
  }

  /// Whether the file of a use names another model as well.
  func isUsed(_ name: String, beside id: FactID) -> Bool { used[id.document.path]?.contains(name) ?? false }

  /// Whether a script of the deployment makes models whose names are only known when it runs.
  func isUnclear(around document: DocumentID, in draft: Draft) -> Bool {
    unclear.contains(draft.scopes.scope(of: document.path))
  }

  private func nearest(_ key: Key, _ id: FactID) -> FactID? {
    created.nearest(key, to: id.document) ?? named.nearest(key, to: id.document)
  }

  /// One that differs only in a context length at its end: `-32k`.
  private func sameButForContext(_ name: ModelName, _ id: FactID) -> FactID? {
    let parts = Self.withoutContext(name.model)
    return parts.hasContext ? nearest(.stem(parts.stem, tag: name.tag), id) : nil
  }

  /// A model with the same first word, if two here have it and no model of the library begins with it.
  private func sharingPrefix(_ name: ModelName, _ id: FactID, _ scope: String) -> FactID? {
    guard let prefix = Self.prefix(of: name.model), namesByPrefix[scope]?[prefix]?.count ?? 0 >= 2,
      !ModelCatalogue.standard.hasName(beginningWith: prefix)
    else { return nil }
    return nearest(.prefix(prefix), id)
  }

  private static func withoutContext(_ model: String) -> (stem: String, hasContext: Bool) {
    let lower = model.lowercased()
    guard let cut = lower.lastIndex(where: { $0 == "-" || $0 == "_" }) else { return (lower, false) }
    let end = lower[lower.index(after: cut)...]
    guard end.last == "k", end.count > 1, end.dropLast().allSatisfy(\.isNumber) else { return (lower, false) }
    return (String(lower[..<cut]), true)
  }

  private static let commonPrefixes: Set<String> = [
    "my", "local", "test", "custom", "ollama", "code", "coder", "coding", "chat", "agent", "fast", "small",
    "big", "large", "mini", "dev", "fine", "finetuned", "uncensored", "new", "old", "tiny",
  ]

  /// `acme` of `acme-code`; words that everybody puts in front are nobody's own.
  private static func prefix(of model: String) -> String? {
    let lower = model.lowercased()
    guard let cut = lower.firstIndex(where: { $0 == "-" || $0 == "_" }) else { return nil }
    let prefix = String(lower[..<cut])
    return prefix.count >= 3 && !Self.commonPrefixes.contains(prefix) ? prefix : nil
  }
}
