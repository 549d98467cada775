import Diagnostics
import Reporting
import Syntax
import Testing

/// Reports with many findings.
@Suite struct LongReportTests {
  private static func finding(
    _ line: Int, rule: String = "model/unknown-parameter", _ message: String, path: String = "Modelfile"
  ) -> Diagnostic {
    let at = TextPosition(line: line, column: 1, offset: line * 10)
    return Diagnostic(
      rule: rule, severity: .error, message: message, effect: "The effect.", advice: "The advice.",
      location: .init(path: path, start: at, end: at), excerpt: [])
  }

  private static func render(_ diagnostics: [Diagnostic], hasTable: Bool = true) -> String {
    TextReport(style: .plain, hasTable: hasTable).render(
      Report(toolVersion: "1", machine: nil, files: [], diagnostics: diagnostics, fixed: 0))
  }

  @Test func theSameRuleIsSaidOnceInFull() {
    let text = Self.render((1...6).map { Self.finding($0, "unknown parameter") })
    #expect(text.components(separatedBy: "The advice.").count == 2)
    #expect(text.contains("= also: 5 more, in lines 2, 3, 4, 5 and 6"))
    #expect(text.contains("6 errors"))
  }

  @Test func differentMessagesAreListedWithTheirPlaces() {
    let text = Self.render((1...4).map { Self.finding($0, "unknown parameter p\($0)") })
    #expect(text.contains("= also: 3 more"))
    #expect(text.contains("2:1  unknown parameter p2"))
    #expect(text.components(separatedBy: "The advice.").count == 2)
  }

  @Test func threeAreSaidInFullEach() {
    let text = Self.render((1...3).map { Self.finding($0, "unknown parameter") })
    #expect(text.components(separatedBy: "The advice.").count == 4)
  }

  @Test func filesAreKeptApartWhereTheySayOtherThings() {
    let text = Self.render(
      (1...3).map { Self.finding($0, "unknown parameter") }
        + (1...3).map { Self.finding($0, "unknown instruction", path: "Other") })
    #expect(!text.contains("= also:"))
  }

  @Test func theSameOverSeveralFilesIsSaidOnceInFull() {
    let text = Self.render(
      (1...2).map { Self.finding($0, "unknown parameter") }
        + (3...4).map { Self.finding($0, "unknown parameter", path: "Other") })
    #expect(text.components(separatedBy: "The advice.").count == 2)
    #expect(text.contains("= also: 3 more\n"))
    #expect(text.contains(" Modelfile:2:1\n") && text.contains(" Other:3:1\n"))
    #expect(text.contains("4 errors"))
  }

  @Test func aLongReportIsClosedByATable() {
    let many = (1...20).map { Self.finding($0, "a") } + [Self.finding(30, rule: "gpu/disabled", "b")]
    let text = Self.render(many)
    #expect(text.contains("rule                              findings  --fix\n"))
    #expect(text.contains("model/unknown-parameter  error          20\n"))
    #expect(text.contains("gpu/disabled             error           1\n"))
    #expect(!Self.render(many, hasTable: false).contains("--fix\n"))
    #expect(!Self.render(Array(many.dropFirst())).contains("rule   "))
  }
}
