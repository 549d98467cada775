import Diagnostics
import Reporting
import Syntax

/// Findings, as they are sent to the editor.
extension EditorServer {
  /// - Parameter isStale: whether another message is there, which is handled before.
  mutating func lintIfNeeded(isStale: @escaping @Sendable () -> Bool = { false }) {
    guard needsLint, let (changed, failures) = workspace.lint(isStale: isStale) else { return }
    needsLint = false
    for path in changed { publish(path) }
    for method in refreshes { request(method) }
    for failure in failures {
      notify(
        "window/logMessage",
        ["type": 1, "message": .string(Credentials.masked(failure))])
    }
  }

  private func publish(_ path: String) {
    // Findings in a file that is gone are taken back.
    let text = workspace.text(at: path) ?? EditorText([])
    let items = (workspace.findings[path] ?? []).map { diagnostic($0, in: text) }
    notify(
      "textDocument/publishDiagnostics",
      ["uri": .string(workspace.uri(path)), "diagnostics": .array(items)])
  }

  func diagnostic(_ finding: EditorFinding, in text: EditorText) -> JSONText {
    let diagnostic = finding.diagnostic
    let related = diagnostic.notes.compactMap { note -> JSONText? in
      guard let location = note.location else { return nil }
      return ["location": place(location, finding), "message": .string(note.message)]
    }
    let lines = [diagnostic.message] + [diagnostic.effect, diagnostic.advice].compactMap { $0 }
    var json: JSONText = [
      "range": range(diagnostic.location, in: text),
      "severity": .integer(diagnostic.severity == .error ? 1 : diagnostic.severity == .warning ? 2 : 3),
      "code": .string(diagnostic.rule), "source": "ollama-lint", "message": .string(lines.joined(separator: "\n")),
    ]
    json.add("codeDescription", diagnostic.reference.map { ["href": .string($0)] })
    if !related.isEmpty { json.add("relatedInformation", .array(related)) }
    return json
  }

  private func place(_ location: Diagnostic.Location, _ finding: EditorFinding) -> JSONText {
    let path = workspace.path(of: location, in: finding)
    let text = workspace.text(at: path) ?? EditorText([])
    return ["uri": .string(workspace.uri(path)), "range": range(location, in: text)]
  }

  func range(_ location: Diagnostic.Location, in text: EditorText) -> JSONText {
    range(TextRange(location.start.offset, location.end.offset), in: text)
  }

  func range(_ range: TextRange, in text: EditorText) -> JSONText {
    func position(_ offset: Int) -> JSONText {
      let position = text.position(at: offset)
      return ["line": .integer(position.line), "character": .integer(position.character)]
    }
    return ["start": position(range.start), "end": position(range.end)]
  }
}
