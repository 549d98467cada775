import Knowledge
import Vocabulary

/// Servers for which only models are named that a CPU answers with fast enough: nobody has forgotten a GPU there.
enum SmallModels {
  /// The most parameters of such a model: 1.7 billion and less.
  private static let most = 1_800_000_000

  static func find(_ draft: inout Draft) {
    let servers = draft.ownIDs(.server).filter { draft.facts[$0]?[.gpu] == .noGPU }
    guard !servers.isEmpty else { return }
    let tied = Dictionary(grouping: draft.all(.modelUse).filter { $0.related[.server] != nil }) {
      $0.related[.server]
    }
    var pulled: [String: [String]] = [:]
    for id in servers {
      // What a Modelfile is made from may be of any size.
      guard draft.ids(together: id.document, .model).isEmpty else { continue }
      let scope = draft.scopes.scope(of: id.document)
      let names = pulled[scope] ?? pulledNames(around: id.document, draft)
      pulled[scope] = names
      let all = names + (tied[id] ?? []).map { $0.text(.name) ?? "" }
      if !all.isEmpty, all.allSatisfy({ isSmall($0, draft) }) { draft[id].infer(.modelsSmall, .flag(true)) }
    }
  }

  private static func pulledNames(around document: DocumentID, _ draft: Draft) -> [String] {
    draft.ids(together: document, .modelUse).compactMap { id in
      draft.facts[id].flatMap { $0.roles.contains(.pull) || $0.roles.contains(.run) ? $0.text(.name) ?? "" : nil }
    }
  }

  private static func isSmall(_ name: String, _ draft: Draft) -> Bool {
    guard let name = ModelName(name), let parameters = draft.surroundings.weights(of: name)?.parameters else {
      return false
    }
    return parameters <= most
  }
}
