/// Makes the smallest edits that change a document of nodes, in the style that the document has.
///
/// Every method returns `nil` where the change cannot be made without touching something else: behind
/// an alias, in a shape that has no room for it, or where the path leads nowhere.
public protocol NodeEditor: Sendable {
  /// Replaces the value at `path`, or adds it with all keys on the way that are missing.
  func set(_ path: [PathStep], to value: NewValue) -> [Edit]?
  /// Adds an item at the end of the sequence at `path`, which is made if it is missing.
  func append(_ value: NewValue, to path: [PathStep]) -> [Edit]?
  /// Adds a key to the mapping at `path`, after the key `after` if that is there, else at the end.
  func insert(key: String, value: NewValue, into path: [PathStep], after: String?) -> [Edit]?
  /// Adds a key to the document's own mapping, before all others or after `after`.
  func insertFirst(key: String, value: NewValue, after: String?) -> [Edit]?
  /// Removes an entry or item with the lines that it alone is on; an emptied parent goes with it.
  func remove(_ path: [PathStep]) -> [Edit]?
  /// Gives a key another name and keeps its quotes.
  func rename(_ path: [PathStep], to name: String) -> [Edit]?
}

extension SourceText {
  /// The line ending the text uses: that of its first line, or `\n`.
  public var newline: String {
    guard let end = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return "\n" }
    if bytes[end] == 0x0A { return "\n" }
    return end + 1 < bytes.count && bytes[end + 1] == 0x0A ? "\r\n" : "\r"
  }

  /// The offset at which the line of `offset` begins; a byte-order mark is not part of the line.
  public func lineStart(of offset: Int) -> Int {
    var start = min(offset, bytes.count)
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    return start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) && offset >= 3 ? 3 : start
  }

  /// The offset of the line ending of the line of `offset`, or the end of the text.
  public func lineEnd(of offset: Int) -> Int {
    var end = min(offset, bytes.count)
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  /// The offset after the line ending at `end`.
  public func behindNewline(at end: Int) -> Int {
    guard let byte = byte(at: end) else { return end }
    return byte == 0x0D && self.byte(at: end + 1) == 0x0A ? end + 2 : end + 1
  }

  /// The blanks and tabs from `start` on.
  func indentation(from start: Int) -> String {
    var end = start
    while let byte = byte(at: end), byte == 0x20 || byte == 0x09 { end += 1 }
    return string(TextRange(start, end))
  }

  /// Whether only blanks are in `range`.
  public func isBlank(_ range: TextRange) -> Bool { slice(range).allSatisfy { $0 == 0x20 || $0 == 0x09 } }
}

/// Of trees that are only read.
public struct NoEditor: NodeEditor {
  public init() {}
  public func set(_ path: [PathStep], to value: NewValue) -> [Edit]? { nil }
  public func insert(key: String, value: NewValue, into path: [PathStep], after: String?) -> [Edit]? { nil }
  public func remove(_ path: [PathStep]) -> [Edit]? { nil }
  public func rename(_ path: [PathStep], to name: String) -> [Edit]? { nil }
}

extension NodeEditor {
  /// Most syntaxes have no lists that could grow.
  public func append(_ value: NewValue, to path: [PathStep]) -> [Edit]? { nil }

  public func insertFirst(key: String, value: NewValue, after: String?) -> [Edit]? {
    insert(key: key, value: value, into: [], after: after)
  }
}

extension NodeDocument {
  /// The deepest node of a path that is written, the key that is missing there, and its value with all keys further on.
  func missing(_ path: [PathStep], _ value: NewValue, below least: Int = 0)
    -> (place: NodePlace, key: String, value: NewValue, further: ArraySlice<PathStep>)?
  {
    for count in stride(from: path.count - 1, through: least, by: -1) {
      guard let place = place(at: path.prefix(count)) else { continue }
      let further = path.dropFirst(count + 1)
      guard case .key(let key) = path[count],
        let nested = self.value(value, at: further, over: self.value(of: key, in: place.node))
      else { return nil }
      return (place, key, nested, further)
    }
    return nil
  }

  /// The comment that begins at an offset.
  func comment(at offset: Int) -> TextRange? {
    let place = comments.index(behind: { $0.start < offset })
    guard place < comments.count, comments[place].start == offset else { return nil }
    return comments[place]
  }

  /// The offset of the first byte that is neither blank nor part of a comment.
  func skipTrivia(_ offset: Int, to end: Int? = nil) -> Int {
    var position = offset
    let end = end ?? source.bytes.count
    while position < end, let byte = source.byte(at: position) {
      if let comment = comment(at: position) {
        position = comment.end
      } else if byte == 0x20 || (0x09...0x0D).contains(byte) {
        position += 1
      } else {
        return position
      }
    }
    return position
  }
}

extension Node {
  func has(_ key: String) -> Bool { entries?.contains { $0.key.scalar?.text == key } ?? false }

  /// The entry that a new one is written after.
  func entry(before key: String?) -> Entry? {
    key.flatMap { name in entries?.first { $0.key.scalar?.text == name } } ?? entries?.last
  }
}
