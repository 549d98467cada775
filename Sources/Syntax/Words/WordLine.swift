/// A line of words between blanks, as `modprobe.d`, boot loaders' entries and the kernel's command line have them.
///
/// Double quotes hold blanks together and stay part of the word: `dyndbg="file a.c +p"` is one. A backslash at the end
/// of a line joins the next one to it.
public struct WordLine: Sendable {
  public struct Word: Sendable, Hashable {
    public let text: String
    public let range: TextRange

    /// What follows `name=`, if the word begins so.
    public func value(of name: String) -> Substring? {
      text.hasPrefix(name + "=") ? text.dropFirst(name.count + 1) : nil
    }
  }

  /// At least one.
  public let words: [Word]
  public let range: TextRange

  private init?(_ words: [Word]) {
    guard let first = words.first, let last = words.last else { return nil }
    self.words = words
    range = first.range.union(last.range)
  }

  /// The words of a part of a text.
  public static func words(in range: TextRange, of source: SourceText) -> [Word] {
    let bytes = source.slice(range)
    var words: [Word] = []
    var start: Int?
    var isQuoted = false
    func end(at offset: Int) {
      guard let from = start else { return }
      let place = TextRange(from, offset)
      words.append(Word(text: source.string(place), range: place))
      start = nil
    }
    for (offset, byte) in zip(bytes.indices, bytes) {
      let isBlank = [0x20, 0x09, 0x0A, 0x0D].contains(byte) || isContinuation(offset, source)
      if isBlank, !isQuoted {
        end(at: offset)
      } else {
        if byte == 0x22 { isQuoted.toggle() }
        if start == nil { start = offset }
      }
    }
    end(at: bytes.endIndex)
    return words
  }

  /// The lines of a text that are neither empty nor a comment, and the comments.
  public static func lines(of source: SourceText) -> (lines: [WordLine], comments: [TextRange]) {
    var lines: [WordLine] = []
    var comments: [TextRange] = []
    var position = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while position < source.bytes.count {
      let start = position
      var end = source.lineEnd(of: position)
      let words = words(in: TextRange(start, end), of: source)
      if let first = words.first, first.text.hasPrefix("#") {
        comments.append(TextRange(first.range.start, end))
      } else if !words.isEmpty {
        while end > start, isContinuation(end - 1, source), source.behindNewline(at: end) > end {
          end = source.lineEnd(of: source.behindNewline(at: end))
        }
        if let line = WordLine(Self.words(in: TextRange(start, end), of: source)) { lines.append(line) }
      }
      position = max(position + 1, source.behindNewline(at: end))
    }
    return (lines, comments)
  }

  /// A backslash right before the end of its line.
  private static func isContinuation(_ offset: Int, _ source: SourceText) -> Bool {
    guard source.byte(at: offset) == 0x5C, let next = source.byte(at: offset + 1) else { return false }
    return next == 0x0A || next == 0x0D
  }
}
