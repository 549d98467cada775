/// A file of `NAME=value` lines, as Compose and most programs read it.
public struct DotenvFile: Sendable {
  public struct Entry: Sendable {
    public let key: String
    /// Quotes removed, an unquoted value without its comment; `nil` if it refers to another variable.
    public let value: String?
    public let keyRange: TextRange
    /// Quotes included; empty if there is no value.
    public let valueRange: TextRange
    /// From the key (after `export`) to the end of the value.
    public var range: TextRange { keyRange.union(valueRange) }
  }

  public let source: SourceText
  public let entries: [Entry]
  public let comments: [TextRange]
  public let errors: [SyntaxError]
}

public enum DotenvParser {
  public static func parse(_ source: SourceText) -> DotenvFile {
    var entries: [DotenvFile.Entry] = []
    var comments: [TextRange] = []
    var errors: [SyntaxError] = []
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
      while isBlank(position) { position += 1 }
      let (value, range) = self.value(source, position, end, &comments)
      position = max(end, range.end)
      entries.append(.init(key: source.string(keyRange), value: value, keyRange: keyRange, valueRange: range))
    }
    return DotenvFile(source: source, entries: entries, comments: comments, errors: errors)
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

  private static func plain(_ source: SourceText, _ start: Int, _ end: Int, _ comments: inout [TextRange])
    -> (String?, TextRange)
  {
    var stop = start
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

/// Edits a dotenv file where it stands.
public struct DotenvEditor: Sendable {
  private let file: DotenvFile

  public init(_ file: DotenvFile) { self.file = file }

  /// Sets the last entry of the name, or adds one at the end.
  public func set(_ key: String, to value: String) -> [Edit]? {
    let needsQuotes = value.unicodeScalars.contains { " \t#\"'\\\n\r$".unicodeScalars.contains($0) }
    guard !needsQuotes || !value.unicodeScalars.contains(where: { "'\n\r".unicodeScalars.contains($0) })
    else { return nil }
    if let entry = file.entries.last(where: { $0.key == key }) {
      let quote = file.source.byte(at: entry.valueRange.start)
      let isQuoted = !entry.valueRange.isEmpty && (quote == 0x22 || quote == 0x27)
      let mark = isQuoted && !needsQuotes ? (quote == 0x22 ? "\"" : "'") : needsQuotes ? "'" : ""
      return [Edit(entry.valueRange, mark + value + mark)]
    }
    let end = file.source.bytes.count
    let endsLine = end == 0 || file.source.lineStart(of: end) == end
    let mark = needsQuotes ? "'" : ""
    let newline = file.source.newline
    return [
      .insert(
        (endsLine ? "" : newline) + "\(key)=\(mark)\(value)\(mark)" + (endsLine ? newline : ""), at: end)
    ]
  }

  public func rename(_ key: String, to name: String) -> [Edit]? {
    guard !file.entries.contains(where: { $0.key == name }) else { return nil }
    return file.entries.last { $0.key == key }.map { [Edit($0.keyRange, name)] }
  }

  public func remove(_ key: String) -> [Edit]? {
    guard let entry = file.entries.last(where: { $0.key == key }) else { return nil }
    let start = file.source.lineStart(of: entry.keyRange.start)
    let end = file.source.lineEnd(of: entry.range.end)
    return [.delete(TextRange(start, file.source.behindNewline(at: end)))]
  }
}
