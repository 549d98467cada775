import Diagnostics
import RuleEngine
import Vocabulary

/// Which findings `--fix` and `--unsafe-fixes` really fix, decided by fixing in memory.
///
/// A fix that would break something, or would not do, is not one to tell of.
struct FixVerdicts {
  private var safe: Outcome
  private var all: Outcome

  /// What one way of fixing came to.
  private struct Outcome: Sendable {
    var taken: Set<FixKey> = []
    /// What is still found afterwards.
    var left: Set<FixKey> = []
    /// Where the work was bounded, what was not tried is believed.
    var isCut = false

    func fixes(_ key: FixKey) -> Bool { taken.contains(key) || isCut || !left.contains(key) }
  }

  /// Which fixes are taken.
  enum Way: Sendable { case safe, all }

  /// - Parameter done: the way by which all was fixed already that it can fix; `nil` before any fix.
  init(_ analysis: Analysis, in session: RootSession, done: Way? = nil) {
    let fixable = session.reported(analysis).filter { !$0.changes.isEmpty }
    guard !fixable.isEmpty else {
      (safe, all) = (Outcome(), Outcome())
      return
    }
    // Where only one safety is met in an island, both ways come to the same, which is worked out once.
    let memory = session.memory ?? FixMemory()
    @Sendable func outcome(_ way: Way, _ mayBeFixed: @escaping @Sendable (Violation) -> Bool) -> Outcome {
      // After unsafe fixes nothing is left that a safe one would do.
      guard way == .all || done == nil, fixable.contains(where: mayBeFixed) else {
        return Outcome(left: Set(fixable.map(FixKey.init)))
      }
      let result = session.tried(
        analysis, budget: .shown(isStale: session.isStale), (memory, way), mayBeFixed)
      return Outcome(taken: result.taken, left: result.left, isCut: result.untried > 0)
    }
    // Without unsafe fixes both ways are one.
    let ways: [Way] = fixable.contains { $0.safety == .unsafe } ? [.safe, .all] : [.safe]
    // One after the other where there is enough to share out within each, so that the second can use what the first came to.
    let isLarge = Set(fixable.map(\.at.document.path)).count >= 8
    let outcomes = Parallel.map(ways.count, least: 2, threads: isLarge ? 1 : session.threads) { number in
      let way = ways[number]
      return outcome(way) { way == .all || $0.safety == .safe }
    }
    safe = outcomes.first ?? Outcome()
    all = outcomes.last ?? Outcome()
  }

  /// The safety that the fix of a finding is announced with; `nil` where it would not be taken.
  func safety(of violation: Violation) -> Safety? {
    guard !violation.changes.isEmpty else { return nil }
    let key = FixKey(violation)
    if violation.safety == .safe, safe.fixes(key) { return .safe }
    return all.fixes(key) ? .unsafe : nil
  }
}
