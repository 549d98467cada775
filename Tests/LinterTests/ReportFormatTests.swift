import BuiltInRules
import Diagnostics
import Foundation
import Reporting
import Syntax
import Testing

@testable import Linter

/// What other programs read: each format holds what was found, and nothing in a file can break out of it.
@Suite struct ReportFormatTests {
  private func report(path: String, message: String, line: Int = 3) -> Report {
    let start = TextPosition(line: line, column: 2, offset: 20)
    let end = TextPosition(line: line, column: 6, offset: 24)
    let location = Diagnostic.Location(path: path, start: start, end: end)
    let fix = Diagnostic.Fix(
      title: "Write 1", safety: .safe, edits: [.init(path: path, range: TextRange(20, 24), text: "1\n\"")])
    let diagnostic = Diagnostic(
      rule: "gpu/disabled", severity: .error, message: message, effect: "It crawls.", advice: nil,
      location: location,
      excerpt: [.init(number: line, text: " abcd", marked: 2..<6)],
      notes: [.init("because", location: location)], fix: fix)
    return Report(
      toolVersion: "0.1.0", machine: nil, files: [.init(path: path, format: "compose")],
      diagnostics: [diagnostic],
      fixed: 0)
  }

  private let hostile = hostileMessage

  private func json(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
  }

  private func dig(_ value: Any, _ path: Any...) -> Any? {
    path.reduce(value as Any?) { current, step in
      if let key = step as? String { return (current as? [String: Any])?[key] }
      guard let index = step as? Int, let list = current as? [Any], list.indices.contains(index) else {
        return nil
      }
      return list[index]
    }
  }

  @Test func sarifHasResultRuleFixAndReasons() throws {
    let rules = BuiltInRules.all.map {
      RuleDescription(id: $0.id, summary: $0.summary, why: $0.why, severity: $0.severity, sources: $0.sources)
    }
    let text = SARIFReport(report(path: "a b/ü.yaml", message: "off"), rules: rules).render()
    let run = try #require(dig(try json(text), "runs", 0))
    #expect(dig(run, "tool", "driver", "rules", 0, "id") as? String == "gpu/disabled")
    #expect((dig(run, "tool", "driver", "rules", 0, "helpUri") as? String)?.hasPrefix("https://") == true)
    let result = try #require(dig(run, "results", 0))
    #expect(dig(result, "ruleIndex") as? Int == 0)
    let place = try #require(dig(result, "locations", 0, "physicalLocation"))
    #expect(dig(place, "artifactLocation", "uri") as? String == "a%20b/%C3%BC.yaml")
    #expect(dig(place, "region", "startLine") as? Int == 3)
    #expect(dig(place, "region", "byteLength") as? Int == 4)
    #expect(dig(result, "relatedLocations", 0, "message", "text") as? String == "because")
    let replacement = try #require(dig(result, "fixes", 0, "artifactChanges", 0, "replacements", 0))
    #expect(dig(replacement, "insertedContent", "text") as? String == "1\n\"")
    #expect(dig(replacement, "deletedRegion", "byteOffset") as? Int == 20)
  }

  @Test func githubsCommandsCannotBeForged() {
    let text = GitHubReport.render(report(path: "a,b:c\n::warning::x", message: hostile))
    #expect(text.split(separator: "\n").count == 1)
    #expect(text.hasPrefix("::error file=a%2Cb%3Ac%0A%3A%3Awarning%3A%3Ax,line=3,"))
    #expect(!text.contains("\u{1b}") && !text.contains("\u{202e}"))
    #expect(text.contains("50%25"))
  }

  @Test func aLineOfConciseOutputIsOneFinding() {
    let text = ConciseReport.render(report(path: "a b.yaml", message: "off"))
    #expect(text == "a b.yaml:3:2: error: off [gpu/disabled]\n")
    #expect(ConciseReport.render(report(path: "a\nb", message: hostile)).split(separator: "\n").count == 1)
  }

  @Test func azuresCommandsCannotBeForged() {
    let text = AzureReport.render(report(path: "a;b]c\n##vso[x]", message: hostile))
    #expect(text.split(separator: "\n").count == 1)
    #expect(text.hasPrefix("##vso[task.logissue type=error;sourcepath=a%3Bb%5Dc%0A##vso[x%5D;linenumber=3;"))
    #expect(!text.contains("\u{1b}"))
  }

