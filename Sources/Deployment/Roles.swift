import Knowledge
import Vocabulary

/// Tells servers what clients here use them for, and uses what their model lacks.
enum Roles {
  static func spread(_ draft: inout Draft) {
    var served: [FactID: Set<Role>] = [:]
    for id in draft.ownIDs(.modelUse) {
      guard let use = draft.facts[id] else { continue }
      let roles = use.roles
      if let server = use.related[.server] { served[server, default: []].formUnion(roles) }
      check(id, use, roles, &draft)
      compareVersions(use, &draft)
    }
    for (id, roles) in served { draft[id].infer(.serves, roles.sorted()) }
  }

  /// REQUIRES of a model against the version that its server is pinned to.
  private static func compareVersions(_ use: Fact, _ draft: inout Draft) {
    guard let model = use.related[.model], let server = use.related[.server],
      let required = draft.facts[model]?.text(.requires).flatMap(Version.init),
      let pinned = draft.facts[server]?.text(.version), let version = Version(pinned), version < required
    else { return }
    let name = draft.facts[server]?.text(.name) ?? "the server"
    let reason = Reason("\(name) runs \(pinned)", at: draft.facts[server]?.range)
    draft[model].infer(.requiresNewerThan, .text(pinned), because: [reason])
  }

  /// Only what is known of the model can be missing from it.
  private static func check(_ id: FactID, _ use: Fact, _ roles: [Role], _ draft: inout Draft) {
    guard let capabilities = use[.capabilities] else {
      // Of a name that only another server has, its family tells enough.
      if roles.contains(.autocomplete), use.flag(.isOllama) != true,
        use.text(.name).map(ChatFamily.isWithoutInfill) == true
      {
        draft[id].infer(.lacks, [Capability.insert])
      }
      return
    }
    var lacks: [Capability] = []
    if roles.contains(.agent), use.flag(.tools) != false, !capabilities.contains(.tools) {
      lacks.append(.tools)
    }
    if roles.contains(.autocomplete), !capabilities.contains(.insert) { lacks.append(.insert) }
    if roles.contains(.embed), !capabilities.contains(.embedding) { lacks.append(.embedding) }
    if roles.contains(.agent) || roles.contains(.chat), !capabilities.contains(.completion),
      capabilities.contains(.embedding)
    {
      lacks = [.completion]
    }
    if use.flag(.images) == true, !capabilities.contains(.vision) { lacks.append(.vision) }
    draft[id].infer(.lacks, lacks)
  }
}
