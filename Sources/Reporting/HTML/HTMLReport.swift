import Diagnostics

/// One page that holds everything: the deployment as a picture, and every finding with its reasons and the diff of its fix.
///
/// Nothing is loaded from anywhere, and nothing that files say becomes markup. Without JavaScript it is a document to read; with
/// it, lines are drawn, nodes open and findings are filtered.
public struct HTMLReport: Sendable {
  private let maps: [DeploymentMap]
  private let findings: [Diagnostic]
  private let summary: String
  private let diff: @Sendable (Diagnostic) -> String?

  /// - Parameters:
  ///   - maps: the deployments, one each root.
  ///   - findings: what to list; those of the maps' nodes are among them.
  ///   - diff: the unified diff of a finding's fix.
  public init(
    maps: [DeploymentMap], findings: [Diagnostic], fileCount: Int? = nil,
    diff: @escaping @Sendable (Diagnostic) -> String? = { _ in nil }
  ) {
    self.maps = maps
    self.findings = findings
    self.diff = diff
    let counts = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 || severity == .info ? "" : "s")"
    }
    let files = fileCount.map { ", \($0) file\($0 == 1 ? "" : "s") checked" } ?? ""
    summary = (counts.isEmpty ? "No findings" : counts.joined(separator: ", ")) + files
  }

  public func render() -> String {
    var body =
      HTMLText.element("h1", text: "ollama-lint")
      + HTMLText.element("p", [("class", "summary")], text: summary)
    for (number, map) in maps.enumerated() where !map.nodes.isEmpty {
      body += HTMLMap(map, number: number).render()
    }
    body += list()
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>ollama-lint</title>
      <style>\(Tables.style)</style></head>
      <body>\(body)<script>\(Tables.script)</script></body></html>

      """
  }

  private func list() -> String {
    guard !findings.isEmpty else { return "" }
    func options(_ values: [String], _ all: String) -> String {
      HTMLText.element("option", [("value", "")], text: all)
        + Set(values).sorted().map { HTMLText.element("option", [("value", $0)], text: $0) }.joined()
    }
    func select(_ name: String, _ values: [String], _ all: String) -> String {
      HTMLText.element("select", [("name", name), ("aria-label", name)], html: options(values, all))
    }
    let filters =
      select("severity", findings.map(\.severity.rawValue), "every severity")
      + select("rule", findings.map(\.rule), "every rule")
      + select("file", findings.map(\.location.path), "every file")
      + "<input type=\"search\" name=\"words\" placeholder=\"Search (press /)\" aria-label=\"Search\">"
    let items = findings.map { Self.finding($0, diff: diff($0)) }.joined()
    return HTMLText.element("h2", text: "Findings")
      + HTMLText.element("form", [("class", "filters")], html: filters + "<output></output>")
      + HTMLText.element("section", [("class", "findings")], html: items)
  }

  /// One finding, opened by a click or Enter.
  static func finding(_ finding: Diagnostic, diff: String?) -> String {
    let place = "\(finding.location.path):\(finding.location.start.line)"
    var inner = excerpt(finding.excerpt)
    for text in [finding.effect, finding.advice].compactMap({ $0 }) {
      inner += HTMLText.element("p", html: HTMLText.prose(text))
    }
    inner += notes(finding.notes)
    if let fix = finding.fix {
      let flag = fix.safety == .safe ? "--fix" : "--unsafe-fixes"
      inner += HTMLText.element("p", html: "Fix (<code>\(flag)</code>): \(HTMLText.prose(fix.title))")
      if let diff { inner += HTMLText.element("pre", [("class", "diff")], html: lines(of: diff)) }
    }
    let head =
      HTMLText.element("b", [("class", finding.severity.rawValue)], text: finding.severity.rawValue) + " "
      + HTMLText.prose(finding.message) + " "
      + HTMLText.element("code", [("class", "place")], text: "\(place) \(finding.rule)")
    return HTMLText.element(
      "details",
      [
        ("class", "finding"), ("data-severity", finding.severity.rawValue), ("data-rule", finding.rule),
        ("data-file", finding.location.path),
      ], html: HTMLText.element("summary", html: head) + inner)
  }

  static func excerpt(_ lines: [ExcerptLine]) -> String {
    guard !lines.isEmpty else { return "" }
    let text = lines.map { line in
      let scalars = Array(line.text.unicodeScalars)
      let from = min(max(0, line.marked.lowerBound - 1), scalars.count)
      let to = min(max(from, line.marked.upperBound - 1), scalars.count)
      func part(_ range: Range<Int>) -> String {
        HTMLText.escaped(String(String.UnicodeScalarView(scalars[range])))
      }
      return
        "<i>\(line.number)</i> \(part(0..<from))<mark>\(part(from..<to))</mark>\(part(to..<scalars.count))"
    }.joined(separator: "\n")
    return HTMLText.element("pre", [("class", "excerpt")], html: text)
  }

  static func notes(_ notes: [Diagnostic.Note]) -> String {
    guard !notes.isEmpty else { return "" }
    let items = notes.map { note in
      let place =
        note.location.map { " " + HTMLText.element("code", text: "\($0.path):\($0.start.line)") } ?? ""
      return HTMLText.element(
        "li", html: (note.isReason ? "because " : "") + HTMLText.prose(note.message) + place)
    }
    return HTMLText.element("ul", [("class", "reasons")], html: items.joined())
  }

  private static func lines(of diff: String) -> String {
    diff.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let kind = line.hasPrefix("+") ? "ins" : line.hasPrefix("-") ? "del" : ""
      let text = HTMLText.escaped(String(line))
      return kind.isEmpty ? text : "<\(kind)>\(text)</\(kind)>"
    }.joined(separator: "\n")
  }
}
