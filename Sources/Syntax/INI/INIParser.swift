/// Reads systemd's syntax line by line; what cannot be read is a ``INIFile/Content/mistake(_:)``.
public enum INIParser {
  public static func parse(_ source: SourceText) -> INIFile {
    var reader = INIReader(source)
    while reader.position < source.bytes.count { reader.readLine() }
    return INIFile(
      source: source, lines: reader.lines, sections: reader.sections, entries: reader.entries,
      comments: reader.comments)
  }
}

private struct INIReader {
  private let source: SourceText
  private(set) var position: Int
  private(set) var lines: [INIFile.Line] = []
  private(set) var sections: [INIFile.Section] = []
  private(set) var entries: [INIFile.Entry] = []
  private(set) var comments: [TextRange] = []

  init(_ source: SourceText) {
    self.source = source
    // A byte-order mark belongs to the first line.
    position = 0
  }

  /// One line, with those that continue it.
  mutating func readLine() {
    let start = position
    let text = trimmed(from: start == 0 && source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : start)
    guard let first = source.byte(at: text.start), !text.isEmpty else { return finish(.blank, from: start) }
    if isCommentMark(first) {
      comments.append(text)
      return finish(.comment(text), from: start)
    }
    var pieces = [text]
    var next = source.behindNewline(at: source.lineEnd(of: start))
    // A backslash at the end takes the next line in, comments aside.
    while endsOpen(pieces[pieces.count - 1]), next < source.bytes.count {
      let piece = trimmed(from: next)
      if let byte = source.byte(at: piece.start), !piece.isEmpty, isCommentMark(byte) {
        comments.append(piece)
      } else {
        pieces.append(piece)
      }
      next = source.behindNewline(at: source.lineEnd(of: next))
    }
    let content = content(of: pieces)
    switch content {
    case .section(let section): sections.append(section)
    case .entry(let entry): entries.append(entry)
    default: break
    }
    lines.append(.init(content: content, range: TextRange(start, next)))
    position = next
  }

  private mutating func finish(_ content: INIFile.Content, from start: Int) {
    position = source.behindNewline(at: source.lineEnd(of: start))
    lines.append(.init(content: content, range: TextRange(start, position)))
  }

  private func isCommentMark(_ byte: UInt8) -> Bool { byte == 0x23 || byte == 0x3B }

  /// The line from `start` on, without the blanks around it.
  private func trimmed(from start: Int) -> TextRange {
    source.trimmed(TextRange(start, source.lineEnd(of: start)))
  }

  /// Whether the last byte of the line is a backslash that is not escaped itself.
  ///
  /// systemd looks at the raw line: a blank after the backslash ends the continuation.
  private func endsOpen(_ piece: TextRange) -> Bool {
    guard source.lineEnd(of: piece.end) == piece.end else { return false }
    var count = 0
    while piece.end - count > piece.start, source.byte(at: piece.end - count - 1) == 0x5C { count += 1 }
    return count % 2 == 1
  }

  private func content(of pieces: [TextRange]) -> INIFile.Content {
    let first = pieces[0]
    let whole = TextRange(first.start, pieces[pieces.count - 1].end)
    if source.byte(at: first.start) == 0x5B {
      guard pieces.count == 1, source.byte(at: first.end - 1) == 0x5D, first.length > 2 else {
        return .mistake(SyntaxError(whole, "this section header is not closed; expected [Name]"))
      }
      return .section(.init(name: source.string(TextRange(first.start + 1, first.end - 1)), range: first))
    }
    guard let equals = source.slice(first).firstIndex(of: 0x3D) else {
      return .mistake(SyntaxError(whole, "expected Name=value, [Section] or a comment"))
    }
    let key = source.trimmed(TextRange(first.start, equals))
    guard !key.isEmpty else {
      return .mistake(SyntaxError(whole, "expected a name before ="))
    }
    return .entry(entry(key, [TextRange(equals + 1, first.end)] + pieces.dropFirst()))
  }

  private func entry(_ key: TextRange, _ lines: [TextRange]) -> INIFile.Entry {
    var value = ""
    var pieces: [TextRange] = []
    for (index, line) in lines.enumerated() {
      var piece = source.trimmed(line)
      // A mark at the end of the file has nothing to continue with, and is dropped anyway.
      if endsOpen(piece) { piece = TextRange(piece.start, piece.end - 1) }
      if index > 0 { value += " " }
      value += source.string(piece)
      let shown = source.trimmed(piece)
      if !shown.isEmpty || (index == 0 && lines.count == 1) { pieces.append(shown) }
    }
    if pieces.isEmpty { pieces = [TextRange(at: source.trimmed(lines[0]).start)] }
    return .init(
      key: source.string(key), keyRange: key, pieces: pieces, value: String(value.trimmingBlanks),
      section: sections.isEmpty ? nil : sections.count - 1)
  }
}
