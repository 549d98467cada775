import Vocabulary

/// Models that are only on offer: listed to choose from, pulled, or made by a Modelfile that nothing here uses.
///
/// What they take of the memory is nobody's trouble before somebody chooses them.
struct ModelMenus {
  /// Roles that a client fills with one model at a time.
  private static let talking: [Role] = [.agent, .chat, .edit, .apply, .summarize, .title]

  private var offered: Set<FactID> = []
  private let draft: Draft

  init(_ draft: Draft) {
    self.draft = draft
    var byClient: [FactID: [Fact]] = [:]
    var byDocument: [DocumentID: [Fact]] = [:]
    for id in draft.ids(.modelUse) {
      guard let use = draft.facts[id] else { continue }
      if let client = use.related[.client] {
        byClient[client, default: []].append(use)
      } else {
        byDocument[id.document, default: []].append(use)
      }
    }
    for uses in byClient.values {
      offered.formUnion(Self.unchosen(uses, of: Self.talking))
      offered.formUnion(Self.unchosen(uses, of: [.autocomplete]))
    }
    for uses in byDocument.values { offered.formUnion(Self.several(uses)) }
  }

  /// Of the models that a client may talk to, all but those that it is set to, or but the first where it is set to none.
  private static func unchosen(_ uses: [Fact], of roles: [Role]) -> [FactID] {
    let candidates = uses.filter { !$0.roles.isEmpty && $0.roles.allSatisfy(roles.contains) }
    let isAnyChosen = candidates.contains { $0.flag(.isChosen) == true }
    if isAnyChosen { return candidates.filter { $0.flag(.isChosen) != true }.map(\.id) }
    let ordered = candidates.sorted {
      ($0.range.range.start, $0.id) < ($1.range.range.start, $1.id)
    }
    guard let first = ordered.first(where: { $0.roles.contains(.agent) }) ?? ordered.first else { return [] }
    return ordered.filter { $0.id != first.id }.map(\.id)
  }

  /// What a script pulls, or a guide runs, where there are several.
  private static func several(_ uses: [Fact]) -> [FactID] {
    let pulled = uses.filter { $0.roles == [.pull] }
    let run = uses.filter { $0.roles == [.run] && $0.id.document.isDocumentation }
    return [pulled, run].flatMap { group in
      Set(group.map { $0.text(.name) }).count > 1 ? group.map(\.id) : []
    }
  }

  /// Deployments in which some model is used: their Modelfiles that nothing uses are left aside.
  func busyScopes(_ loads: [MemoryLoad]) -> Set<String> {
    let used = loads.filter { !$0.uses.isEmpty && !$0.uses.allSatisfy(offered.contains) }
    return Set(used.map { draft.scopes.scope(of: $0.path) })
  }

  /// The loads that somebody is set to bring about.
  func configured(_ loads: [MemoryLoad], besides busy: Set<String>) -> [MemoryLoad] {
    loads.filter { load in
      guard !runsBesideTheGPU(load) else { return false }
      guard load.uses.isEmpty else { return !load.uses.allSatisfy(offered.contains) }
      return !busy.contains(draft.scopes.scope(of: load.path))
    }
  }

  /// Whether the server is a container that the machine's GPU is kept from, so that no model is on it.
  func runsBesideTheGPU(_ load: MemoryLoad) -> Bool {
    guard let server = load.server.flatMap({ draft.facts[$0] }), server[.topology] == .container else {
      return false
    }
    return server[.gpu] == .noGPU && load.machine.vramBytes.map { $0 > 0 } ?? false
  }
}
