import Synchronization
import Vocabulary

/// Matches rules against a deployment.
///
///     let graph = Linker.link(facts, machine: machine)
///     let violations = RuleMatcher.check(graph, rules: BuiltInRules.all)
///
/// A rule fires on a fact only if its condition definitely holds. A condition that rests on a value
/// that cannot be known (`num_ctx: ${CONTEXT}` without a value) is undecided, its negation too, and the
/// rule stays silent.
public enum RuleMatcher {
  /// All violations, by document, then range, then rule; the same for the same facts in any order.
  ///
  /// Of each rule the first case that holds speaks. Rules about subjects that no fact has cost nothing.
  ///
  /// - Parameter deployment: names the deployment that a file belongs to; findings are only merged within one.
  public static func check(
    _ graph: DeploymentGraph, rules: [Rule], deployment: (_ path: String) -> String = { _ in "" }
  ) -> [Violation] {
    let bySubject = Dictionary(grouping: rules.map(PreparedRule.init), by: \.rule.subject)
    return RuleFindings(findings(in: graph.facts[...], of: graph, { bySubject[$0] ?? [] }, deployment), in: graph).violations
  }

  /// The same by several threads, with the rules about a subject asked for once it is there: no fact is checked for the sake
  /// of another.
  ///
  /// - Parameter run: does `body` for 0 to `count - 1`, in any order.
  public static func check(
    _ graph: DeploymentGraph, rulesAbout: @escaping @Sendable (Subject) -> [PreparedRule],
    deployment: @escaping @Sendable (_ path: String) -> String,
    by run: (_ count: Int, _ body: @escaping @Sendable (Int) -> Void) -> Void
  ) -> RuleFindings {
    let share = 512
    let count = (graph.facts.count + share - 1) / share
    let found = Mutex<[Int: [Finding]]>([:])
    run(count) { number in
      let facts = graph.facts[(number * share)..<min((number + 1) * share, graph.facts.count)]
      let findings = findings(in: facts, of: graph, rulesAbout, deployment)
      found.withLock { $0[number] = findings }
    }
    let all = found.withLock { $0 }
    return RuleFindings((0..<count).flatMap { all[$0] ?? [] }, in: graph)
  }

  /// The findings about some facts of a graph.
  static func findings(
    about facts: [Fact], in graph: DeploymentGraph, _ rulesAbout: (Subject) -> [PreparedRule],
    _ deployment: (_ path: String) -> String
  ) -> [Finding] {
    findings(in: facts[...], of: graph, rulesAbout, deployment)
  }

  private static func findings(
    in facts: ArraySlice<Fact>, of graph: DeploymentGraph, _ rulesAbout: (Subject) -> [PreparedRule],
    _ deployment: (_ path: String) -> String
  ) -> [Finding] {
    var findings: [Finding] = []
    var known: [Subject: [PreparedRule]] = [:]
    for fact in facts {
      let rules = known[fact.subject] ?? rulesAbout(fact.subject)
      known[fact.subject] = rules
      if rules.isEmpty { continue }
      let attributes = AttributeSet(fact.attributes.keys)
      // Few facts break a rule: only for those that may, what they are tied to is looked up.
      var view: FactView?
      for rule in rules where rule.screens.contains(where: { $0.admits(fact, attributes) }) {
        let seen = view ?? FactView(fact, in: graph)
        view = seen
        if let finding = Finding(of: rule, in: seen, attributes, deployment) { findings.append(finding) }
      }
    }
    return findings
  }
}

extension RuleMatcher {
  /// Leaves out what is said of a merge and already said of the file below it.
  static func withoutRepeated(_ findings: [Finding], _ graph: DeploymentGraph) -> [Finding] {
    let merged = Dictionary(
      graph.facts.compactMap { fact in fact.related[.base].map { (fact.id, $0) } },
      uniquingKeysWith: { a, _ in a }
    )
    guard !merged.isEmpty else { return findings }
    struct Said: Hashable {
      let rule: String
      let fact: FactID
      let message: String
    }
    let said = Set(
      findings.map { Said(rule: $0.violation.rule, fact: $0.violation.fact, message: $0.violation.message) })
    return findings.filter { finding in
      guard let base = merged[finding.violation.fact] else { return true }
      return !said.contains(
        Said(rule: finding.violation.rule, fact: base, message: finding.violation.message))
    }
  }
}

