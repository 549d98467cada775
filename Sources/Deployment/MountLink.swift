import Vocabulary

/// Settings that a container reads because they are mounted into it: their addresses are seen from inside.
enum MountLink {
  static func place(_ draft: inout Draft) {
    let containers = draft.all(.client).filter {
      !$0.texts(.mounts).isEmpty && !$0.id.document.isDocumentation
    }
    guard !containers.isEmpty else { return }
    for id in draft.ownIDs(.endpoint) {
      guard let endpoint = draft.facts[id], endpoint[.from] == .host,
        let program = draft.fact(.client, of: id)?.text(.kind),
        let container = containers.first(where: { $0.text(.kind) == program && sees(id.document.path, $0) })
      else { continue }
      draft[id].infer(
        .from, .container,
        because: [
          Reason("the container \(container.text(.name) ?? program) reads this file", at: container.range)
        ])
      draft[id].related[.owner] = container.id
    }
  }

  private static func sees(_ path: String, _ container: Fact) -> Bool {
    container.texts(.mounts).contains { path == $0 || path.hasPrefix($0 + "/") }
  }
}
