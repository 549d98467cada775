/// Edits a unit where it stands; what is added looks like what is there.
public struct INIEditor: Sendable {
  private let file: INIFile
  private var source: SourceText { file.source }

  public init(_ file: INIFile) { self.file = file }

  /// Sets the last entry of the key in the section, or adds one; `nil` for a value that no line can hold.
  public func set(_ key: String, to value: String, in section: String) -> [Edit]? {
    guard let entry = file.entries(key, in: section).last else { return add(key, value, in: section) }
    return replace(entry, with: value)
  }

  /// Replaces a value and leaves the blanks around it; of a value of several lines all of them.
  public func replace(_ entry: INIFile.Entry, with value: String) -> [Edit]? {
    Self.fits(value) ? [Edit(entry.valueRange, value)] : nil
  }

  /// Adds a line: after the last of the same key, else at the end of the section, which is made if it is
  /// not there; `nil` after a file that ends in the middle of a value.
  public func add(_ key: String, _ value: String, in section: String) -> [Edit]? {
    add(key, [value], in: section)
  }

  /// Adds a line for each value, one below the other.
  public func add(_ key: String, _ values: [String], in section: String) -> [Edit]? {
    guard values.allSatisfy(Self.fits), Self.fits(key), !key.contains("=") else { return nil }
    let newline = source.newline
    let same = file.entries(key, in: section).last
    let head = key + separator(like: same ?? file.entries(in: section).last)
    let text = values.map { head + $0 }.joined(separator: newline)
    if let line = place(for: same, in: section) {
      // The last line of a file need not end; the new one then does not either.
      let endsLine = source.lineStart(of: line.end) == line.end
      guard endsLine || !endsOpen else { return nil }
      return [.insert(endsLine ? text + newline : newline + text, at: line.end)]
    }
    let end = source.bytes.count
    let endsLine = source.lineStart(of: end) == end
    guard endsLine || !endsOpen else { return nil }
    let needsGap = file.lines.last.map { $0.content != .blank } ?? false
    let gap = (endsLine ? "" : newline) + (needsGap ? newline : "")
    return [
      .insert(gap + "[\(section)]" + newline + text + (endsLine ? newline : ""), at: end)
    ]
  }

  /// Removes an entry with its lines.
  public func remove(_ entry: INIFile.Entry) -> [Edit] {
    guard let line = line(of: entry) else { return [] }
    let endsLine = source.lineStart(of: line.end) == line.end
    // Of a last line without an ending, the ending before it goes, so that the file still has none.
    if !endsLine, line.start > 3 {
      let isPair = source.byte(at: line.start - 1) == 0x0A && source.byte(at: line.start - 2) == 0x0D
      return [.delete(TextRange(line.start - (isPair ? 2 : 1), line.end))]
    }
    return [.delete(TextRange(source.lineStart(of: entry.keyRange.start), line.end))]
  }

  /// Removes one word of a value with its blanks, and its line if it is alone on one; the whole entry if it
  /// has no other word.
  public func remove(_ word: UnitWord, of entry: INIFile.Entry) -> [Edit] {
    let words = file.words(of: entry)
    guard words.count > 1, let index = words.firstIndex(of: word) else { return remove(entry) }
    let line = TextRange(source.lineStart(of: word.range.start), source.lineEnd(of: word.range.end))
    if index + 1 < words.count, line.contains(words[index + 1].range.start) {
      return [.delete(TextRange(word.range.start, words[index + 1].range.start))]
    }
    if index > 0, line.contains(words[index - 1].range) {
      return [.delete(TextRange(words[index - 1].range.end, word.range.end))]
    }
    // Alone on its line: the first follows the key, the last must not leave a line open.
    guard index > 0 else { return [.delete(word.range)] }
    if index + 1 < words.count {
      return [.delete(TextRange(line.start, source.behindNewline(at: line.end)))]
    }
    let gap = TextRange(words[index - 1].range.end, word.range.start)
    let hasComment = file.comments.contains { gap.contains($0) }
    return [.delete(hasComment ? word.range : TextRange(gap.start, word.range.end))]
  }

  /// Puts a section header before an entry that is in none.
  public func open(_ section: String, before entry: INIFile.Entry) -> [Edit] {
    [.insert("[\(section)]" + source.newline, at: source.lineStart(of: entry.keyRange.start))]
  }

  // MARK: Places

  private func line(of entry: INIFile.Entry) -> TextRange? {
    file.lines.first { $0.content == .entry(entry) }?.range
  }

  /// The line after which a new one goes; `nil` if the section is not there.
  private func place(for same: INIFile.Entry?, in section: String) -> TextRange? {
    if let same { return line(of: same) }
    guard let index = file.sections.lastIndex(where: { $0.name == section }) else { return nil }
    if let last = file.entries.last(where: { $0.section == index }) { return line(of: last) }
    return file.lines.first { $0.content == .section(file.sections[index]) }?.range
  }

  /// `=`, with the blanks around it that a neighbour has.
  private func separator(like entry: INIFile.Entry?) -> String {
    guard let entry, let first = entry.pieces.first else { return "=" }
    let text = source.string(TextRange(entry.keyRange.end, first.start))
    return text.allSatisfy({ $0 == " " || $0 == "=" }) && !text.hasSuffix("  ") && !entry.value.isEmpty
      ? text : "="
  }

  /// Whether the text ends in a mark of continuation, which would swallow whatever is added.
  private var endsOpen: Bool { source.bytes.last == 0x5C }

  private static func fits(_ text: String) -> Bool {
    !text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" || $0 == "\0" } && !text.hasSuffix("\\")
  }
}
