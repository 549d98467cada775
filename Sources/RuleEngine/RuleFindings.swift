import Vocabulary

/// What the rules find in a deployment, fact by fact, and the violations that this comes to.
public struct RuleFindings: Sendable {
  public let violations: [Violation]
  /// Before those that say the same are made one; in the order of violations.
  private let findings: [Finding]

  init(_ findings: [Finding], in graph: DeploymentGraph) {
    self.findings = findings.sorted(by: Finding.precedes)
    violations = Finding.merged(RuleMatcher.withoutRepeated(self.findings, graph))
  }

  /// The findings in a deployment where only the facts of some files have changed, and no fact of another file is tied to
  /// them.
  public func replacing(
    _ paths: Set<String>, in graph: DeploymentGraph, rulesAbout: (Subject) -> [PreparedRule],
    deployment: (_ path: String) -> String
  ) -> RuleFindings {
    let kept = findings.filter { !paths.contains($0.violation.fact.document.path) }
    let new = RuleMatcher.findings(about: graph.facts(of: paths), in: graph, rulesAbout, deployment)
    return RuleFindings(kept + new, in: graph)
  }
}
