import Vocabulary

/// Which facts there are, in lists by which they are found.
struct FactLists: Sendable {
  /// Sorted.
  private(set) var all: [FactID]
  private(set) var bySubject: [Subject: [FactID]]
  /// The same by deployment, so that looking near a file does not go through all files.
  private(set) var byScope: [String: [Subject: [FactID]]]
  private(set) var portsByOwner: [FactID: [FactID]]
  let scopes: Scopes

  init(_ facts: [FactID: Fact], _ surroundings: Surroundings) {
    let scopes = Scopes(of: facts.keys.lazy.map(\.document.path), surroundings)
    self.scopes = scopes
    let sorted = facts.keys.sorted()
    all = sorted
    portsByOwner = Dictionary(
      grouping: sorted.filter { $0.subject == .port && facts[$0]?.related[.owner] != nil }
    ) {
      facts[$0]?.related[.owner] ?? $0
    }
    bySubject = Dictionary(grouping: sorted, by: \.subject)
    byScope = Dictionary(grouping: sorted) { scopes.scope(of: $0.document.path) }
      .mapValues { Dictionary(grouping: $0, by: \.subject) }
  }

  func ids(_ subject: Subject) -> [FactID] { bySubject[subject] ?? [] }

  /// The lists with other facts in place of some. Both have the same ports.
  func replacing(_ old: Set<FactID>, with new: Set<FactID>) -> FactLists {
    if old == new { return self }
    var lists = self
    lists.all.removeAll { old.contains($0) && !new.contains($0) }
    lists.all += new.subtracting(old)
    lists.all.sort()
    for subject in Set(old.symmetricDifference(new).map(\.subject)) {
      let added = new.subtracting(old).filter { $0.subject == subject }
      func change(_ list: inout [FactID], _ added: some Sequence<FactID>) {
        list.removeAll { old.contains($0) && !new.contains($0) }
        list += added
        list.sort()
      }
      change(&lists.bySubject[subject, default: []], added)
      let byScope = Dictionary(grouping: added) { scopes.scope(of: $0.document.path) }
      let changed = Set(old.map { scopes.scope(of: $0.document.path) }).union(byScope.keys)
      for scope in changed {
        change(&lists.byScope[scope, default: [:]][subject, default: []], byScope[scope] ?? [])
      }
    }
    return lists
  }
}
