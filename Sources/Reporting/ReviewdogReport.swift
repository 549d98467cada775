import Diagnostics

/// Reviewdog's diagnostic format as one document (`rdjson`).
///
/// Source: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
public enum ReviewdogReport {
  public static func render(_ report: Report) -> String {
    JSONText.object([
      ("source", .object([("name", .string("ollama-lint"))])),
      ("diagnostics", .array(report.diagnostics.map(diagnostic))),
    ]).pretty
  }

  private static func diagnostic(_ diagnostic: Diagnostic) -> JSONText {
    let place = diagnostic.location
    var code: [(String, JSONText)] = [("value", .string(diagnostic.rule))]
    if let reference = diagnostic.reference { code.append(("url", .string(reference))) }
    return .object([
      ("message", .string(diagnostic.text)),
      ("severity", .string(severity(diagnostic.severity))),
      ("code", .object(code)),
      (
        "location",
        .object([
          ("path", .string(place.path)),
          (
            "range",
            .object([
              ("start", position(place.start.line, place.start.column, diagnostic.excerpt)),
              ("end", position(place.end.line, place.end.column, diagnostic.excerpt)),
            ])
          ),
        ])
      ),
    ])
  }

  /// Columns count bytes from 1 there; where the line is not at hand, the line alone is named.
  private static func position(_ line: Int, _ column: Int, _ excerpt: [ExcerptLine]) -> JSONText {
    guard let text = excerpt.first(where: { $0.number == line })?.text.unicodeScalars,
      column - 1 <= text.count
    else { return .object([("line", .integer(line))]) }
    let bytes = text.prefix(column - 1).reduce(0) { $0 + UTF8.width($1) }
    return .object([("line", .integer(line)), ("column", .integer(bytes + 1))])
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "ERROR"
    case .warning: "WARNING"
    case .info: "INFO"
    }
  }
}
