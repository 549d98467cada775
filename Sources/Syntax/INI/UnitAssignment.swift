/// `NAME=value` as one word of `Environment=`.
public struct UnitAssignment: Sendable, Hashable {
  public let name: String
  /// As the service receives it; `nil` where a specifier decides.
  public let value: String?
  /// The value as written, specifiers included.
  public let raw: String
  public let nameRange: TextRange
  /// Without a quote that ends the word.
  public let valueRange: TextRange
  public let word: UnitWord
  public let entry: INIFile.Entry
}

extension INIFile {
  /// The assignments in an entry's value, in order; words that are none are left out, as systemd does with
  /// a line in its log.
  public func assignments(in entry: Entry) -> [UnitAssignment] {
    words(of: entry).compactMap { assignment($0, entry) }
  }

  /// The words of an entry that are not assignment: what follows a blank that should be in quotes.
  public func strayWords(in entry: Entry) -> [UnitWord] {
    words(of: entry).filter { assignment($0, entry) == nil }
  }

  private func assignment(_ word: UnitWord, _ entry: Entry) -> UnitAssignment? {
    let name = String(word.raw.prefix { $0 != "=" })
    guard !word.isUnclosed, name.count < word.raw.count, name.isVariableName else { return nil }
    // Names hold no quotes and no escapes, so the name's bytes are those written after an opening quote.
    let first = source.byte(at: word.range.start)
    let start = word.range.start + (first == 0x22 || first == 0x27 ? 1 : 0)
    let nameRange = TextRange(start, start + name.utf8.count)
    let isQuoted = start > word.range.start && [0x22, 0x27].contains(source.byte(at: word.range.end - 1))
    let valueRange = TextRange(
      nameRange.end + 1, max(nameRange.end + 1, word.range.end - (isQuoted ? 1 : 0)))
    return UnitAssignment(
      name: name, value: word.text.map { String($0.dropFirst(name.count + 1)) },
      raw: String(word.raw.dropFirst(name.count + 1)), nameRange: nameRange, valueRange: valueRange,
      word: word, entry: entry)
  }

  /// A word that systemd reads back as `text`: quoted with `quote`, or bare where that is enough.
  ///
  /// `nil` for text with a line ending. Percent signs are doubled, or they would begin a specifier.
  public static func word(_ text: String, quote: UInt8) -> String? {
    guard !text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" || $0 == "\0" }) else {
      return nil
    }
    let text = text.replacingEach("%", with: "%%")
    let needsEscape = text.contains { $0 == "\\" || $0 == "\"" || $0 == "'" }
    let needsQuote = needsEscape || text.isEmpty || text.contains { $0 == " " || $0 == "\t" }
    if quote == 0x27, !needsEscape { return "'\(text)'" }
    if quote == 0, !needsQuote { return text }
    return "\"" + text.replacingEach("\\", with: "\\\\").replacingEach("\"", with: "\\\"") + "\""
  }
}

extension String {
  fileprivate func replacingEach(_ character: Character, with text: String) -> String {
    contains(character) ? map { $0 == character ? text : String($0) }.joined() : self
  }
}
