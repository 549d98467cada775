/// The bytes of one text, as UTF-8, and where its lines begin.
///
/// Parsers read `bytes`; nothing is normalised, so printing a tree gives these bytes back. A text that
/// is not UTF-8 on disk, or that is inside another file, is made from its host by an ``OffsetMap``.
public struct SourceText: Sendable {
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }
  public init(_ text: String) { self.init(Array(text.utf8)) }

  public var range: TextRange { TextRange(0, bytes.count) }

  /// The text of `range`, clipped to the text; bytes that are not UTF-8 become U+FFFD.
  public func string(_ range: TextRange) -> String {
    String(decoding: slice(range), as: UTF8.self)
  }

  /// The bytes of `range`, clipped to the text.
  public func slice(_ range: TextRange) -> ArraySlice<UInt8> {
    let start = min(max(0, range.start), bytes.count)
    return bytes[start..<min(max(start, range.end), bytes.count)]
  }

  /// A range without the blanks and tabs at either end.
  func trimmed(_ range: TextRange) -> TextRange {
    let bytes = slice(range)
    func isText(_ byte: UInt8) -> Bool { byte != 0x20 && byte != 0x09 }
    guard let first = bytes.firstIndex(where: isText), let last = bytes.lastIndex(where: isText) else {
      return TextRange(at: range.end)
    }
    return TextRange(first, last + 1)
  }

  /// The byte at `offset`, or `nil` outside the text.
  public func byte(at offset: Int) -> UInt8? {
    offset >= 0 && offset < bytes.count ? bytes[offset] : nil
  }
}

/// A place in a text as people count: lines and columns from 1, columns in Unicode scalars.
public struct TextPosition: Hashable, Sendable {
  public let line: Int
  public let column: Int
  /// Bytes from the start of the file.
  public let offset: Int

  public init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }
}

/// The starts of the lines of a text; made once per text that has findings.
///
/// A line ends with `\n`, `\r\n`, or a lone `\r`.
public struct LineTable: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]
  /// Scalars before each 256th byte, so that a place in a line of megabytes costs no more than one in a short line.
  private let scalars: [Int]

  public init(_ bytes: [UInt8]) {
    var starts = [0]
    var scalars: [Int] = []
    var count = 0
    var i = 0
    while i < bytes.count {
      if i & 0xFF == 0 { scalars.append(count) }
      if bytes[i] & 0xC0 != 0x80 { count += 1 }
      if bytes[i] == 0x0A || (bytes[i] == 0x0D && (i + 1 >= bytes.count || bytes[i + 1] != 0x0A)) {
        starts.append(i + 1)
      }
      i += 1
    }
    self.bytes = bytes
    self.starts = starts
    scalars.append(count)
    self.scalars = scalars
  }

  public func position(at offset: Int) -> TextPosition {
    let offset = min(max(0, offset), bytes.count)
    let line = lineIndex(at: offset)
    var column = 1 + scalarCount(before: offset) - scalarCount(before: starts[line])
    // The byte-order mark takes no column: no editor shows one.
    if line == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]), offset >= 3 { column -= 1 }
    return TextPosition(line: line + 1, column: column, offset: offset)
  }

  private func scalarCount(before offset: Int) -> Int {
    let block = offset >> 8
    guard block < scalars.count else { return scalars.last ?? 0 }
    return bytes[(block << 8)..<offset].reduce(scalars[block]) { $1 & 0xC0 != 0x80 ? $0 + 1 : $0 }
  }

  /// The bytes of line `number` (from 1) without its line ending; empty outside the text.
  public func range(ofLine number: Int) -> TextRange {
    guard number >= 1, number <= starts.count else { return TextRange(at: bytes.count) }
    let start = starts[number - 1]
    var end = number < starts.count ? starts[number] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return TextRange(start, end)
  }

  private func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
