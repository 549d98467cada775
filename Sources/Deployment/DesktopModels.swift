import Vocabulary

/// Models of desktop programs that are servers themselves: a client that asks LM Studio or Jan by its port for a model by
/// the name that a file here gives it.
enum DesktopModels {
  /// By default (lmstudio-ai/docs `1_developer`, Jan's `docs/.../api-server.mdx`).
  private static let programs = [1234: "LM Studio", 1337: "Jan"]

  static func tie(_ draft: inout Draft) {
    // Most repositories have none: then no use is looked at.
    guard draft.all(.model).contains(where: { $0.has(.kind) }) else { return }
    var index: ProximityIndex<Key> = draft.proximityIndex()
    for id in draft.ids(.model) {
      guard let model = draft.facts[id], let kind = model.text(.kind),
        let name = model.text(.name)?.lowercased()
      else { continue }
      index.insert(id, under: Key(program: kind, name: name, saysContext: false))
      if model.has(.context) { index.insert(id, under: Key(program: kind, name: name, saysContext: true)) }
    }
    for id in draft.ownIDs(.modelUse) {
      guard let use = draft.facts[id], let name = use.text(.name)?.lowercased(),
        let port = draft.fact(.endpoint, of: id)?.integer(.port), let program = programs[port]
      else { continue }
      // One that says a context stands for those that only name the model.
      let nearest = [true, false].lazy.compactMap { saysContext in
        index.nearest(Key(program: program, name: name, saysContext: saysContext), to: id.document)
      }
      if let model = nearest.first { draft[id].related[.model] = model }
    }
  }

  private struct Key: Hashable {
    let program: String
    let name: String
    let saysContext: Bool
  }
}
