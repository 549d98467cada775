import Platform

extension StringProtocol {
  /// Whether `word` occurs, byte for byte.
  ///
  /// It is in for the standard library's search of that name, which compares characters: names, keys and
  /// addresses are bytes, and every file's name is asked for some.
  public func contains(_ word: String) -> Bool { offset(ofBytes: word) != nil }

  /// Where `word` first occurs, byte for byte.
  public func firstRange(ofBytes word: String) -> Range<Index>? {
    offset(ofBytes: word).map { offset in
      let start = utf8.index(utf8.startIndex, offsetBy: offset)
      return start..<utf8.index(start, offsetBy: word.utf8.count)
    }
  }

  /// The text with `other` wherever `word` was, byte for byte.
  public func replacing(_ word: String, with other: String) -> String {
    parts(between: word).joined(separator: other)
  }

  /// The text between the occurrences of `word`, byte for byte, with empty parts.
  public func parts(between word: String) -> [String] {
    guard !word.isEmpty else { return [String(self)] }
    var (text, word) = (String(self), word)
    return text.withUTF8 { text in
      word.withUTF8 { word in
        var parts: [String] = []
        var rest = text[...]
        while let found = Self.offset(of: word, in: UnsafeBufferPointer(rebasing: rest)) {
          parts.append(String(decoding: rest.prefix(found), as: UTF8.self))
          rest = rest.dropFirst(found + word.count)
        }
        return parts + [String(decoding: rest, as: UTF8.self)]
      }
    }
  }

  private func offset(ofBytes word: String) -> Int? {
    var (text, word) = (String(self), word)
    return text.withUTF8 { text in word.withUTF8 { word in Self.offset(of: word, in: text) } }
  }

  /// Whether the bytes end as those of `suffix` do.
  ///
  /// Inlinable, so that it is compiled for the kind of text: every file's name is asked for dozens of endings.
  @inlinable
  public func ends(exactly suffix: String) -> Bool {
    let ends = utf8.withContiguousStorageIfAvailable { text in
      suffix.utf8.withContiguousStorageIfAvailable { suffix in
        guard text.count >= suffix.count else { return false }
        let start = text.count - suffix.count
        for index in suffix.indices where text[start + index] != suffix[index] { return false }
        return true
      }
    }
    if case .some(.some(let ends)) = ends { return ends }
    let (a, b) = (utf8, suffix.utf8)
    guard a.count >= b.count else { return false }
    return a.suffix(b.count).elementsEqual(b)
  }

  fileprivate static func offset(
    of word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard let first = word.first else { return 0 }
    guard let base = text.baseAddress, let wanted = word.baseAddress else { return nil }
    var start = 0
    while start + word.count <= text.count {
      guard let found = memchr(base + start, Int32(first), text.count - word.count + 1 - start) else {
        return nil
      }
      start = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if memcmp(base + start, wanted, word.count) == 0 { return start }
      start += 1
    }
    return nil
  }
}

extension StringProtocol where SubSequence == Substring {
  /// The runs of letters in it, or of letters and digits.
  ///
  /// Names and comments are nearly all ASCII, where a byte tells; the rest is asked by character.
  public func words(withDigits: Bool = false) -> [Substring] {
    guard utf8.allSatisfy({ $0 < 0x80 }) else {
      return split { !($0.isLetter || withDigits && $0.isNumber) }
    }
    return self[...].utf8.split { byte in
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: false
      case 0x30...0x39: !withDigits
      default: true
      }
    }.map(Substring.init)
  }

  /// Without the characters of a kind at either end.
  public func trimming(_ isCut: (Character) -> Bool) -> Substring {
    let rest = drop(while: isCut)
    return rest.lastIndex { !isCut($0) }.map { rest[...$0] } ?? rest[rest.endIndex...]
  }

  /// Without blanks and tabs at either end.
  public var trimmingBlanks: Substring { trimming { $0 == " " || $0 == "\t" } }
}

extension ArraySlice<UInt8> {
  /// Whether `word` occurs, byte for byte.
  public func contains(bytesOf word: String) -> Bool { firstIndex(ofBytes: word) != nil }

  /// Where `word` first occurs, byte for byte.
  public func firstIndex(ofBytes word: String) -> Index? {
    var word = word
    return withUnsafeBufferPointer { text in word.withUTF8 { String.offset(of: $0, in: text) } }
      .map { startIndex + $0 }
  }
}

extension [UInt8] {
  /// Whether `word` occurs, byte for byte.
  public func contains(bytesOf word: String) -> Bool { self[...].contains(bytesOf: word) }
}
