import RuleEngine
import Syntax
import Vocabulary

/// Tells a finding that a fix causes from one that was there before, but hidden.
///
/// A provider named `Ollama` where the program knows `ollama` hides what its settings do: which server the model is on, and
/// its context length. The corrected name shows these findings, but does not cause them. Only findings about a client's
/// models and addresses can be hidden this way. Exposure, storage and traffic to the internet differ: there, a setting that
/// takes effect begins to do harm.
struct RevealedFindings {
  private let before: Analysis
  private let after: Analysis
  private let areUnsafe: Bool
  /// The facts that the fixes are about.
  private let changed: Set<FactID>
  /// What the fixes wrote, by file, in bytes of the new text.
  private var written: [String: [TextRange]] = [:]

  init(_ plans: [FixPlan], before: Analysis, after: Analysis) {
    self.before = before
    self.after = after
    areUnsafe = plans.allSatisfy { $0.violation.safety == .unsafe }
    changed = Set(plans.map(\.change.fact))
    var edits: [String: EditList] = [:]
    for plan in plans where plan.successor == nil {
      _ = edits[plan.path, default: EditList()].merge(plan.edits)
    }
    for (path, list) in edits {
      var shift = 0
      for edit in list.edits {
        let start = edit.range.start + shift
        let length = edit.text.utf8.count
        written[path, default: []].append(TextRange(start, start + length))
        shift += length - (edit.range.end - edit.range.start)
      }
    }
  }

  func contains(_ violation: Violation) -> Bool {
    guard let now = after.graph[violation.fact], isOfClient(now.subject), !changed.contains(now.id),
      !sendsAway(now)
    else { return false }
    guard let was = before.graph[violation.fact] else { return isOldText(violation.at) }
    return isSameText(was, now) && Self.ties.contains { isNewTie($0, was, now) }
  }

  /// Whether it is about requests that only now go to a host of the internet.
  func sendsAwayAnew(_ violation: Violation) -> Bool {
    violation.fact.subject == .endpoint && after.graph[violation.fact]?.flag(.isPublic) == true
      && before.graph[violation.fact]?.flag(.isPublic) != true
  }

  /// A model that begins to be loaded takes memory, which only who asked for unsafe fixes has agreed to.
  private func isOfClient(_ subject: Subject) -> Bool {
    subject == .modelUse || subject == .endpoint || subject == .load && areUnsafe
  }

  private static let ties: [Relation] = [.server, .service, .endpoint, .model, .route]

  /// Whether it is tied only now to what was there before.
  private func isNewTie(_ tie: Relation, _ was: Fact, _ now: Fact) -> Bool {
    guard was.related[tie] == nil, let other = now.related[tie], let fact = after.graph[other] else {
      return false
    }
    guard let old = before.graph[other] else { return isOldText(fact.range) }
    return changed.contains(other) || isSameText(old, fact)
  }

  private func isSameText(_ was: Fact, _ now: Fact) -> Bool {
    func written(_ fact: Fact) -> [Attribute: Value?] {
      fact.attributes.filter { $0.value.range != nil }.mapValues(\.value)
    }
    return written(was) == written(now)
  }

  /// Whether requests now go to a host of the internet.
  private func sendsAway(_ fact: Fact) -> Bool {
    var fact = fact
    if let use = fact.related[.use].flatMap({ after.graph[$0] }) { fact = use }
    let endpoint = fact.subject == .endpoint ? fact : fact.related[.endpoint].flatMap { after.graph[$0] }
    return endpoint?.flag(.isPublic) == true
  }

  private func isOldText(_ place: SourceRange) -> Bool {
    let range = after.documents[place.document]?.fileRange(place.range) ?? place.range
    return !(written[place.document.path] ?? []).contains {
      $0.start < range.end && range.start < $0.end
    }
  }
}
