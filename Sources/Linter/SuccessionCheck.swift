import Vocabulary

/// Whether a file that took another's place says what the old one said.
struct SuccessionCheck {
  let before: Analysis
  let after: Analysis

  /// What a file says of a model, an address or a secret, wherever in the file it stands.
  private struct Statement: Hashable {
    let subject: Subject
    let attributes: [Attribute: Value?]
  }

  /// What the new file does not say any more, or says besides; `nil` if the two agree.
  func loss(in plan: FixPlan) -> String? {
    guard let successor = plan.successor else { return nil }
    // The very same text loses nothing, though of what no program read nothing was said before.
    if before.workspace.bytes(at: plan.path) == successor.bytes { return nil }
    var counts: [Statement: Int] = [:]
    for statement in statements(plan.path, before) { counts[statement, default: 0] += 1 }
    for statement in statements(successor.path, after) { counts[statement, default: 0] -= 1 }
    let others = counts.filter { $0.value != 0 }.keys
    let names = others.map { $0.attributes[.name]??.text ?? $0.attributes[.url]??.text ?? "something" }
    guard let name = names.min() else { return nil }
    return "\(name) would not mean the same in \(successor.path)"
  }

  private func statements(_ path: String, _ analysis: Analysis) -> [Statement] {
    analysis.graph.facts.filter { fact in
      fact.id.document.path == path && [.modelUse, .endpoint, .secret].contains(fact.subject)
    }.map { fact in
      Statement(
        subject: fact.subject,
        attributes: fact.attributes.mapValues(\.value).filter { !Self.isNotSaid($0.key) })
    }
  }

  /// What the link makes of a place in a file, and how a fix would be written there.
  private static func isNotSaid(_ attribute: Attribute) -> Bool {
    attribute == .contextDecidedAt || attribute == .replacement
  }
}
