/// The words of a value as systemd splits them, with where each one stands.
///
/// Quotes of both kinds are removed wherever they stand, C escapes are replaced, `$` means nothing, and a
/// specifier (`%h`) is known only to the running manager.
///
///     Environment=A=1 "B=two words" 'C=x'   ->   A=1 | B=two words | C=x
///
/// Source: systemd, `src/basic/extract-word.c` and `man systemd.service`, "Quoting"; 2026-08.
public struct UnitWord: Sendable, Hashable {
  /// Without its quotes; `nil` if it holds a specifier, or an escape that systemd refuses.
  public let text: String?
  /// As written, without quotes and with specifiers as they stand.
  public let raw: String
  /// Quotes included.
  public let range: TextRange
  /// The quote around the whole word, if it is one and nothing in it is escaped; 0 for a word without any.
  ///
  /// `nil` for what can only be rewritten as a whole.
  public let quote: UInt8?
  /// Whether its quote is never closed: systemd then ignores it and all after it.
  public let isUnclosed: Bool
}

extension INIFile {
  /// The words of an entry's value.
  public func words(of entry: Entry) -> [UnitWord] {
    var reader = UnitWordReader(source, entry.pieces)
    var words: [UnitWord] = []
    while let word = reader.next() { words.append(word) }
    return words
  }
}

private struct UnitWordReader {
  /// The value as systemd joins it, and where each byte of it is in the file.
  private var bytes: [UInt8] = []
  private var offsets: [Int] = []
  private var position = 0

  init(_ source: SourceText, _ pieces: [TextRange]) {
    for (index, piece) in pieces.enumerated() {
      if index > 0 {
        bytes.append(0x20)
        offsets.append(piece.start)
      }
      bytes.append(contentsOf: source.slice(piece))
      offsets.append(contentsOf: piece.start..<piece.end)
    }
  }

  mutating func next() -> UnitWord? {
    while position < bytes.count, isBlank(position) { position += 1 }
    guard position < bytes.count else { return nil }
    let start = position
    var text: [UInt8] = []
    var open: UInt8 = 0
    var quotes: [Int] = []
    var hasEscape = false
    var isKnown = true
    while position < bytes.count {
      let byte = bytes[position]
      if open == 0, isBlank(position) { break }
      if byte == 0x5C {
        hasEscape = true
        if !escape(into: &text) { isKnown = false }
      } else if byte == open || (open == 0 && (byte == 0x22 || byte == 0x27)) {
        quotes.append(position)
        open = open == 0 ? byte : 0
        position += 1
      } else {
        text.append(byte)
        position += 1
      }
    }
    let raw = String(decoding: text, as: UTF8.self)
    let range = TextRange(offsets[start], offsets[position - 1] + 1)
    let isOneLine = range.length == position - start
    let isPlain = isOneLine && !hasEscape && open == 0 && (quotes.isEmpty || quotes == [start, position - 1])
    return UnitWord(
      text: isKnown && open == 0 ? Self.withoutSpecifiers(raw) : nil, raw: raw, range: range,
      quote: isPlain ? (quotes.isEmpty ? 0 : bytes[start]) : nil, isUnclosed: open != 0)
  }

  private func isBlank(_ index: Int) -> Bool { bytes[index] == 0x20 || bytes[index] == 0x09 }

  /// `%%` is a percent sign; any other specifier is not known here.
  private static func withoutSpecifiers(_ text: String) -> String? {
    guard text.contains("%") else { return text }
    var result = ""
    var isOpen = false
    for character in text {
      if isOpen {
        guard character == "%" else { return nil }
        isOpen = false
      } else {
        isOpen = character == "%"
        result.append(character)
      }
    }
    return isOpen ? nil : result
  }

  private static let escapes: [UInt8: UInt8] = [
    0x61: 7, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9, 0x76: 11, 0x5C: 0x5C, 0x22: 0x22, 0x27: 0x27,
    0x73: 0x20,
  ]

  /// Appends what an escape stands for; `false` for one that systemd refuses, or that gives a byte or a
  /// character by its number, which nobody writes here.
  private mutating func escape(into text: inout [UInt8]) -> Bool {
    guard position + 1 < bytes.count, let byte = Self.escapes[bytes[position + 1]] else {
      text.append(0x5C)
      position += 1
      return false
    }
    text.append(byte)
    position += 2
    return true
  }
}
