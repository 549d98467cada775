import Diagnostics

/// Checkstyle's XML, which many servers and editors read.
///
/// Source: https://checkstyle.org/
public enum CheckstyleReport {
  public static func render(_ report: Report) -> String {
    let byPath = Dictionary(grouping: report.diagnostics, by: \.location.path)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
    for path in Set(report.files.map(\.path)).union(byPath.keys).sorted() {
      text += "  <file" + XMLText.attribute("name", path) + ">\n"
      for diagnostic in byPath[path] ?? [] {
        text +=
          "    <error line=\"\(diagnostic.location.start.line)\" column=\"\(diagnostic.location.start.column)\""
          + XMLText.attribute("severity", diagnostic.severity.rawValue)
          + XMLText.attribute("message", diagnostic.text)
          + XMLText.attribute("source", "ollama-lint." + diagnostic.rule) + "/>\n"
      }
      text += "  </file>\n"
    }
    return text + "</checkstyle>\n"
  }
}
