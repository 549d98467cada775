/// Fenced code blocks of a Markdown text (CommonMark 0.31, section 4.5).
public enum MarkdownFences {
  public struct Fence: Sendable {
    public let text: EmbeddedText
    /// The opening line.
    public let opening: TextRange
    /// The last line of prose before the fence, a heading included; where a caption would be.
    public let caption: TextRange?
    /// The text of the heading that it is below: `### Front end on Windows`.
    public let heading: TextRange?
  }

  public static func find(in source: SourceText) -> [Fence] {
    var fences: [Fence] = []
    var caption: TextRange?
    var heading: TextRange?
    var position = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let count = source.bytes.count
    while position < count {
      let end = source.lineEnd(of: position)
      let line = TextRange(position, end)
      position = source.behindNewline(at: end)
      guard let opening = Opening(line, in: source) else {
        if !source.isBlank(line) { caption = line }
        if source.byte(at: line.start) == UInt8(ascii: "#") { heading = line }
        continue
      }
      var lines: [TextRange] = []
      while position < count {
        let end = source.lineEnd(of: position)
        let next = source.behindNewline(at: end)
        let start = opening.contentStart(of: TextRange(position, end), in: source)
        guard let start else { break }
        if opening.isClosed(by: TextRange(start, end), in: source) {
          position = next
          break
        }
        lines.append(TextRange(start, next))
        position = next
      }
      let text = EmbeddedText(lines: lines, of: source, prefix: opening.prefix, language: opening.language)
      fences.append(Fence(text: text, opening: line, caption: caption, heading: heading))
    }
    return fences
  }
}

/// The line that opens a fence.
private struct Opening {
  let mark: UInt8
  let length: Int
  /// The text before the marks: blanks, `>` and their blanks.
  let prefix: String
  let quotes: Int
  let indent: Int
  let language: String?

  init?(_ line: TextRange, in source: SourceText) {
    var i = line.start
    var quotes = 0
    var isListItem = false
    while i < line.end, let byte = source.byte(at: i) {
      if byte == 0x20 || byte == 0x09 {
        i += 1
      } else if byte == 0x3E {
        quotes += 1
        i += 1
      } else if byte == 0x2D || byte == 0x2A || byte == 0x2B, source.byte(at: i + 1) == 0x20 {
        isListItem = true
        i += 2
      } else {
        break
      }
    }
    guard let mark = source.byte(at: i), i < line.end, mark == 0x60 || mark == 0x7E else { return nil }
    var end = i
    while end < line.end, source.byte(at: end) == mark { end += 1 }
    guard end - i >= 3 else { return nil }
    let info = source.string(TextRange(end, line.end))
    if mark == 0x60, info.contains("`") { return nil }
    self.mark = mark
    self.quotes = quotes
    length = end - i
    indent = i - line.start
    let written = source.string(TextRange(line.start, i))
    prefix = isListItem ? String(repeating: " ", count: written.utf8.count) : written
    let word = info.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "{" || $0 == "," || $0 == "}" })
      .first
    language = word.map { String($0).lowercased() }
  }

  /// Where a content line's own text begins; `nil` if the line leaves the block quote.
  func contentStart(of line: TextRange, in source: SourceText) -> Int? {
    var i = line.start
    var seen = 0
    while i < line.end, i - line.start < indent, let byte = source.byte(at: i) {
      if byte == 0x3E, seen < quotes {
        seen += 1
      } else if byte != 0x20, byte != 0x09 {
        break
      }
      i += 1
    }
    return seen < quotes ? nil : i
  }

  func isClosed(by line: TextRange, in source: SourceText) -> Bool {
    var i = line.start
    while i < line.end, source.byte(at: i) == 0x20 || source.byte(at: i) == 0x09 { i += 1 }
    let start = i
    while i < line.end, source.byte(at: i) == mark { i += 1 }
    return i - start >= length && source.isBlank(TextRange(i, line.end))
  }
}
