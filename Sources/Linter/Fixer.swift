import Formats
import RuleEngine
import Syntax
import Vocabulary

/// Applies fixes to texts in memory until nothing more can be fixed.
///
/// The work goes in passes. A pass tries every finding that has a fix, and the last one is a pass that takes none: it
/// is the very pass that a second run would begin with, so a second run changes nothing.
struct Fixer {
  struct Result: Sendable {
    /// The texts that changed, by path relative to the root; `nil` for a file that another took the place of.
    var texts: [String: [UInt8]?] = [:]
    /// The files that got a new name, by the old one.
    var successors: [String: Successor] = [:]
    var fixed = 0
    /// What was fixed, each finding by its rule and its subject.
    var taken: Set<FixKey> = []
    /// Fixes that were tried and not taken, with the reason.
    var refused: [(violation: Violation, reason: String)] = []
    /// Findings that were never tried, for the work was bounded.
    var untried = 0
    /// What is still found in the deployments that were worked on, and in all others.
    var left: Set<FixKey> = []
    /// Whether fixes were seen on the way that this way of fixing does not take: another way comes to something else.
    var passedOver = false
    var analysis: Analysis

    /// Takes in what came of other files.
    mutating func add(_ other: Result) {
      texts.merge(other.texts) { $1 }
      successors.merge(other.successors) { $1 }
      fixed += other.fixed
      taken.formUnion(other.taken)
      refused += other.refused
      untried += other.untried
      left.formUnion(other.left)
      passedOver = passedOver || other.passedOver
    }
  }

  /// Makes of an analysis the one with other texts.
  let analyse: (_ before: Analysis, _ texts: [String: [UInt8]?]) -> Analysis
  /// The violations that may be fixed in this run, by their safety, their file and their suppression.
  let candidates: (Analysis) -> [Violation]
  /// Whether files may get other names; a text from standard input has none to give.
  let mayMove: Bool
  /// What may be read in all.
  var budget = FixBudget()

  func run(_ start: Analysis) -> Result {
    var barred: Set<FixKey> = []
    var budget = budget
    while true {
      var attempt = Attempt(fixer: self, start: start, barred: barred, budget: budget)
      let circle = attempt.run()
      // Fixes that undo each other fix nothing: all goes on as if they did not exist.
      if circle.isSubset(of: barred) { return attempt.result }
      barred.formUnion(circle)
      budget = attempt.budget
    }
  }
}

/// What a finding is known by while texts change around it.
struct FixKey: Hashable {
  let rule: String
  let fact: FactID

  init(_ violation: Violation) {
    rule = violation.rule
    fact = violation.fact
  }
}

/// The way from one text to one where nothing is left to take.
private struct Attempt {
  let fixer: Fixer
  let start: Analysis
  let barred: Set<FixKey>
  var result: Fixer.Result
  var budget: FixBudget
  /// What is reported with another finding at the same place.
  private let followers: Set<FixKey>
  /// The states that were passed through, and what was fixed from each to the next.
  private var states: [(hash: Int, fixed: [FixKey])] = []
  private var steps = 0

  init(fixer: Fixer, start: Analysis, barred: Set<FixKey>, budget: FixBudget) {
    self.fixer = fixer
    self.barred = barred
    self.budget = budget
    result = Fixer.Result(analysis: start)
    self.start = start
    followers = Self.followers(fixer.candidates(start))
    states = [(hash([:]), [])]
  }

  /// Fixes that lead in a circle; empty if the end was reached.
  mutating func run() -> Set<FixKey> {
    while true {
      let before = steps
      result.refused = []
      if let circle = pass() { return circle }
      if steps == before || budget.isSpent { return [] }
    }
  }

  /// Findings of one rule at one place are reported once, as the first: an anchor that services share, a service that others
  /// extend. Its fix may do for all of them, and what it leaves is fixed after it.
  private static func followers(_ violations: [Violation]) -> Set<FixKey> {
    struct Place: Hashable {
      let rule: String
      let at: SourceRange
    }
    var first: [Place: FixKey] = [:]
    var followers: Set<FixKey> = []
    for violation in violations {
      let key = FixKey(violation)
      let leader = first[Place(rule: violation.rule, at: violation.at), default: key]
      first[Place(rule: violation.rule, at: violation.at)] = leader
      if leader != key { followers.insert(key) }
    }
    return followers
  }

  /// What both ways take comes first, then what gets another name: a misspelt key gets its name before one of that name is
  /// added.
  private static func ordered(_ violations: [Violation]) -> [Violation] {
    func isRenamed(_ violation: Violation) -> Bool {
      violation.changes.contains { change in
        if case .set(.name, _) = change.action { change.fact.subject == .key } else { false }
      }
    }
    let (safe, unsafe) = (violations.filter { $0.safety == .safe }, violations.filter { $0.safety != .safe })
    return safe + unsafe.filter(isRenamed) + unsafe.filter { !isRenamed($0) }
  }

