import Vocabulary

/// Models of desktop programs that are servers themselves: a client that asks LM Studio or Jan by its port for a model by
/// the name that a file here gives it.
enum DesktopModels {
  /// Unless told otherwise (lmstudio-ai/docs `1_developer`, Jan's `docs/.../api-server.mdx`).
  private static let programs = [1234: "LM Studio", 1337: "Jan"]

  static func tie(_ draft: inout Draft) {
    guard draft.all(.model).contains(where: { $0.has(.kind) }) else { return }
    for id in draft.ids(.modelUse) {
      guard let use = draft.facts[id], let name = use.text(.name)?.lowercased(),
        let port = draft.fact(.endpoint, of: id)?.integer(.port), let program = programs[port]
      else { continue }
      let named = draft.near(id.document, .model).filter {
        $0.text(.kind) == program && $0.text(.name)?.lowercased() == name
      }
      // One that says a context stands for those that only name the model.
      guard let model = named.first(where: { $0.has(.context) }) ?? named.first else { continue }
      draft.facts[id]?.related[.model] = model.id
    }
  }
}
