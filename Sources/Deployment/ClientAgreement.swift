import Knowledge
import Vocabulary
import Wording

/// Uses of one model on one server that get different contexts.
///
/// Ollama holds a model with one context; a request for another loads it again (`server/sched.go`, needsReload).
enum ClientAgreement {
  static func compare(_ draft: inout Draft) {
    var groups: [Place: [Fact]] = [:]
    for id in draft.ids(.modelUse) {
      guard let use = draft.facts[id], use.integer(.contextEffective) != nil, !id.document.isDocumentation,
        let place = place(of: use, draft)
      else { continue }
      groups[place, default: []].append(use)
    }
    for all in groups.values where all.count > 1 {
      // Quadratic, so capped at 500.
      let uses = all.prefix(500)
      for use in uses where draft.facts.owns(use.id) {
        guard use[.contextDecidedBy] == .client, let other = disagreeing(with: use, uses, draft),
          let tokens = other.integer(.contextEffective)
        else { continue }
        let who = draft.fact(.client, of: other.id)?.text(.name) ?? "another client"
        draft[use.id].infer(
          .contextElsewhere, .integer(tokens),
          because: [Reason("\(who) uses it with \(Wording.context(tokens))", at: other.range)]
            + (other.attributes[.contextEffective]?.reasons.prefix(1) ?? []))
      }
    }
  }

  /// A model as one server holds it.
  private struct Place: Hashable {
    let model: String
    let server: FactID?
    let port: Int?
    let scope: String
  }

  private static func place(of use: Fact, _ draft: Draft) -> Place? {
    let endpoint = draft.fact(.endpoint, of: use.id)
    let server = use.related[.server]
    guard server != nil || endpoint?[.reach] == .here,
      let name = use.text(.name).flatMap(ModelName.init)?.canonical
    else { return nil }
    return Place(
      model: name, server: server, port: server == nil ? endpoint?.integer(.port) : nil,
      scope: draft.surroundings.scope(of: use.id.document.path))
  }

  /// The use that it is to agree with: the one with the most, or else, for what itself has the most, one that
  /// cannot ask for more.
  private static func disagreeing(with use: Fact, _ uses: ArraySlice<Fact>, _ draft: Draft) -> Fact? {
    let own = use.integer(.contextEffective) ?? 0
    let others = uses.filter { alternates($0, with: use, draft) }
    let most = others.max { ($0.integer(.contextEffective) ?? 0) < ($1.integer(.contextEffective) ?? 0) }
    if let most, let tokens = most.integer(.contextEffective), tokens > own { return most }
    return others.first { other in
      // A client that requests less and one that needs more have findings of their own.
      other[.contextDecidedBy] != .client && other.flag(.contextTooSmall) != true
        && (other.integer(.contextEffective) ?? own) < own
    }
  }

  /// Whether the two take turns: two programs, or one that talks and completes code with the same model. Of several
  /// settings of one program only one is in use.
  private static func alternates(_ a: Fact, with b: Fact, _ draft: Draft) -> Bool {
    guard a.id != b.id else { return false }
    if a.related[.client] == b.related[.client] {
      return a.roles.contains(.autocomplete) != b.roles.contains(.autocomplete)
    }
    return draft.fact(.client, of: a.id)?.text(.kind) != draft.fact(.client, of: b.id)?.text(.kind)
  }
}
