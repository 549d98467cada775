import Syntax
import Vocabulary

/// A script whose lines end as Windows ends them: a shell takes the carriage return for a part of each last word.
///
/// Source: POSIX shell, 2.3 (only newline ends a line).
struct WindowsLineEndings: ShellReader {
  let script: ShellScript
  let document: Document

  /// As many ends of lines as one fix changes.
  private static let most = 4096

  var facts: [Fact] {
    let source = script.source
    // Git or an editor may bring single ones along; of a file that is all like this, somebody's editor is.
    guard document.id.embedding.isEmpty, !document.id.isDocumentation, document.id.path.hasSuffix(".sh"),
      let first = returns(in: source).first, !script.commands.isEmpty
    else { return [] }
    let lineStart = source.lineStart(of: first)
    let fact = SettingFact.make(
      ["line-endings"], name: FileName(path: document.id.path).lowercased, kind: "line-endings", format: "shell",
      problem: .brokenLine, at: document.at(TextRange(lineStart, first)))
    return [fact]
  }

  /// The carriage returns before newlines; none where not every line has one.
  private func returns(in source: SourceText) -> [Int] {
    let bytes = source.bytes
    var found: [Int] = []
    for index in bytes.indices where bytes[index] == 0x0A {
      guard index > 0, bytes[index - 1] == 0x0D, found.count < Self.most else { return [] }
      found.append(index - 1)
    }
    return found
  }

  func edits(for change: Change) -> [Edit]? {
    guard case .set(.status, .text(KeyStatus.known.rawValue)) = change.action else { return nil }
    return returns(in: script.source).map { .delete(TextRange($0, $0 + 1)) }
  }
}
