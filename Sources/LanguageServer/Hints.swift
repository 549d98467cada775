import Diagnostics
import Linter
import Reporting
import Syntax

/// Inlay hints and code lenses: what follows from all files, at the line that it is about.
///
/// Source: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/, Inlay Hint, Code
/// Lens, Show Document.
enum Hints {
  /// The hints a client has switched on; all by default.
  struct Switches: Equatable {
    var inlayHints = true
    var codeLenses = true

    /// `{ "inlayHints": false, "codeLenses": false }`, by itself or below `ollama-lint`.
    mutating func read(_ message: Message, _ path: [PathStep]) {
      for path in [path, path + ["ollama-lint"], path + ["ollama_lint"]] {
        if let flag = Self.flag(message[path + ["inlayHints"]]) { inlayHints = flag }
        if let flag = Self.flag(message[path + ["codeLenses"]]) { codeLenses = flag }
      }
    }

    private static func flag(_ node: Node?) -> Bool? {
      guard let scalar = node?.scalar, scalar.type == .boolean else { return nil }
      return scalar.text == "true"
    }
  }

  static let command = "ollama-lint.show"

  /// At the end of the line that the hint is about.
  static func inlay(_ hint: FileHint, in text: EditorText) -> JSONText {
    let start = text.position(at: hint.location.start.offset)
    let end = text.end(ofLine: start.line)
    return [
      "position": position(end), "label": .string("\u{2192} \(hint.text)"), "paddingLeft": true,
      "tooltip": .string(tooltip(hint)),
    ]
  }

  /// - Parameter target: where the server is, as the editor names its file.
  static func lens(_ hint: FileHint, in text: EditorText, target: (uri: String, line: Int)?) -> JSONText {
    let start = text.position(at: hint.location.start.offset)
    var command: JSONText = ["title": .string("\u{2192} \(hint.text)")]
    command.add("command", .string(target == nil ? "" : Self.command))
    command.add("arguments", target.map { [.string($0.uri), .integer($0.line)] })
    return ["range": ["start": position(start), "end": position(start)], "command": command]
  }

  private static func tooltip(_ hint: FileHint) -> String {
    hint.reasons.map { note in
      note.message + (note.location.map { " (\($0.path):\($0.start.line))" } ?? "")
    }.joined(separator: "\n")
  }

  private static func position(_ position: EditorPosition) -> JSONText {
    ["line": .integer(position.line), "character": .integer(position.character)]
  }
}

extension EditorText {
  /// Where a line ends, before its line break.
  func end(ofLine line: Int) -> EditorPosition {
    var offset = offset(of: EditorPosition(line: line, character: 1 << 30))
    while offset > 0, bytes[offset - 1] == 0x0D || bytes[offset - 1] == 0x0A,
      position(at: offset - 1).line == line
    {
      offset -= 1
    }
    return position(at: offset)
  }
}
