import Vocabulary

/// Ollama on networks that are all `internal`: it reaches no registry, and no published port reaches it.
///
/// Docker documentation, "docker network create" (--internal): external access is restricted in both directions.
struct ComposeInternal {
  private let relations: ComposeRelations

  init(among relations: ComposeRelations) { self.relations = relations }

  var facts: [Fact] {
    let project = relations.project
    guard project.includer == nil, !project.isMergedElsewhere else { return [] }
    return project.services.compactMap { service -> Fact? in
      let networks = ComposeNetworks.internals(of: service)
      guard !networks.isEmpty,
        ComposeServerImage.isServer(service, in: relations.workspace),
        ComposeContainer(service, among: relations).serves,
        let place = service.values("networks").last ?? service.value("image"),
        place.layer.file.id == project.file.id
      else { return nil }
      let port = service.items("ports").first
      return SettingFact.make(
        FactID(.key, project.file.id, ["services", service.name, "internal"]), name: service.name,
        value: port?.text, kind: "internal-network", format: "Compose", problem: .unreachable,
        counterpart: networks.joined(separator: ", "), at: place.range)
    }
  }
}
