import Syntax
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
      guard ComposeContainer.serverImage(of: service, in: relations.workspace) != nil,
        ComposeContainer(service, among: relations).serves, service.value("network_mode") == nil
      else { return nil }
      let found = service.values("networks")
      let names = found.flatMap { $0.items().map(\.text) + $0.entries().map { $0.key.text } }
      let known = names.compactMap { $0 }
      guard !known.isEmpty, known.count == names.count, known.allSatisfy(isInternal),
        let place = found.last, place.layer.file.id == project.file.id
      else { return nil }
      let port = service.items("ports").first
      return SettingFact.make(
        FactID(.key, project.file.id, ["services", service.name, "internal"]), name: service.name,
        value: port?.text, kind: "internal-network", format: "Compose", problem: .unreachable,
        counterpart: known.joined(separator: ", "), at: place.range)
    }
  }

  private func isInternal(_ name: String) -> Bool {
    let tree = relations.project.file.tree
    return tree.node(at: ["networks", .key(name), "internal"])?.flag == true
  }
}