/// A violation with what is needed to merge it with its like.
struct Finding: Sendable {
  var violation: Violation
  /// Findings with the same key are one; `nil` for a finding that stands for itself.
  let key: OnceKey?
  /// The name of the fact, for the note of the finding that stands for it.
  let name: String?

  struct OnceKey: Hashable, Sendable {
    let rule: String
    /// Which case it is, and which of its texts: findings that say different things are not merged.
    let texts: [Int]
    let deployment: String
    let value: Value
  }

  /// The finding of the first case of `rule` that holds; `nil` if none does.
  init?(
    of prepared: PreparedRule, in view: FactView, _ attributes: AttributeSet,
    _ deployment: (_ path: String) -> String
  ) {
    let (rule, screens) = (prepared.rule, prepared.screens)
    // By index: a case is large, and copied where it is an element. Without lazy collections, whose `first` asks twice.
    var spoken: (index: Int, message: (option: Int, text: String))?
    for index in rule.cases.indices
    where screens[index].admits(view.fact, attributes) && screens[index].admits(view)
      && rule.cases[index].when.truth(in: view) == .holds
    {
      // A message with a hole in it would say nothing: another case may know better.
      guard let message = rule.cases[index].message.text(in: view) else { continue }
      spoken = (index, message)
      break
    }
    guard let (index, message) = spoken else { return nil }
    let match = rule.cases[index]
    let effect = match.effect.text(in: view)
    let advice = match.advice.text(in: view)
    violation = Violation(
      of: match, message: message.text, effect: effect?.text, advice: advice?.text, rule: rule, in: view)
    key = match.once.flatMap { view.sourced($0)?.value }.map {
      OnceKey(
        rule: rule.id, texts: [index, message.option, effect?.option ?? -1, advice?.option ?? -1],
        // A key that is written many times is one mistake of one file.
        deployment: view.fact.subject == .key
          ? view.fact.id.document.path : deployment(view.fact.id.document.path),
        value: $0)
    }
    name = view.fact.text(.name)
  }

  static func precedes(_ a: Finding, _ b: Finding) -> Bool {
    let (a, b) = (a.violation, b.violation)
    if a.at != b.at { return a.at < b.at }
    if a.rule != b.rule { return a.rule < b.rule }
    return a.fact < b.fact
  }
}

extension Violation {
  fileprivate init(
    of match: Rule.Case, message: String, effect: String?, advice: String?, rule: Rule, in view: FactView
  ) {
    let named = match.when.references
    let at = (match.at.holding(in: view) + named).lazy.compactMap { view.sourced($0)?.range }.first
    var notes: [Note] = []
    for reference in match.because.isEmpty ? named : match.because {
      for reason in view.sourced(reference)?.reasons ?? [] {
        let note = Note(reason.message, at: reason.at)
        if !notes.contains(note) { notes.append(note) }
      }
    }
    var changes: [Change] = []
    for change in match.fix.holding(in: view).compactMap({ $0.change(in: view) })
    where !changes.contains(change) {
      changes.append(change)
    }
    let format = rule.formerly.isEmpty ? nil : view.fact.text(.format)
    self.init(
      rule: rule.id, formerRule: rule.formerly.first { $0.format == format }?.id,
      severity: match.severity.grade(in: view), message: message,
      effect: effect, advice: advice,
      fact: view.fact.id,
      at: at ?? view.fact.range, notes: notes, changes: changes, safety: match.safety.grade(in: view),
      evidence: Set(match.evidence.keys), fixTitle: match.fixTitle.text(in: view)?.text)
  }
}
