/// `.env` files as Compose and python-dotenv read them: `export` is dropped, quotes are removed, and a comment after a
/// value needs a blank before it.
public enum DotenvParser {
  public static func parse(_ source: SourceText, by reader: EnvironmentReader = .compose) -> EnvironmentFile {
    var entries: [EnvironmentFile.Entry] = []
    var comments: [TextRange] = []
    var errors: [SyntaxError] = []
    var slips: [EnvironmentFile.Slip] = []
    let bytes = source.bytes
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func isBlank(_ i: Int) -> Bool { i < bytes.count && (bytes[i] == 0x20 || bytes[i] == 0x09) }
    while position < bytes.count {
      while isBlank(position) { position += 1 }
      let end = source.lineEnd(of: position)
      defer { position = max(position, source.behindNewline(at: source.lineEnd(of: position))) }
      guard position < end else { continue }
      if bytes[position] == 0x23 {
        comments.append(TextRange(position, end))
        position = end
        continue
      }
      if bytes[position..<end].starts(with: "export ".utf8) {
        position += 7
        while isBlank(position) { position += 1 }
      }
      let keyStart = position
      while position < end, bytes[position] != 0x3D, !isBlank(position) { position += 1 }
      let keyRange = TextRange(keyStart, position)
      while isBlank(position) { position += 1 }
      guard position < end, bytes[position] == 0x3D, !keyRange.isEmpty else {
        errors.append(SyntaxError(TextRange(keyStart, end), "expected NAME=value"))
        position = end
        continue
      }
      position += 1
      // `A=#x` is a value, `A= # x` none with a comment.
      let isValue = position < end && bytes[position] == 0x23
      while isBlank(position) { position += 1 }
      let (value, range) =
        isValue
        ? plain(source, position, end, &comments, after: 1) : self.value(source, position, end, &comments)
      position = max(end, range.end)
      let isSwallowing = swallows(source, range, behind: end)
      if !isValue, isSwallowing || isUnclosed(source, range) {
        let line = TextRange(range.start, min(range.end, end))
        slips.append(
          .init(kind: .unclosed, key: source.string(keyRange), range: keyRange.union(line), value: nil))
      }
      // Compose drops the blanks before a value, and then looks for a comment after one.
      if reader == .compose, !isValue,
        source.byte(at: range.end) == 0x20 || source.byte(at: range.end) == 0x23,
        value?.isEmpty == true, source.slice(TextRange(range.start, end)).first == 0x23
      {
        let comment = source.string(TextRange(range.start, end))
        slips.append(
          .init(
            kind: .commentAsValue, key: source.string(keyRange),
            range: TextRange(keyRange.start, end), value: comment))
      }
      entries.append(
        .init(
          key: source.string(keyRange), value: isSwallowing ? nil : value, keyRange: keyRange,
          valueRange: range))
    }
    return EnvironmentFile(
      reader: reader, source: source, entries: entries, slips: slips, comments: comments, errors: errors)
  }

  /// Whether a value ends where that of another line begins: `A='x` above `B='y'`.
  private static func swallows(_ source: SourceText, _ range: TextRange, behind end: Int) -> Bool {
    guard range.end > end else { return false }
    let last = source.string(TextRange(source.lineStart(of: range.end - 1), range.end - 1))
    return last.hasSuffix("=") && !last.contains(" ")
  }

  /// Whether a value begins with a quote that nothing closes (compose-go `dotenv/parser.go`: "unterminated quoted value").
  private static func isUnclosed(_ source: SourceText, _ range: TextRange) -> Bool {
    guard let quote = source.byte(at: range.start), quote == 0x22 || quote == 0x27, range.length > 1 else {
      return false
    }
    return closing(quote, source, range.start + 1) == nil
  }

  private static func value(_ source: SourceText, _ start: Int, _ end: Int, _ comments: inout [TextRange])
    -> (String?, TextRange)
  {
    guard let quote = source.byte(at: start), start < end, quote == 0x22 || quote == 0x27,
      let close = closing(quote, source, start + 1)
    else { return plain(source, start, end, &comments) }
    let inner = source.string(TextRange(start + 1, close))
    let rest = TextRange(close + 1, source.lineEnd(of: close))
    if let hash = source.slice(rest).firstIndex(of: 0x23) { comments.append(TextRange(hash, rest.end)) }
    if quote == 0x27 { return (inner, TextRange(start, close + 1)) }
    return (inner.contains("$") ? nil : unescaped(inner), TextRange(start, close + 1))
  }

  private static func plain(
    _ source: SourceText, _ start: Int, _ end: Int, _ comments: inout [TextRange], after skipped: Int = 0
  ) -> (String?, TextRange) {
    var stop = start + skipped
    while stop < end {
      // A comment needs a blank before it, or nothing at all.
      if source.byte(at: stop) == 0x23,
        stop == start || source.byte(at: stop - 1) == 0x20 || source.byte(at: stop - 1) == 0x09
      {
        comments.append(TextRange(stop, end))
        break
      }
      stop += 1
    }
    while stop > start, source.byte(at: stop - 1) == 0x20 || source.byte(at: stop - 1) == 0x09 { stop -= 1 }
    let text = source.string(TextRange(start, stop))
    return (text.contains("$") ? nil : text, TextRange(start, stop))
  }

  private static func closing(_ quote: UInt8, _ source: SourceText, _ start: Int) -> Int? {
    var i = start
    while let byte = source.byte(at: i) {
      if byte == quote { return i }
      i += byte == 0x5C && quote == 0x22 ? 2 : 1
    }
    return nil
  }

  private static func unescaped(_ text: String) -> String {
    guard text.contains("\\") else { return text }
    var result = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        result.append(character == "n" ? "\n" : character == "t" ? "\t" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}
