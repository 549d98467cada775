import Diagnostics
import Syntax

/// The report for scripts (`--format json` and `jsonl`); its shape is a contract, extended and never renamed.
public enum JSONReport {
  public static func render(_ report: Report) -> String {
    ([
      "version": 1,
      "tool": ["name": "ollama-lint", "version": .string(report.toolVersion)],
      "machine": report.machine.map(machine) ?? .null,
      "files": .array(report.files.map { ["path": .string($0.path), "format": .string($0.format)] }),
      "diagnostics": .array(report.diagnostics.map(diagnostic)),
      "summary": [
        "files": .integer(report.files.count), "errors": .integer(report.count(.error)),
        "warnings": .integer(report.count(.warning)), "infos": .integer(report.count(.info)),
        "fixable": .integer(report.fixable), "fixed": .integer(report.fixed),
      ],
    ] as JSONText).pretty
  }

  /// One diagnostic a line.
  ///
  /// - Parameter labels: what each line carries in addition to its finding, such as a repository and a commit, so that the
  ///   lines of many runs can be put together.
  public static func renderLines(_ report: Report, labels: [(String, String)] = []) -> String {
    let labels = labels.isEmpty ? nil : JSONText.object(labels.map { ($0, .string($1)) })
    return report.diagnostics.map { finding in
      var json = diagnostic(finding)
      json.add("labels", labels)
      return json.compact + "\n"
    }.joined()
  }

  static func machine(_ machine: Report.Machine) -> JSONText {
    [
      "gpu": .optional(machine.gpu), "vram_bytes": .optional(machine.vramBytes),
      "ram_bytes": .optional(machine.ramBytes), "source": .string(machine.source),
    ]
  }

  static func diagnostic(_ diagnostic: Diagnostic) -> JSONText {
    [
      "rule": .string(diagnostic.rule), "severity": .string(diagnostic.severity.rawValue),
      "message": .string(diagnostic.message), "effect": .optional(diagnostic.effect),
      "help": .optional(diagnostic.advice), "path": .string(diagnostic.location.path),
      "range": range(diagnostic.location), "notes": .array(diagnostic.notes.map(note)),
      "fix": diagnostic.fix.map(fix) ?? .null,
    ]
  }

  private static func range(_ location: Diagnostic.Location) -> JSONText {
    func position(_ position: TextPosition) -> JSONText {
      [
        "line": .integer(position.line), "column": .integer(position.column),
        "offset": .integer(position.offset),
      ]
    }
    return ["start": position(location.start), "end": position(location.end)]
  }

  private static func note(_ note: Diagnostic.Note) -> JSONText {
    [
      "message": .string(note.message), "path": .optional(note.location?.path),
      "range": note.location.map(range) ?? .null,
    ]
  }

  private static func fix(_ fix: Diagnostic.Fix) -> JSONText {
    [
      "safety": .string(fix.safety.rawValue), "title": .string(fix.title),
      "edits": .array(
        fix.edits.map {
          [
            "path": .string($0.path), "start": .integer($0.range.start),
            "end": .integer($0.range.end),
            "text": .string($0.text),
          ]
        }),
    ]
  }
}
