import Vocabulary

/// Servers of one file that take a fixed part of the same GPU's memory when they start.
enum EngineShares {
  static func resolve(_ draft: inout Draft) {
    let sharing = draft.all(.service).filter { $0.has(.memoryShare) && !$0.id.document.isDocumentation }
    for (_, services) in Dictionary(grouping: sharing, by: \.id.document) where services.count > 1 {
      let services = services.sorted { $0.id < $1.id }
      for service in services {
        let others = services.filter { $0.id != service.id && overlap($0, service) }
        let all = ([service] + others).compactMap { $0.integer(.memoryShare) }.reduce(0, +)
        guard all > 100, service.id == ([service] + others).map(\.id).max() else { continue }
        draft[service.id].infer(.memoryShareTogether, all)
        draft[service.id].infer(.memoryShareWith, others.compactMap { $0.text(.name) })
      }
    }
  }

  /// Whether both see a GPU, and the first of one is among those of the other: a model on one GPU is on the first.
  private static func overlap(_ first: Fact, _ second: Fact) -> Bool {
    let (one, other) = (first.texts(.gpus), second.texts(.gpus))
    guard !one.isEmpty, !other.isEmpty else { return one == other }
    return !Set(one).isDisjoint(with: other)
  }
}
