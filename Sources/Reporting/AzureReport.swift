import Diagnostics

/// Issues of Azure Pipelines: one logging command a finding.
///
/// Source: https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands
public enum AzureReport {
  public static func render(_ report: Report) -> String {
    report.diagnostics.map { diagnostic in
      let place = diagnostic.location
      let properties = [
        // There are two kinds only.
        ("type", diagnostic.severity == .error ? "error" : "warning"), ("sourcepath", place.path),
        ("linenumber", String(place.start.line)), ("columnnumber", String(place.start.column)),
        ("code", diagnostic.rule),
      ]
      let list = properties.map { $0 + "=" + property($1) + ";" }.joined()
      return "##vso[task.logissue \(list)]\(data(diagnostic.text))\n"
    }.joined()
  }

  private static func data(_ text: String) -> String {
    SafeText.shownLines(text).escaped(["%": "%AZP25", "\r": "%0D", "\n": "%0A"])
  }

  private static func property(_ text: String) -> String { data(text).escaped([";": "%3B", "]": "%5D"]) }
}
