import Diagnostics
import RuleEngine
import Syntax
import Vocabulary

/// What of an analysis is reported: decided here once, by the policy and by the comments of the files.
struct Judgement {
  private(set) var violations: [(violation: Violation, severity: Severity)] = []
  private(set) var problems: [(problem: Analysis.Problem, severity: Severity)] = []
  private let suppressions: [String: Suppressions]
  /// Those that suppress something.
  private var effective: Set<Suppressions.Entry> = []

  /// - Parameters:
  ///   - suppressions: those of all files, where they are known already.
  ///   - isAskedFor: whether a run reports on a path of the root.
  init(
    _ analysis: Analysis, under policy: Policy, suppressions: [String: Suppressions]?,
    isAskedFor: (String) -> Bool
  ) {
    let found = analysis.violations.filter { isAskedFor($0.at.document.path) }
    let broken = analysis.problems.filter { isAskedFor($0.at.document.path) }
    let paths = Set(found.map(\.at.document.path) + broken.map(\.at.document.path))
    self.suppressions = suppressions ?? Self.suppressions(in: analysis, isAskedFor: paths.contains)
    var tables: [String: LineTable] = [:]
    func line(of at: SourceRange) -> Int {
      let path = at.document.path
      let table = tables[path] ?? LineTable(analysis.workspace.bytes(at: path) ?? [])
      tables[path] = table
      let range = analysis.documents[at.document]?.fileRange(at.range) ?? at.range
      return table.position(at: range.start).line
    }
    /// The severity to report with; `nil` for what is not reported.
    func severity(_ names: [String], _ severity: Severity, _ at: SourceRange) -> Severity? {
      let path = at.document.path
      if let entry = self.suppressions[path]?.entry(for: names, line: line(of: at)) {
        effective.insert(entry)
        return nil
      }
      return policy.severity(of: names, severity, in: path)
    }
    violations = found.compactMap { violation in
      severity(violation.ruleNames, violation.severity, violation.at).map { (violation, $0) }
    }
    problems = broken.compactMap { problem in
      severity([problem.rule], problem.severity, problem.at).map { (problem, $0) }
    }
  }

  /// The suppressions of each file that has some, by path from the root.
  static func suppressions(in analysis: Analysis, isAskedFor: (String) -> Bool) -> [String: Suppressions] {
    let documents = analysis.documents.values.filter { isAskedFor($0.document.id.path) }
    return Dictionary(grouping: documents, by: \.document.id.path).compactMapValues { documents in
      guard let path = documents.first?.document.id.path,
        documents.contains(where: { !$0.reading.comments.isEmpty })
      else { return nil }
      let found = Suppressions(documents, lines: LineTable(analysis.workspace.bytes(at: path) ?? []))
      return found.entries.isEmpty ? nil : found
    }
  }

  /// Suppressions that suppress nothing, and names in them that are no rule.
  func remarks(under policy: Policy, _ builder: inout DiagnosticBuilder) -> [Diagnostic] {
    guard !suppressions.isEmpty else { return [] }
    let known = policy.knownNames
    var diagnostics: [Diagnostic] = []
    for path in suppressions.keys.sorted() {
      for entry in suppressions[path]?.entries ?? [] {
        let at = SourceRange(DocumentID(path), entry.comment)
        func add(_ rule: String, _ message: String, _ advice: String) {
          guard let severity = policy.severity(of: [rule], .warning, in: path) else { return }
          diagnostics.append(
            Diagnostic(
              rule: rule, severity: severity, message: message, advice: advice,
              location: builder.location(at), excerpt: builder.excerpt(at)))
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
