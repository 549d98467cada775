/// A half-open range of bytes in one text.
///
/// Every node and token of every syntax tree carries one. Offsets count bytes from the start of the
/// text that was parsed, beginning at 0; an empty range is a place between two bytes.
public struct TextRange: Hashable, Sendable {
  public let start: Int
  public let end: Int

  /// An `end` before `start` is taken as an empty range at `start`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = Swift.max(start, end)
  }

  /// The empty range at `offset`.
  public init(at offset: Int) { self.init(offset, offset) }

  public var length: Int { end - start }
  public var isEmpty: Bool { start == end }

  /// Whether `other` is fully inside this range, edges included.
  public func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }

  /// Whether `offset` is in the range; the end does not.
  public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }

  /// Whether the two share at least one byte.
  public func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }

  /// The smallest range that holds both.
  public func union(_ other: TextRange) -> TextRange {
    TextRange(Swift.min(start, other.start), Swift.max(end, other.end))
  }

  /// The same range, `offset` bytes further on.
  public func shifted(by offset: Int) -> TextRange { TextRange(start + offset, end + offset) }
}

extension [TextRange] {
  /// The same bytes as ranges in order and apart.
  public func merged() -> [TextRange] {
    var merged: [TextRange] = []
    for range in sorted() {
      if let last = merged.last, range.start < last.end {
        merged[merged.count - 1] = last.union(range)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}

extension TextRange: Comparable {
  public static func < (a: TextRange, b: TextRange) -> Bool {
    a.start != b.start ? a.start < b.start : a.end < b.end
  }
}
