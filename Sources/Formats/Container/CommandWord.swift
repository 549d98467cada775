import Syntax
import Vocabulary

/// One argument of what a container is started with.
struct CommandWord {
  /// As the program gets it; `nil` where only the running host knows.
  let text: String?
  /// As written, variables included.
  let raw: String
  let at: SourceRange
  /// Whether it is an argument of its own even if it is empty or holds blanks: an item of a list, a word in quotes.
  let isFixed: Bool
}

/// The words of a command that is one text, as Compose splits it: like a shell's, variables replaced first.
struct CommandLineText {
  let words: [(raw: String, range: TextRange, isQuoted: Bool)]

  /// - Parameter range: of a YAML scalar, with its quotes or the mark of a block.
  init(_ source: SourceText, _ range: TextRange, style: Scalar.Style) {
    var start = range.start
    var end = range.end
    switch style {
    case .singleQuoted, .doubleQuoted:
      start += 1
      end -= 1
    case .literal, .folded: start = source.behindNewline(at: source.lineEnd(of: start))
    case .plain: break
    }
    words = start < end ? Self.split(source, TextRange(start, end)) : []
  }

  private static func split(_ source: SourceText, _ range: TextRange)
    -> [(raw: String, range: TextRange, isQuoted: Bool)]
  {
    var words: [(raw: String, range: TextRange, isQuoted: Bool)] = []
    var bytes: [UInt8] = []
    var first: Int?
    var quote: UInt8?
    var isQuoted = false
    // In braces of a variable a blank belongs to its default.
    var depth = 0
    var previous: UInt8 = 0
    func end(_ offset: Int) {
      guard let start = first else { return }
      words.append((String(decoding: bytes, as: UTF8.self), TextRange(start, offset), isQuoted))
      (bytes, first, isQuoted) = ([], nil, false)
    }
    for (index, byte) in source.slice(range).enumerated() {
      let offset = range.start + index
      defer { previous = byte }
      if byte == 0x7B, previous == 0x24 { depth += 1 }
      if byte == 0x7D, depth > 0 { depth -= 1 }
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == 0x22 || byte == 0x27 {
        quote = byte
        isQuoted = true
        if first == nil { first = offset }
      } else if quote == nil, depth == 0, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
        end(offset)
      } else {
        if first == nil { first = offset }
        bytes.append(byte)
      }
    }
    end(range.end)
    return words
  }
}
