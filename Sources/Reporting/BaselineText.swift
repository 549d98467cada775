import Diagnostics

/// The text of a baseline: what `--write-baseline` writes.
public enum BaselineText {
  public static func render(_ report: Report) -> String {
    let rows = zip(report.diagnostics, Fingerprint.of(report.diagnostics)).map { diagnostic, print in
      (
        key: [diagnostic.location.path, diagnostic.rule, print],
        text:
          ([
            "rule": .string(diagnostic.rule), "path": .string(diagnostic.location.path),
            "severity": .string(diagnostic.severity.rawValue), "fingerprint": .string(print),
          ] as JSONText).compact
      )
    }
    let lines = rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { "    " + $0.text }
    return "{\n  \"version\": 1,\n  \"findings\": ["
      + (lines.isEmpty ? "" : "\n" + lines.joined(separator: ",\n") + "\n  ")
      + "]\n}\n"
  }
}
