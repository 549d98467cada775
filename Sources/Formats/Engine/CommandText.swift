import Syntax

/// A command in a text of its own, which no shell reads: words between blanks, lines joined, `#` lines dropped.
struct CommandText {
  let source: SourceText
  let range: TextRange

  /// The bytes of the last value of an option, as it is written here; `nil` where it comes from elsewhere.
  func value(of names: [String]) -> TextRange? {
    let bytes = source.slice(range)
    var words: [TextRange] = []
    var start: Int?
    for index in bytes.indices {
      let isBlank = [0x20, 0x09, 0x0A, 0x0D, 0x22, 0x27].contains(bytes[index])
      if isBlank, let first = start {
        words.append(TextRange(first, index))
        start = nil
      } else if !isBlank, start == nil {
        start = index
      }
    }
    if let start { words.append(TextRange(start, bytes.endIndex)) }
    return EngineOption.value(of: names, in: words.map(source.string)).map { found in
      let word = words[found.index]
      return TextRange(word.end - (found.text?.utf8.count ?? word.length), word.end)
    }
  }

  /// The words of a command, quotes removed.
  static func words(_ line: String) -> [String] {
    var words: [String] = []
    for row in line.split(whereSeparator: \.isNewline)
    where row.first(where: { $0 != " " && $0 != "\t" }) != "#" {
      var word = ""
      var isWord = false
      var quote: Character?
      for character in row {
        if character == quote {
          quote = nil
        } else if quote != nil {
          word.append(character)
        } else if character == "\"" || character == "'" {
          quote = character
          isWord = true
        } else if character != " ", character != "\t" {
          word.append(character)
          isWord = true
        } else if isWord {
          words.append(word)
          (word, isWord) = ("", false)
        }
      }
      // A backslash joins the lines.
      if isWord, word != "\\" { words.append(word) }
    }
    return words
  }
}
