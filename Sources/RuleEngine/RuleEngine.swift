import Diagnostics
import Vocabulary

/// Matches rules against a deployment.
///
///     let graph = Linker.link(facts, machine: machine)
///     let violations = RuleEngine.check(graph, rules: BuiltInRules.all)
///
/// A rule speaks of a fact only where its condition definitely holds. A condition that rests on a value
/// that cannot be known (`num_ctx: ${CONTEXT}` without a value) is undecided, its negation too, and the
/// rule stays silent.
public enum RuleEngine {
  /// All violations, by document, then range, then rule; the same for the same facts in any order.
  ///
  /// Of each rule the first case that holds speaks. Rules about subjects that no fact has cost nothing.
  ///
  /// - Parameter deployment: names the deployment that a file belongs to; findings are only merged within one.
  public static func check(
    _ graph: DeploymentGraph, rules: [Rule], deployment: (_ path: String) -> String = { _ in "" }
  ) -> [Violation] {
    let bySubject = Dictionary(grouping: rules, by: \.subject)
    return check(graph, rulesAbout: { bySubject[$0] ?? [] }, deployment: deployment)
  }

  /// The same, with the rules about a subject asked for once it is there.
  public static func check(
    _ graph: DeploymentGraph, rulesAbout: (Subject) -> [Rule], deployment: (_ path: String) -> String
  ) -> [Violation] {
    var findings: [Finding] = []
    var known: [Subject: [Rule]] = [:]
    for fact in graph.facts {
      let rules = known[fact.subject] ?? rulesAbout(fact.subject)
      known[fact.subject] = rules
      if rules.isEmpty { continue }
      let view = FactView(fact, in: graph)
      for rule in rules {
        if let finding = Finding(of: rule, in: view, deployment) { findings.append(finding) }
      }
    }
    return Finding.merged(withoutRepeated(findings, graph).sorted(by: Finding.precedes))
  }
}

extension RuleEngine {
  /// Leaves out what is said of a merge and already said of the file below it.
  private static func withoutRepeated(_ findings: [Finding], _ graph: DeploymentGraph) -> [Finding] {
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
struct Finding {
  var violation: Violation
  /// Findings with the same key are one; `nil` for a finding that stands for itself.
  let key: OnceKey?
  /// The name of the fact, for the note of the finding that stands for it.
  let name: String?

  struct OnceKey: Hashable {
    let rule: String
    let caseIndex: Int
    let deployment: String
    let value: Value
  }

  /// The finding of the first case of `rule` that holds; `nil` if none does.
  init?(of rule: Rule, in view: FactView, _ deployment: (_ path: String) -> String) {
    // By index: a case is large, and copied where it is an element. Without lazy collections, whose `first` asks twice.
    var spoken: (index: Int, message: String)?
    for index in rule.cases.indices where rule.cases[index].when.truth(in: view) == .holds {
      // A message with a hole in it would say nothing: another case may know better.
      guard let message = rule.cases[index].message.text(in: view) else { continue }
      spoken = (index, message)
      break
    }
    guard let (index, message) = spoken else { return nil }
    let match = rule.cases[index]
    violation = Violation(of: match, message: message, rule: rule.id, in: view)
    key = match.once.flatMap { view.sourced($0)?.value }.map {
      OnceKey(
        rule: rule.id, caseIndex: index, deployment: deployment(view.fact.id.document.path), value: $0)
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
  /// Of effect and advice, those are left out that speak of what is not known.
  fileprivate init(of match: Rule.Case, message: String, rule: String, in view: FactView) {
    let named = match.when.references
    let at = ([match.at].compactMap { $0 } + named).lazy.compactMap { view.sourced($0)?.range }.first
    var notes: [Note] = []
    for reference in match.because.isEmpty ? named : match.because {
      for reason in view.sourced(reference)?.reasons ?? [] {
        let note = Note(reason.message, at: reason.at)
        if !notes.contains(note) { notes.append(note) }
      }
    }
    var changes: [Change] = []
    for change in match.fix.compactMap({ $0.change(in: view) }) where !changes.contains(change) {
      changes.append(change)
    }
    self.init(
      rule: rule, severity: match.severity.grade(in: view), message: message,
      effect: match.effect.flatMap { $0.text(in: view) }, advice: match.advice.flatMap { $0.text(in: view) },
      fact: view.fact.id,
      at: at ?? view.fact.range, notes: notes, changes: changes, safety: match.safety.grade(in: view),
      evidence: Set(match.evidence.keys), fixTitle: match.fixTitle.flatMap { $0.text(in: view) })
  }
}
