/// Replace the bytes of `range` by `text`. An empty range inserts, an empty text deletes.
public struct Edit: Hashable, Sendable {
  public let range: TextRange
  public let text: String

  public init(_ range: TextRange, _ text: String) {
    self.range = range
    self.text = text
  }

  /// The one edit that makes `new` of `old`, as small as equal text at both ends lets it be; `nil` where they are
  /// the same.
  public init?(changing old: SourceText, to new: SourceText) {
    let most = min(old.bytes.count, new.bytes.count)
    func isBoundary(_ byte: UInt8?) -> Bool { byte.map { $0 & 0xC0 != 0x80 } ?? true }
    var start = 0
    while start < most, old.bytes[start] == new.bytes[start] { start += 1 }
    guard start < max(old.bytes.count, new.bytes.count) else { return nil }
    // Never between the bytes of one character.
    while start > 0, !isBoundary(old.byte(at: start)) || !isBoundary(new.byte(at: start)) { start -= 1 }
    var end = 0
    while end < most - start, old.bytes[old.bytes.count - 1 - end] == new.bytes[new.bytes.count - 1 - end] {
      end += 1
    }
    while end > 0, !isBoundary(old.byte(at: old.bytes.count - end)) { end -= 1 }
    self.init(
      TextRange(start, old.bytes.count - end), new.string(TextRange(start, new.bytes.count - end)))
  }

  public static func insert(_ text: String, at offset: Int) -> Edit { Edit(TextRange(at: offset), text) }
  public static func delete(_ range: TextRange) -> Edit { Edit(range, "") }

  /// Whether both insert one line at the same place, as entries of one list are. A section of several lines would be there twice.
  fileprivate func isLine(beside other: Edit) -> Bool {
    let newline = UInt8(ascii: "\n")
    guard range == other.range, range.isEmpty,
      text.utf8.count(where: { $0 == newline }) == 1, other.text.utf8.count(where: { $0 == newline }) == 1
    else { return false }
    let (first, last) = (text.utf8.first, text.utf8.last)
    return last == newline
      ? other.text.utf8.last == newline
      : first == newline && other.text.utf8.first == newline && other.text.utf8.last != newline
  }
}

/// Edits of one text that can be applied together: sorted by position and disjoint by construction, but for lines that are
/// inserted one after the other.
public struct EditList: Hashable, Sendable {
  public private(set) var edits: [Edit]

  public init() { edits = [] }

  /// `nil` if two edits overlap, or if two insert at the same place (their order would be a guess).
  public init?(_ edits: [Edit]) {
    let sorted = edits.sorted { ($0.range, $0.text) < ($1.range, $1.text) }
    for (a, b) in zip(sorted, sorted.dropFirst()) {
      if a.range.end > b.range.start || a.range.start == b.range.start { return nil }
    }
    self.edits = sorted
  }

  /// Takes the edits of another list in; `false`, and nothing is taken, if any of them does not fit between these. Lines that
  /// both insert at one place follow one another, those of the other list last.
  public mutating func merge(_ other: EditList) -> Bool {
    let places = other.edits.map { edit in
      edits.index(behind: { $0.range.start < edit.range.start || $0.isLine(beside: edit) })
    }
    for (edit, place) in zip(other.edits, places) {
      if place > 0, edits[place - 1].range.end > edit.range.start { return false }
      // What two of them add in the same words is there once.
      if edits[..<place].reversed().prefix(while: { $0.range == edit.range }).contains(where: { $0.text == edit.text }) {
        return false
      }
      if place < edits.count,
        edits[place].range.start < edit.range.end || edits[place].range.start == edit.range.start
      {
        return false
      }
    }
    for (edit, place) in zip(other.edits, places).reversed() { edits.insert(edit, at: place) }
    return true
  }

  /// The bytes after all edits; `nil` if an edit reaches beyond the end of `bytes`.
  public func applied(to bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.text.utf8.count })
    var position = 0
    for edit in edits {
      guard edit.range.start >= position, edit.range.end <= bytes.count else { return nil }
      result.append(contentsOf: bytes[position..<edit.range.start])
      result.append(contentsOf: edit.text.utf8)
      position = edit.range.end
    }
    result.append(contentsOf: bytes[position...])
    return result
  }
}
