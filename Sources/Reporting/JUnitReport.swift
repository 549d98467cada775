import Diagnostics

/// JUnit XML, as CI servers read it: a suite for each file, a failed case for each finding.
///
/// Source: https://github.com/testmoapp/junitxml
public enum JUnitReport {
  public static func render(_ report: Report) -> String {
    let byPath = Dictionary(grouping: report.diagnostics, by: \.location.path)
    let paths = Set(report.files.map(\.path)).union(byPath.keys).sorted()
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let count = paths.map { max(1, byPath[$0]?.count ?? 0) }.reduce(0, +)
    text +=
      "<testsuites name=\"ollama-lint\" tests=\"\(count)\" failures=\"\(report.diagnostics.count)\" errors=\"0\">\n"
    for path in paths {
      let found = byPath[path] ?? []
      text +=
        "  <testsuite" + XMLText.attribute("name", path)
        + " tests=\"\(max(1, found.count))\" failures=\"\(found.count)\" errors=\"0\">\n"
      if found.isEmpty {
        text +=
          "    <testcase" + XMLText.attribute("name", "no finding") + XMLText.attribute("classname", path)
          + "/>\n"
      }
      for diagnostic in found { text += testCase(diagnostic) }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private static func testCase(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.location
    let position = "\(place.path):\(place.start.line):\(place.start.column)"
    return "    <testcase"
      + XMLText.attribute("name", "\(diagnostic.rule) at \(place.start.line):\(place.start.column)")
      + XMLText.attribute("classname", place.path) + ">\n      <failure"
      + XMLText.attribute("type", diagnostic.severity.rawValue)
      + XMLText.attribute("message", diagnostic.message) + ">"
      + XMLText.escaped("\(position): \(diagnostic.text)") + "</failure>\n    </testcase>\n"
  }
}
