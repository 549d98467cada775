import Reporting
import Syntax

/// A place as editors count: lines and UTF-16 code units from 0.
struct EditorPosition: Hashable {
  let line: Int
  let character: Int

  /// Numbers that no text reaches are taken for the largest that one could; below the first, for the first.
  init(line: Int, character: Int) {
    self.line = min(max(0, line), Self.most)
    self.character = min(max(0, character), Self.most)
  }

  private static let most = 1 << 31
}

/// The text of a document that an editor holds.
struct EditorText {
  private(set) var bytes: [UInt8]
  private var lines: LineTable

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = LineTable(bytes)
  }

  /// Replaces a range, or the whole where none is given.
  mutating func change(_ start: EditorPosition?, _ end: EditorPosition?, to text: String) {
    var new = Array(text.utf8)
    if let start, let end {
      let from = offset(of: start)
      new = Array(bytes[..<from]) + new + Array(bytes[max(from, offset(of: end))...])
    }
    self = EditorText(new)
  }

  func offset(of position: EditorPosition) -> Int {
    let range = lines.range(ofLine: position.line + 1)
    var units = 0
    var offset = range.start
    while offset < range.end, units < position.character {
      let length = Self.length(of: bytes[offset])
      units += length == 4 ? 2 : 1
      offset = min(range.end, offset + length)
    }
    return offset
  }

  func position(at offset: Int) -> EditorPosition {
    let offset = min(max(0, offset), bytes.count)
    let line = lines.position(at: offset).line
    var units = 0
    var at = lines.range(ofLine: line).start
    while at < offset {
      let length = Self.length(of: bytes[at])
      units += length == 4 ? 2 : 1
      at += length
    }
    return EditorPosition(line: line - 1, character: units)
  }

  /// The line of a position up to it, and the word that it is in.
  func line(at position: EditorPosition) -> (before: String, word: String, wordRange: TextRange) {
    let range = lines.range(ofLine: position.line + 1)
    let offset = min(max(offset(of: position), range.start), range.end)
    var start = offset
    var end = offset
    while start > range.start, Self.isWord(bytes[start - 1]) { start -= 1 }
    while end < range.end, Self.isWord(bytes[end]) { end += 1 }
    return (
      String(decoding: bytes[range.start..<offset], as: UTF8.self),
      String(decoding: bytes[start..<end], as: UTF8.self),
      TextRange(start, end)
    )
  }

  /// What names of models, parameters and variables are made of.
  static func isWord(_ byte: UInt8) -> Bool {
    byte.isOfWord || [0x2E, 0x3A, 0x2F].contains(byte)
  }

  private static func length(of byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }
}

/// `file:` URIs and paths.
enum FileURI {
  static func uri(_ path: String) -> String { SARIFReport.uri(path) }

  /// `nil` for what is not a file of this machine (RFC 8089: the scheme in any case, no host or `localhost`).
  static func path(_ uri: String) -> String? {
    let scheme = "file://"
    guard uri.prefix(scheme.count).lowercased() == scheme else { return nil }
    let rest = uri.dropFirst(scheme.count)
    guard let slash = rest.firstIndex(of: "/"), ["", "localhost"].contains(rest[..<slash].lowercased()) else {
      return nil
    }
    var bytes: [UInt8] = []
    var iterator = rest[slash...].utf8.makeIterator()
    while let byte = iterator.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = iterator.next(), let low = iterator.next(),
        let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
    }
    return PathText.text(bytes)
  }
}
