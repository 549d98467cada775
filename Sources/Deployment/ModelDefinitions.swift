import Knowledge
import Vocabulary

/// The Modelfiles of all files, by the names that they have or that scripts give them.
struct ModelDefinitions {
  private var created: ProximityIndex<String>
  private var named: ProximityIndex<String>
  private var namesByScope: [String: [String]] = [:]
  private let scopes: Scopes

  init(_ draft: Draft) {
    scopes = draft.scopes
    created = draft.proximityIndex()
    named = draft.proximityIndex()
    var byPath: [String: FactID] = [:]
    var names: [String: Set<String>] = [:]
    for id in draft.ids(.model) {
      // Other programs' models are not Modelfiles.
      guard let model = draft.facts[id], !model.has(.kind) else { continue }
      if id.document.embedding.isEmpty, byPath[id.document.path] == nil { byPath[id.document.path] = id }
      guard let name = model.text(.name).flatMap(ModelName.init) else { continue }
      names[scopes.scope(of: id.document.path), default: []].insert(name.model)
      // A library model's own name on a Modelfile in a folder of that name is not a definition of it.
      if model[.origin] == .created || ModelCatalogue.standard.model(named: name) == nil {
        named.insert(id, under: name.canonical)
      }
    }
    namesByScope = names.mapValues { $0.sorted() }
    for id in draft.ids(.creation) {
      guard let creation = draft.facts[id], let name = creation.text(.name).flatMap(ModelName.init) else {
        continue
      }
      // A Modelfile may be in the same file as its name.
      let own = creation.related[.model].flatMap { draft.facts[$0]?.id }
      let answers = [own, creation.text(.modelfile).flatMap { byPath[$0] }].compactMap { $0 }
      for answer in answers where scopes.areSame(answer.document, id.document) {
        created.insert(id, answer: answer, under: name.canonical)
      }
    }
  }

  /// The Modelfile that `name` stands for in the file of `user`, which is not a definition of what it uses itself.
  func model(for name: ModelName, usedBy user: FactID) -> FactID? {
    created.nearest(name.canonical, to: user.document, leavingOut: user)
      ?? named.nearest(name.canonical, to: user.document, leavingOut: user)
  }

  /// The models, without their tags, that the Modelfiles of a deployment define.
  func names(around document: DocumentID) -> [String] { namesByScope[scopes.scope(of: document.path)] ?? [] }
}
