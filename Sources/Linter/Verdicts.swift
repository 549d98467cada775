import Diagnostics
import RuleEngine
import Syntax
import Vocabulary

/// What of an analysis is reported: decided here once, by the policy and by the comments of the files.
struct Verdicts {
  private(set) var violations: [(violation: Violation, severity: Severity)] = []
  private(set) var problems: [(problem: Analysis.Problem, severity: Severity)] = []
  private let isAskedFor: (String) -> Bool
  /// Suppressions that suppress something.
  private var effective: Set<Suppressions.Entry> = []

  /// - Parameter isAskedFor: whether a run reports on a path of the root.
  init(_ analysis: Analysis, under policy: Policy, isAskedFor: @escaping (String) -> Bool) {
    self.isAskedFor = isAskedFor
    let found = analysis.violations.filter { isAskedFor($0.at.document.path) }
    let broken = analysis.problems.filter { isAskedFor($0.at.document.path) }
    var files: [String: (table: LineTable, suppressions: Suppressions)] = [:]
    /// The severity to report with; `nil` for what is not reported.
    func severity(_ names: [String], _ severity: Severity, _ at: SourceRange) -> Severity? {
      let path = at.document.path
      let file = files[path] ?? analysis.lines(of: path)
      files[path] = file
      if !file.suppressions.entries.isEmpty {
        let range = analysis.documents[at.document]?.fileRange(at.range) ?? at.range
        let line = file.table.position(at: range.start).line
        if let entry = file.suppressions.entry(for: names, line: line) {
          effective.insert(entry)
          return nil
        }
      }
      return policy.severity(of: names, severity, in: path)
    }
    violations = found.compactMap { violation in
      severity(violation.ruleNames, violation.severity, violation.at).map {
        (Caution.applied(to: violation, in: analysis), $0)
      }
    }
    problems = broken.compactMap { problem in
      severity([problem.rule], problem.severity, problem.at).map { (problem, $0) }
    }
  }

  /// Suppressions that suppress nothing, and names in them that are not rule.
  func remarks(
    on analysis: Analysis, under policy: Policy, _ builder: inout DiagnosticBuilder
  ) -> [Diagnostic] {
    let suppressions = analysis.readings.filter { isAskedFor($0.key) && !$0.value.documents.isEmpty }
      .mapValues { $0.lines.suppressions.entries }.filter { !$0.value.isEmpty }
    guard !suppressions.isEmpty else { return [] }
    let known = policy.knownNames
    var diagnostics: [Diagnostic] = []
    for (path, entries) in suppressions.sorted(by: { $0.key < $1.key }) {
      for entry in entries {
        let at = SourceRange(DocumentID(path), entry.comment)
        func add(_ rule: String, _ message: String, _ advice: String) {
          guard let severity = policy.severity(of: [rule], .warning, in: path) else { return }
          diagnostics.append(
            Diagnostic(
              rule: rule, severity: severity, message: message, advice: advice,
              location: builder.location(at), excerpt: builder.excerpt(at)))
        }
        if entry.isMalformed {
          add(
            "lint/malformed-suppression",
            "this comment suppresses nothing: the rules are missing or not in brackets",
            "Write `ollama-lint: ignore[RULE]`, or `ignore-file[RULE]` for the whole file.")
          continue
        }
        let unknown = entry.rules.filter { !known.contains($0) }
        for name in unknown {
          let near = Nearest.match(name, among: known)
          add(
            "lint/unknown-rule", "unknown rule \(name)",
            near.map { "Did you mean \($0)?" } ?? "Run ollama-lint rules to list them.")
        }
        guard unknown.isEmpty, !effective.contains(entry) else { continue }
        add(
          "lint/unused-suppression",
          "this comment suppresses nothing: \(entry.rules.joined(separator: ", ")) does not fire here",
          "Remove the comment; it may hide a finding later.")
      }
    }
    return diagnostics
  }
}
