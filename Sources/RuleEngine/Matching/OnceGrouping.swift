import Vocabulary
import Wording

extension Finding {
  /// How many of the merged findings a note names before it only counts.
  private static let namedAtMost = 6

  /// The violations of `findings`, which are sorted, with those that `once` makes one merged into the first.
  static func merged(_ findings: [Finding]) -> [Violation] {
    var places: [OnceKey: Int] = [:]
    var groups: [(first: Finding, others: [Finding])] = []
    for finding in findings {
      if let key = finding.key, let place = places[key] {
        groups[place].others.append(finding)
      } else {
        if let key = finding.key { places[key] = groups.count }
        groups.append((finding, []))
      }
    }
    return groups.map { group in
      group.others.isEmpty ? group.first.violation : group.first.standing(for: group.others)
    }
  }

  private static func places(_ count: Int) -> String {
    count == 1 ? "another one in this file" : "\(count) others in this file"
  }

  /// The same violation, with a note that names `others`.
  private func standing(for others: [Finding]) -> Violation {
    var names: [String] = []
    for name in others.compactMap(\.name) where !names.contains(name) { names.append(name) }
    // What another entry has by the same name needs no second mention next to others.
    if violation.fact.subject != .key, names.count > 1 { names.removeAll { $0 == name } }
    if names.count > Self.namedAtMost {
      let rest = names.count - Self.namedAtMost
      names = names.prefix(Self.namedAtMost) + ["\(rest) more"]
    }
    let subject =
      names.isEmpty
      ? "\(others.count) more"
      : violation.fact.subject == .key && names == [name].compactMap { $0 }
        ? Self.places(others.count)
        : violation.fact.subject == .modelUse && names == [name].compactMap { $0 }
          ? "\(others.count) other \(others.count == 1 ? "use" : "uses") of it" : Wording.list(names)
    // With one other, the note can point to it; with several, any one place would mislead.
    let place = others.count == 1 ? others.first?.violation.at : nil
    return violation.standing(
      for: others.map(\.violation),
      Violation.Note("the same holds for \(subject)", at: place, isReason: false))
  }
}

extension Violation {
  /// As severe as the worst of them, and as safe to fix as the least safe.
  fileprivate func standing(for others: [Violation], _ note: Note) -> Violation {
    var all = self
    // What stands for many keys changes each of them; what many models share is changed once.
    if fact.subject == .key { all.changes = others.reduce(changes) { $0 + $1.changes } }
    all.formerRule = nil
    all.severity = others.map(\.severity).reduce(severity, max)
    all.others = others.map(\.fact)
    all.notes.append(note)
    if others.contains(where: { $0.safety == .unsafe }) { all.safety = .unsafe }
    return all
  }
}
