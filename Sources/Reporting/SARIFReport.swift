import Diagnostics
import Syntax

/// SARIF 2.1.0, as GitHub's code scanning and other viewers read it.
///
/// Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
public struct SARIFReport {
  private let report: Report
  private let rules: [RuleDescription]

  /// - Parameter rules: every rule there is; those that found nothing are left out.
  public init(_ report: Report, rules: [RuleDescription]) {
    self.report = report
    let found = Set(report.diagnostics.map(\.rule))
    let known = rules.filter { found.contains($0.id) }
    // What no rule file describes: syntax and the like.
    let others = found.subtracting(known.map(\.id)).map { id in
      RuleDescription(id: id, summary: id, why: "", severity: .error, sources: [])
    }
    self.rules = (known + others).sorted { $0.id < $1.id }
  }

  /// A path as a URI.
  public static func uri(_ path: String) -> String { URIText.reference(path) }

  public func render() -> String {
    let fingerprints = Fingerprint.of(report.diagnostics)
    let index = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
    return
      ([
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
        "runs": [
          [
            "tool": ["driver": driver], "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": ["%SRCROOT%": ["description": message("The working directory.")]],
            "results": .array(
              zip(report.diagnostics, fingerprints).map { result($0, $1, index[$0.rule] ?? 0) }),
          ]
        ],
      ] as JSONText).pretty
  }

  private var driver: JSONText {
    [
      "name": "ollama-lint", "semanticVersion": .string(report.toolVersion),
      "rules": .array(rules.map(rule)),
    ]
  }

  private func rule(_ rule: RuleDescription) -> JSONText {
    let sources = rule.sources.map { "- " + $0 }.joined(separator: "\n")
    let why = rule.why.isEmpty ? rule.summary + "." : rule.why
    var json: JSONText = [
      "id": .string(rule.id), "shortDescription": message(rule.summary + "."),
      "fullDescription": message(why),
      "help": [
        "text": .string(sources.isEmpty ? why : why + "\n\n" + sources),
        "markdown": .string(sources.isEmpty ? why : why + "\n\n**Sources**\n\n" + sources),
      ],
    ]
    json.add("helpUri", rule.address.map(JSONText.string))
    json.add("defaultConfiguration", ["level": .string(Self.level(rule.severity))])
    json.add("properties", ["tags": [.string(String(rule.id.prefix { $0 != "/" }))]])
    return json
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  private func message(_ text: String) -> JSONText { ["text": .string(text)] }

  private func result(_ diagnostic: Diagnostic, _ fingerprint: String, _ index: Int) -> JSONText {
    var json: JSONText = [
      "ruleId": .string(diagnostic.rule), "ruleIndex": .integer(index),
      "level": .string(Self.level(diagnostic.severity)), "message": message(diagnostic.text),
      "locations": [["physicalLocation": physical(diagnostic.location)]],
      "partialFingerprints": ["ollamaLint/v1": .string(fingerprint)],
    ]
    let related = diagnostic.notes.enumerated().compactMap { index, note -> JSONText? in
      note.location.map { location in
        ["id": .integer(index + 1), "physicalLocation": physical(location), "message": message(note.message)]
      }
    }
    if !related.isEmpty { json.add("relatedLocations", .array(related)) }
    if let fix = diagnostic.fix, !fix.edits.isEmpty { json.add("fixes", [self.fix(fix)]) }
    return json
  }

  private func artifact(_ path: String) -> JSONText {
    var json: JSONText = ["uri": .string(URIText.reference(path))]
    if !path.hasPrefix("/") { json.add("uriBaseId", "%SRCROOT%") }
    return json
  }

  private func physical(_ location: Diagnostic.Location) -> JSONText {
    [
      "artifactLocation": artifact(location.path),
      "region": [
        "startLine": .integer(location.start.line), "startColumn": .integer(location.start.column),
        "endLine": .integer(location.end.line), "endColumn": .integer(location.end.column),
        "byteOffset": .integer(location.start.offset),
        "byteLength": .integer(location.end.offset - location.start.offset),
      ],
    ]
  }

  private func fix(_ fix: Diagnostic.Fix) -> JSONText {
    let paths = fix.edits.map(\.path).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let changes = paths.map { path -> JSONText in
      let replacements = fix.edits.filter { $0.path == path }.map { edit -> JSONText in
        let region: JSONText = ["byteOffset": .integer(edit.range.start), "byteLength": .integer(edit.range.length)]
        return ["deletedRegion": region, "insertedContent": message(edit.text)]
      }
      return ["artifactLocation": artifact(path), "replacements": .array(replacements)]
    }
    let title = fix.safety == .safe ? fix.title : fix.title + " (review first)"
    return ["description": message(title), "artifactChanges": .array(changes)]
  }
}
