import Diagnostics
import Linter
import Reporting
import Syntax

/// Fixes, as actions of the editor.
extension EditorServer {
  mutating func actions(_ message: Message) -> JSONText {
    guard let path = path(message), let text = workspace.text(at: path) else { return [] }
    let start = message.position("range", "start").map(text.offset) ?? 0
    let end = message.position("range", "end").map(text.offset) ?? start
    let only = message["context", "only"]?.items?.compactMap(\.text)
    // The empty kind is above all others.
    func wants(_ kind: String) -> Bool {
      only?.contains { $0.isEmpty || kind == $0 || kind.hasPrefix($0 + ".") } ?? true
    }
    var actions: [JSONText] = []
    if wants("quickfix") {
      for finding in workspace.findings[path] ?? [] {
        let location = finding.diagnostic.location
        // A new name for a file is given by the command alone.
        guard location.start.offset <= end, location.end.offset >= start, let fix = finding.diagnostic.fix,
          !fix.edits.isEmpty
        else { continue }
        let edits = Dictionary(grouping: fix.edits) { workspace.path($0.path, in: finding) }
          .mapValues { $0.map { (range: $0.range, text: $0.text) } }
        // In a file that has changed since, the edits would meet other text.
        guard edits.keys.allSatisfy(workspace.isAsRead) else { continue }
        actions.append(
          [
            "title": .string(fix.safety == .safe ? fix.title : fix.title + " (unsafe)"),
            "kind": "quickfix",
            "diagnostics": [diagnostic(finding, in: text)],
            "isPreferred": .bool(fix.safety == .safe),
            "edit": edit(edits),
          ])
      }
    }
    // Editors that ask by themselves, at every step of the cursor, do not show it; unless that is what they ask for.
    if wants("source.fixAll.ollama-lint"), only != nil || message.number("context", "triggerKind") != 2 {
      var edits: [String: [(range: TextRange, text: String)]] = [:]
      let fixed = workspace.allFixed(path)
      for change in fixed.changes {
        edits[workspace.named(change.path)] = Self.edits(change, hiding: fixed.secrets)
      }
      // Half of what belongs together is not offered.
      let areAsRead = fixed.changes.allSatisfy {
        workspace.text(at: workspace.named($0.path))?.bytes == $0.before
      }
      if !edits.isEmpty, edits.count == fixed.changes.count, areAsRead {
        actions.append(
          ["title": "Apply all safe fixes", "kind": "source.fixAll.ollama-lint", "edit": edit(edits)])
      }
    }
    return .array(actions)
  }

  /// What a change makes of whole lines; of lines with a credential only the part that differs, and `nil` where that
  /// says one.
  private static func edits(_ change: FileChange, hiding secrets: Secrets) -> [(
    range: TextRange, text: String
  )]? {
    var edits: [(range: TextRange, text: String)] = []
    for (range, bytes) in LineDifference.edits(from: change.before, to: change.after) {
      guard !secrets.ranges(in: bytes).isEmpty else {
        edits.append((range, String(decoding: bytes, as: UTF8.self)))
        continue
      }
      let old = SourceText(Array(change.before[range.start..<range.end]))
      guard let small = Edit(changing: old, to: SourceText(bytes)), !secrets.occur(in: small.text) else {
        return nil
      }
      edits.append((small.range.shifted(by: range.start), small.text))
    }
    return edits
  }

  private func edit(_ edits: [String: [(range: TextRange, text: String)]]) -> JSONText {
    let files = edits.sorted { $0.key < $1.key }.map { path, edits -> (String, JSONText) in
      let text = workspace.text(at: path) ?? EditorText([])
      let changes = edits.map { ["range": range($0.range, in: text), "newText": .string($0.text)] as JSONText }
      return (workspace.uri(path), .array(changes))
    }
    return ["changes": .object(files)]
  }
}