  /// Tries what there is to fix, until each finding is fixed or was refused once.
  private mutating func pass() -> Set<FixKey>? {
    var done: Set<FixKey> = barred
    while true {
      var plans: [FixPlan] = []
      var tried = 0
      let candidates = fixer.candidates(result.analysis)
      let waiting = Self.followers(candidates)
      let open = candidates.filter {
        !$0.changes.isEmpty && !done.contains(FixKey($0)) && !waiting.contains(FixKey($0))
      }
      var planner = FixPlanner(result.analysis, violations: candidates, mayMove: fixer.mayMove)
      let given = budget.forPlans
      var left = given
      for violation in Self.ordered(open) where !left.isSpent {
        tried += 1
        if let plan = planner.plan(violation, &left) {
          plans.append(plan)
        } else {
          done.insert(FixKey(violation))
        }
      }
      budget.spend(given, left: left)
      let planned = Set(plans.map { FixKey($0.violation) })
      result.refused += planner.withheld.filter { !planned.contains(FixKey($0.violation)) }
      if tried == 0 || budget.isSpent {
        result.untried = open.count
        return nil
      }
      if plans.isEmpty {
        if tried == open.count { return nil }
        continue
      }
      let batch = disjoint(plans)
      var refused: Set<FixKey> = []
      if let circle = settle(batch, &refused) { return circle }
      done.formUnion(refused)
    }
  }

  /// Takes all of the plans, or else what of each half can be taken.
  private mutating func settle(_ plans: [FixPlan], _ refused: inout Set<FixKey>) -> Set<FixKey>? {
    guard let first = plans.first, !budget.isSpent else { return nil }
    switch take(plans) {
    case .taken: return nil
    case .circle(let keys): return keys
    case .refused(let reason):
      let key = FixKey(first.violation)
      // Findings of one rule about one thing are gone together or not at all.
      if plans.allSatisfy({ FixKey($0.violation) == key }) {
        refused.insert(key)
        result.refused.append((first.violation, reason))
        return nil
      }
    }
    var seen: Set<FixKey> = []
    let keys = plans.map { FixKey($0.violation) }.filter { seen.insert($0).inserted }
    let half = Set(keys[..<(keys.count / 2)])
    if let circle = settle(plans.filter { half.contains(FixKey($0.violation)) }, &refused) { return circle }
    // What was taken moved the text: plans are made anew where their findings still stand.
    return settle(current(seen.subtracting(half)), &refused)
  }

  private mutating func current(_ keys: Set<FixKey>) -> [FixPlan] {
    var fresh: [FixPlan] = []
    let candidates = fixer.candidates(result.analysis)
    var planner = FixPlanner(result.analysis, violations: candidates, mayMove: fixer.mayMove)
    for violation in Self.ordered(candidates)
    where keys.contains(FixKey(violation)) && !violation.changes.isEmpty && !budget.isSpent {
      if let plan = planner.plan(violation, &budget) { fresh.append(plan) }
    }
    return disjoint(fresh)
  }

  /// The longest run of plans, in order, that do not touch the same bytes.
  private func disjoint(_ plans: [FixPlan]) -> [FixPlan] {
    var taken: [FixPlan] = []
    var edits: [String: EditList] = [:]
    var moved: Set<String> = []
    for plan in plans where plan.successor != nil || !moved.contains(plan.path) {
      guard plan.moved.allSatisfy({ edits[$0] == nil && !moved.contains($0) }) else { continue }
      moved.formUnion(plan.moved)
      guard edits[plan.path, default: EditList()].merge(plan.edits) else { continue }
      taken.append(plan)
    }
    return taken
  }

  private enum Verdict {
    case taken
    case refused(String)
    /// The texts were just so before.
    case circle(Set<FixKey>)
  }

  private mutating func take(_ plans: [FixPlan]) -> Verdict {
    guard let trial = FixTrial(plans, over: result.analysis) else {
      return .refused("its edits overlap")
    }
    let texts = result.texts.merging(trial.texts) { $1 }
    let after = fixer.analyse(result.analysis, trial.texts)
    budget.spendTrial(of: after)
    if let objection = trial.objection(
      to: plans, before: result.analysis, after: after, among: fixer.candidates(result.analysis))
    {
      return .refused(objection)
    }
    let hash = hash(texts)
    states[states.count - 1].fixed += plans.map { FixKey($0.violation) }
    if let first = states.firstIndex(where: { $0.hash == hash }) {
      return .circle(Set(states[first...].flatMap(\.fixed)))
    }
    states.append((hash, []))
    result.texts = texts
    for plan in plans { result.successors[plan.path] = plan.successor ?? result.successors[plan.path] }
    result.fixed += plans.count { !followers.contains(FixKey($0.violation)) }
    steps += 1
    result.taken.formUnion(plans.map { FixKey($0.violation) })
    result.analysis = after
    return .taken
  }

  /// Of what is not as it was at the start.
  private func hash(_ texts: [String: [UInt8]?]) -> Int {
    var hasher = Hasher()
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) where text != start.workspace.bytes(at: path) {
      hasher.combine(path)
      hasher.combine(text)
    }
    return hasher.finalize()
  }
}
