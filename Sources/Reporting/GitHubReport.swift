import Diagnostics

/// Annotations of GitHub Actions: one workflow command a finding.
///
/// Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
public enum GitHubReport {
  public static func render(_ report: Report) -> String {
    report.diagnostics.map { diagnostic in
      let place = diagnostic.location
      let command =
        switch diagnostic.severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "notice"
        }
      var properties = [
        ("file", place.path), ("line", String(place.start.line)), ("endLine", String(place.end.line)),
      ]
      // Columns of an annotation over several lines are refused.
      if place.start.line == place.end.line {
        properties += [("col", String(place.start.column)), ("endColumn", String(place.end.column))]
      }
      properties.append(("title", diagnostic.rule))
      let list = properties.map { $0 + "=" + property($1) }.joined(separator: ",")
      return "::\(command) \(list)::\(data(diagnostic.text))\n"
    }.joined()
  }

  /// The escapes of `@actions/core`; what a terminal would act on is shown as text first.
  private static func data(_ text: String) -> String {
    SafeText.shownLines(text).escaped(["%": "%25", "\r": "%0D", "\n": "%0A"])
  }

  private static func property(_ text: String) -> String { data(text).escaped([":": "%3A", ",": "%2C"]) }
}
