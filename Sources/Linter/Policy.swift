import BuiltInRules
import Diagnostics
import Formats
import RuleEngine
import Syntax
import Vocabulary

/// What a run reports and how severely: of the findings of rules, of files that do not read and of the tool's own remarks.
///
/// Names are those of rules or of categories. The more exact one counts: with `severity: { network: info,
/// network/exposed: error }` an exposed port is an error and everything else about the network an information.
struct Policy: Sendable {
  private let select: [String]
  private let ignore: [String]
  private let severities: [String: Severity]
  private let perFileIgnores: [(glob: String, rules: [String])]
  private let threshold: Severity
  private let baseline: Baseline?
  /// Whether a run under it looks for all that a complete one looks for.
  private let isWhole: Bool
  private let own: [Rule]

  init(_ options: Options) {
    let configuration = options.configuration
    select = options.select + configuration.select
    ignore = options.ignore + configuration.ignore
    severities = configuration.severities
    perFileIgnores = configuration.perFileIgnores
    threshold = options.severity
    baseline = options.baseline
    isWhole = options.select.isEmpty && options.ignore.isEmpty && options.standardInput == nil
    own = configuration.rules
  }

  /// Whether any finding of a rule may be looked for.
  func isSelected(_ rule: Rule) -> Bool {
    (select.isEmpty || Self.names(select, cover: rule.ids)) && !Self.names(ignore, cover: [rule.id])
  }

  /// Whether a finding that goes by these names is looked for.
  private func isSelected(_ names: [String]) -> Bool {
    (select.isEmpty || Self.names(select, cover: names)) && !Self.names(ignore, cover: names)
  }

  /// The severity that a finding is reported with; `nil` where it is not reported.
  ///
  /// - Parameters:
  ///   - names: of its rule, the present one first.
  ///   - severity: what the rule itself says.
  ///   - path: from the root.
  func severity(of names: [String], _ severity: Severity, in path: String) -> Severity? {
    guard isSelected(names) else { return nil }
    // What a record of work says was so, or was to be so; a hint for it helps nobody.
    let document = DocumentID(path)
    let isPast = document.isRecord || document.isCopy
    let said = names.lazy.compactMap(self.severity).first
    if isPast, said == nil, severity == .info { return nil }
    let severity = said ?? (isPast ? min(severity, .info) : severity)
    guard severity >= threshold else { return nil }
    let isSilent = perFileIgnores.contains { entry in
      Wildcard.matches(entry.glob, path: path) && Self.names(entry.rules, cover: names)
    }
    return isSilent ? nil : severity
  }

  /// What the project says of the rule, or else of the nearest category that it is in.
  private func severity(of rule: String) -> Severity? {
    guard !severities.isEmpty else { return nil }
    var name = rule[...]
    while true {
      if let severity = severities[String(name)] { return severity }
      guard let slash = name.lastIndex(of: "/") else { return nil }
      name = name[..<slash]
    }
  }

  /// The report without what the baseline knows, and with the entries of it that nothing matches any more.
  ///
  /// - Parameters:
  ///   - workingDirectory: what the report's paths are relative to.
  ///   - exists: whether there is a file at a path of the report.
  func applyingBaseline(to report: Report, in workingDirectory: String, exists: (String) -> Bool) -> Report {
    guard let baseline else { return report }
    return baseline.applied(
      to: report, severity: threshold, isWhole: isWhole, workingDirectory: workingDirectory, exists: exists)
  }

  /// Names that rules and categories go by.
  var knownNames: Set<String> { Self.knownNames(own) }

  /// - Parameter own: the project's rules.
  static func knownNames(_ own: [Rule]) -> Set<String> {
    var names: Set<String> = [
      "syntax", "io", "lint", "lint/unused-suppression", "lint/malformed-suppression", "lint/unknown-rule",
      "lint/stale-baseline",
      "io/unreadable", "io/too-large",
    ]
    for format in ["modelfile", "shell", "dotenv", "ini"] { names.insert("syntax/" + format) }
    names.formUnion(NodeSyntax.allCases.map(\.rule))
    for rule in BuiltInRules.all + own {
      for id in rule.ids {
        names.insert(id)
        names.insert(String(id.prefix { $0 != "/" }))
      }
    }
    return names
  }

  private static func names(_ names: [String], cover rules: [String]) -> Bool {
    names.contains { name in rules.contains { covers(name, $0) } }
  }

  /// A category covers its rules.
  static func covers(_ name: String, _ rule: String) -> Bool { name == rule || rule.hasPrefix(name + "/") }
}
