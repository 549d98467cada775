/// Edits a script's words where they stand.
public struct ShellEditor: Sendable {
  private let source: SourceText

  public init(_ script: ShellScript) { source = script.source }

  /// Replaces a word and keeps its quotes where they can hold the new text.
  public func replace(_ word: ShellScript.Word, with text: String) -> [Edit]? {
    guard word.text != nil else { return nil }
    return [Edit(word.range, Self.quoted(text, like: word.quote))]
  }

  /// Puts a word right after another, on the same line.
  public func insert(_ text: String, behind word: ShellScript.Word) -> [Edit] {
    [.insert(" " + text, at: word.range.end)]
  }

  /// Removes a word with the blanks before it, and its line if a continuation holds nothing else.
  public func remove(_ words: [ShellScript.Word]) -> [Edit]? {
    guard let first = words.first, let last = words.last else { return nil }
    let lineStart = source.lineStart(of: first.range.start)
    let lineEnd = source.lineEnd(of: last.range.end)
    var rest = last.range.end
    while source.byte(at: rest) == 0x20 || source.byte(at: rest) == 0x09 { rest += 1 }
    let endsInContinuation = source.byte(at: rest) == 0x5C && rest + 1 == lineEnd
    if source.isBlank(TextRange(lineStart, first.range.start)), endsInContinuation {
      return [.delete(TextRange(lineStart, source.behindNewline(at: lineEnd)))]
    }
    var start = first.range.start
    while source.byte(at: start - 1) == 0x20 || source.byte(at: start - 1) == 0x09 { start -= 1 }
    guard start > lineStart else { return nil }
    return [.delete(TextRange(start, last.range.end))]
  }

  public static func quoted(_ text: String, like quote: UInt8) -> String {
    let isPlain =
      !text.isEmpty
      && text.utf8.allSatisfy { byte in
        byte.isOfWord || "./:=,@%+".utf8.contains(byte)
      }
    if quote == 0x22, !text.contains(where: { "\"$`\\".contains($0) }) { return "\"\(text)\"" }
    if quote == 0 && isPlain { return text }
    // In quotes a shell does not replace the tilde.
    if quote == 0, text.hasPrefix("~/") {
      return text == "~/" ? text : "~/" + quoted(String(text.dropFirst(2)), like: 0)
    }
    guard text.contains("'") else { return "'\(text)'" }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
