import Diagnostics

/// Reviewdog's diagnostic format as one document (`rdjson`).
///
/// Source: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
public enum ReviewdogReport {
  public static func render(_ report: Report) -> String {
    ([
      "source": ["name": "ollama-lint"],
      "diagnostics": .array(report.diagnostics.map(diagnostic)),
    ] as JSONText).pretty
  }

  private static func diagnostic(_ diagnostic: Diagnostic) -> JSONText {
    let place = diagnostic.location
    var code: JSONText = ["value": .string(diagnostic.rule)]
    code.add("url", diagnostic.reference.map(JSONText.string))
    return [
      "message": .string(diagnostic.text), "severity": .string(severity(diagnostic.severity)),
      "code": code,
      "location": [
        "path": .string(place.path),
        "range": [
          "start": position(place.start.line, place.start.column, diagnostic.excerpt),
          "end": position(place.end.line, place.end.column, diagnostic.excerpt),
        ],
      ],
    ]
  }

  /// Columns count bytes from 1 there; where the line is not at hand, the line alone is named.
  private static func position(_ line: Int, _ column: Int, _ excerpt: [ExcerptLine]) -> JSONText {
    guard let text = excerpt.first(where: { $0.number == line })?.text.unicodeScalars,
      column - 1 <= text.count
    else { return ["line": .integer(line)] }
    let bytes = text.prefix(column - 1).reduce(0) { $0 + UTF8.width($1) }
    return ["line": .integer(line), "column": .integer(bytes + 1)]
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "ERROR"
    case .warning: "WARNING"
    case .info: "INFO"
    }
  }
}