  @Test func reviewdogCountsBytes() throws {
    let text = ReviewdogReport.render(report(path: "a.yaml", message: "off"))
    let item = try #require(dig(try json(text), "diagnostics", 0))
    #expect(dig(item, "location", "range", "start", "column") as? Int == 2)
    #expect(dig(item, "severity") as? String == "ERROR")
  }

  @Test func markdownTakesTextAsText() {
    let text = MarkdownReport.render(report(path: "a`b.yaml", message: "<img> @name [x](y) | `z`\n# h"))
    #expect(text.contains("### ``a`b.yaml``"))
    #expect(text.contains("&lt;img&gt; @\u{2060}name \\[x\\](y) \\| `z` #\u{2060} h"))
    // What a message quotes may have a back-tick of its own.
    #expect(MarkdownReport.render(report(path: "a", message: "`a`b` is <x>")).contains("\\`a\\`b\\` is &lt;x&gt;"))
  }

  @Test func linesCarryTheirLabels() throws {
    let line = JSONReport.renderLines(report(path: "a", message: "off"), labels: [("repo", "x/y")])
    #expect(dig(try json(line), "labels", "repo") as? String == "x/y")
  }

  @Test func gitlabAndSARIFStayJSON() throws {
    let bad = report(path: "\u{1b}]8;;x\u{7}\"", message: hostile)
    for text in [GitLabReport.render(bad), SARIFReport(bad, rules: []).render()] {
      _ = try json(text)
      #expect(!text.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" })
    }
    let entry = try json(GitLabReport.render(report(path: "a.yaml", message: "off")))
    #expect(dig(entry, 0, "location", "lines", "begin") as? Int == 3)
    #expect((dig(entry, 0, "fingerprint") as? String)?.count == 16)
  }

  @Test func xmlStaysXML() throws {
    let bad = report(path: "<a>&\".yaml", message: hostile)
    for text in [JUnitReport.render(bad), CheckstyleReport.render(bad)] {
      _ = try XMLTreeParser.parse(SourceText(text))
      #expect(!text.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" || $0 == "\u{0}" })
    }
    let tree = try XMLTreeParser.parse(SourceText(CheckstyleReport.render(bad)))
    let error = try #require(tree.all.first { $0.name == "error" })
    #expect(error["line"] == "3" && error["source"] == "ollama-lint.gpu/disabled")
  }

  @Test func aFingerprintSurvivesAShiftAndNotAChange() {
    func print(_ report: Report) -> [String] { Fingerprint.of(report.diagnostics) }
    let first = report(path: "a.yaml", message: "off")
    #expect(print(first) == print(report(path: "a.yaml", message: "off, and on line 9", line: 9)))
    #expect(print(first) != print(report(path: "b.yaml", message: "off")))
    let two = Report(
      toolVersion: "", machine: nil, files: [], diagnostics: first.diagnostics + first.diagnostics, fixed: 0)
    #expect(Set(print(two)).count == 2)
  }

  @Test func aBaselineHidesWhatItKnowsAndTellsWhatIsGone() throws {
    let old = report(path: "a.yaml", message: "off")
    let baseline = try Baseline(path: "baseline.json", bytes: Array(BaselineText.render(old).utf8))
    let shifted = report(path: "a.yaml", message: "off", line: 40)
    #expect(
      baseline.applied(to: shifted, severity: .warning, isWhole: true, exists: { _ in true }).diagnostics
        .isEmpty)
    let clean = Report(
      toolVersion: "", machine: nil, files: [.init(path: "a.yaml", format: "compose")], diagnostics: [],
      fixed: 0)
    let stale = baseline.applied(to: clean, severity: .warning, isWhole: true, exists: { _ in true })
    #expect(stale.diagnostics.map(\.rule) == ["lint/stale-baseline"])
    // Neither a run of some rules nor one over other files can tell.
    #expect(
      baseline.applied(to: clean, severity: .warning, isWhole: false, exists: { _ in true }).diagnostics
        .isEmpty)
    let elsewhere = Report(toolVersion: "", machine: nil, files: [], diagnostics: [], fixed: 0)
    #expect(
      baseline.applied(to: elsewhere, severity: .warning, isWhole: true, exists: { _ in true }).diagnostics
        .isEmpty)
    #expect(throws: Baseline.Failure.self) { try Baseline(path: "x", bytes: Array("{}".utf8)) }
    #expect(throws: Baseline.Failure.self) { try Baseline(path: "x", bytes: Array("{\"version\": 1".utf8)) }
  }
}

private let hostileMessage = "50% \u{1b}[31m \u{202e} ]]> <x> & \"q\"\r\n::error::forged \u{0}"
