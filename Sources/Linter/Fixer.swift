import Diagnostics
import Formats
import RuleEngine
import Syntax

/// Applies fixes to texts in memory until nothing more can be mended.
struct Fixer {
  struct Result {
    /// The texts that changed, by path relative to the root; `nil` for a file that another took the place of.
    var texts: [String: [UInt8]?] = [:]
    /// The files that got a new name, by the old one.
    var successors: [String: Successor] = [:]
    var fixed = 0
    /// Fixes that were tried and not taken, with the reason.
    var refused: [(violation: Violation, reason: String)] = []
    var analysis: Analysis
  }

  /// Makes an analysis of the root with other texts laid over it.
  let analyse: (_ overlay: [String: [UInt8]?]) -> Analysis
  /// The violations that may be mended in this run, by their safety, their file and their suppression.
  let candidates: (Analysis) -> [Violation]
  /// Whether files may get other names; a text from standard input has none to give.
  let mayMove: Bool

  /// Rounds beyond this change nothing in practice; it bounds fixes that would undo each other.
  private static let rounds = 10

  func run(_ start: Analysis) -> Result {
    var result = Result(analysis: start)
    var refused: Set<Violation> = []
    for _ in 0..<Self.rounds {
      let plans = candidates(result.analysis)
        .filter { !$0.changes.isEmpty && !refused.contains($0) }
        .prefix(FixPlan.mostPerRound)
        .compactMap { FixPlan($0, in: result.analysis) }
        .filter { mayMove || $0.successor == nil }
      guard !plans.isEmpty else { break }
      let batch = disjoint(plans)
      if take(batch, &result) { continue }
      var tookAny = false
      for plan in batch {
        // Earlier ones of this round moved the text: the plan is made anew where its finding still stands.
        guard
          let current = result.analysis.violations.first(where: {
            $0.rule == plan.violation.rule && $0.fact == plan.violation.fact
          }),
          let fresh = FixPlan(current, in: result.analysis)
        else { continue }
        if take([fresh], &result) {
          tookAny = true
        } else {
          refused.insert(current)
          result.refused.append((current, objection([fresh], result) ?? "its edits do not fit together"))
        }
      }
      if !tookAny { break }
    }
    return result
  }

  /// The longest run of plans, in order, that do not touch the same bytes.
  private func disjoint(_ plans: [FixPlan]) -> [FixPlan] {
    var taken: [FixPlan] = []
    var edits: [String: [Edit]] = [:]
    var moved: Set<String> = []
    for plan in plans where moved.isDisjoint(with: plan.edits.keys) {
      guard plan.moved.allSatisfy({ edits[$0] == nil && !moved.contains($0) }) else { continue }
      moved.formUnion(plan.moved)
      var next = edits
      for (path, list) in plan.edits { next[path, default: []] += list }
      guard plan.edits.keys.allSatisfy({ EditList(next[$0] ?? []) != nil }) else { continue }
      edits = next
      taken.append(plan)
    }
    return taken
  }

  private func objection(_ plans: [FixPlan], _ result: Result) -> String? {
    guard let trial = FixTrial(plans, over: result.analysis) else { return nil }
    let after = analyse(result.texts.merging(trial.texts) { $1 })
    return trial.objection(to: plans, before: result.analysis, after: after)
  }

  private func take(_ plans: [FixPlan], _ result: inout Result) -> Bool {
    guard let trial = FixTrial(plans, over: result.analysis) else { return false }
    let texts = result.texts.merging(trial.texts) { $1 }
    let after = analyse(texts)
    guard trial.objection(to: plans, before: result.analysis, after: after) == nil else { return false }
    result.texts = texts
    for plan in plans { result.successors[plan.path] = plan.successor ?? result.successors[plan.path] }
    result.fixed += plans.count
    result.analysis = after
    return true
  }
}
