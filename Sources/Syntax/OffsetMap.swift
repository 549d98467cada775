/// How the bytes of a text correspond to the bytes of the file it comes from.
///
/// Two things need it: a document inside another (a here-document, a Markdown fence, an indented block),
/// and a file in UTF-16, which the parsers see as UTF-8. Everything downstream works on the inner text;
/// this brings ranges and edits back to the file.
///
///     - run: |            the inner text "FROM x\nSYSTEM y\n" has two segments,
///         FROM x          each one line; between them four bytes of the host
///         SYSTEM y        (the indentation) belong to nobody
public struct OffsetMap: Sendable {
  /// `length` bytes at `inner` are the `hostLength` bytes at `host`. Equal lengths mean the same bytes.
  public struct Segment: Sendable, Hashable {
    public let inner: Int
    public let length: Int
    public let host: Int
    public let hostLength: Int

    public init(inner: Int, length: Int, host: Int, hostLength: Int) {
      self.inner = inner
      self.length = length
      self.host = host
      self.hostLength = hostLength
    }
  }

  /// What must be done to inner text before it is written into the host.
  public enum Encoding: Sendable, Hashable {
    case verbatim
    /// After every newline inside the text, this is inserted (indentation, quote marks).
    case lines(prefix: String)
    case utf16(bigEndian: Bool)
  }

  /// Sorted by `inner`, covering the inner text without gaps.
  public let segments: [Segment]
  public let encoding: Encoding

  public init(segments: [Segment], encoding: Encoding) {
    self.segments = segments
    self.encoding = encoding
  }

  /// Where `range` of the inner text is in the host.
  ///
  /// The start maps into the segment that begins there, the end into the one that ends there, so that a
  /// range at the end of a line does not swallow the next line's indentation.
  public func hostRange(_ range: TextRange) -> TextRange {
    let start = hostOffset(range.start, preferringEnd: false)
    return TextRange(start, range.isEmpty ? start : hostOffset(range.end, preferringEnd: true))
  }

  private func hostOffset(_ offset: Int, preferringEnd: Bool) -> Int {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      let s = segments[middle]
      let before = preferringEnd ? s.inner + s.length < offset : s.inner + s.length <= offset
      if before { low = middle + 1 } else { high = middle }
    }
    guard low < segments.count else {
      guard let last = segments.last else { return 0 }
      return last.host + last.hostLength
    }
    let s = segments[low]
    let within = max(0, offset - s.inner)
    return s.length == s.hostLength ? s.host + within : (within >= s.length ? s.host + s.hostLength : s.host)
  }
}
