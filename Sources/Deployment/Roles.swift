import Knowledge
import Vocabulary

/// Tells servers what clients here use them for, and uses what their model lacks.
enum Roles {
  static func spread(_ draft: inout Draft) {
    var served: [FactID: Set<Role>] = [:]
    let releases = UseLink.Releases(draft)
    for id in draft.ownIDs(.modelUse) {
      guard let use = draft.facts[id] else { continue }
      let roles = use.roles
      if let server = use.related[.server] { served[server, default: []].formUnion(roles) }
      check(id, use, roles, &draft)
      compareVersions(id, use, releases, &draft)
    }
    for (id, roles) in served { draft[id].infer(.serves, roles.sorted()) }
  }

  /// What a model requires, by REQUIRES or as its family does, against the version that its server is pinned to.
  private static func compareVersions(
    _ id: FactID, _ use: Fact, _ releases: UseLink.Releases, _ draft: inout Draft
  ) {
    guard let server = use.related[.server] ?? own(use, releases), let pinned = draft.facts[server]?.text(.version),
      let version = Version(pinned)
    else { return }
    let name = draft.facts[server]?.text(.name) ?? "the server"
    let reason = Reason("\(name) runs \(pinned)", at: draft.facts[server]?.range)
    if let model = use.related[.model] {
      guard let required = draft.facts[model]?.text(.requires).flatMap(Version.init), version < required else { return }
      draft[model].infer(.requiresNewerThan, .text(pinned), because: [reason])
    } else if use[.known] == .library, use[.isCloud] != true, let required = use.text(.name).flatMap(ModelReleases.first),
      version < required
    {
      draft[id].infer(.requires, .text(required.description))
      draft[id].infer(.requiresNewerThan, .text(pinned), because: [reason])
    }
  }

  /// For what a container's command or a step of an image pulls: a server of the same file, where all around are too old.
  private static func own(_ use: Fact, _ releases: UseLink.Releases) -> FactID? {
    guard use.roles == [.pull] || use.roles == [.run], !use.id.document.isDocumentation,
      let required = use.text(.name).flatMap(ModelReleases.first),
      let server = releases.server(near: use.id.document, allBefore: required), server.document == use.id.document
    else { return nil }
    return server
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
