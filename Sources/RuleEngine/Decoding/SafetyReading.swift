import Diagnostics
import Syntax
import Vocabulary

extension RuleReader {
  /// A word, or a mapping of words to conditions whose first match decides; the last one is `always`.
  func graded<Words: RawRepresentable & CaseIterable & Hashable & Sendable>(
    _ node: Node, of key: String
  ) -> Graded<Words>? where Words.RawValue == String {
    guard let entries = node.entries else {
      return word(node, of: key, as: Words.self).map { Graded(otherwise: $0) }
    }
    var steps: [Graded<Words>.Step] = []
    for entry in entries {
      guard let grade = word(entry.key, of: key, as: Words.self), subject != nil,
        let condition = predicate(entry.value)
      else { return nil }
      steps.append(.init(grade, when: condition))
    }
    guard let last = steps.popLast(), last.when == .always else {
      return unreadable(node, "the last condition of `\(key)` must be `always`")
    }
    return Graded(steps, otherwise: last.grade)
  }

  /// What cannot be taken away, and why, for each hazard.
  func evidence(_ node: Node) -> [Hazard: String]? {
    guard let fields = fields(of: node, of: "evidence", known: Hazard.allCases.map(\.rawValue)) else {
      return nil
    }
    var evidence: [Hazard: String] = [:]
    for hazard in Hazard.allCases {
      if let node = fields[hazard.rawValue] { evidence[hazard] = text(node, of: hazard.rawValue) }
    }
    return evidence
  }

  /// A fix that is ever safe needs evidence against each thing that its changes can take away.
  func checkHarmless(
    _ fix: [FixStep], _ safety: Graded<Safety>, _ evidence: [Hazard: String], at node: Node?
  ) {
    guard safety.grades.contains(.safe), let node else { return }
    let hazards = fix.reduce(into: Set<Hazard>()) { $0.formUnion($1.hazards) }
    for hazard in Hazard.allCases where hazards.contains(hazard) && evidence[hazard] == nil {
      report(
        node,
        "this fix can \(hazard.phrase): add `evidence: { \(hazard.rawValue): WHY }`, or write `safety: unsafe`"
      )
    }
  }
}

extension FixStep {
  /// What its change can take away.
  public var hazards: Set<Hazard> {
    switch self {
    case .set(let reference, _): Set([reference.attribute.hazard].compactMap { $0 })
    case .remove(let reference): reference.attribute.hazard.map { [$0] } ?? [.removal]
    case .removeFact: [.removal]
    }
  }
}
