extension StringProtocol {
  /// Whether `word` occurs, byte for byte.
  ///
  /// It stands in for the standard library's search of that name, which compares characters: names, keys and
  /// addresses are bytes, and every file's name is asked for some.
  public func contains(_ word: String) -> Bool { offset(ofBytes: word) != nil }

  /// Where `word` first occurs, byte for byte.
  public func firstRange(ofBytes word: String) -> Range<Index>? {
    offset(ofBytes: word).map { offset in
      let start = utf8.index(utf8.startIndex, offsetBy: offset)
      return start..<utf8.index(start, offsetBy: word.utf8.count)
    }
  }

  private func offset(ofBytes word: String) -> Int? {
    var (text, word) = (String(self), word)
    return text.withUTF8 { text in word.withUTF8 { word in Self.offset(of: word, in: text) } }
  }

  private static func offset(
    of word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard let first = word.first else { return 0 }
    for start in stride(from: 0, through: text.count - word.count, by: 1) where text[start] == first {
      var length = 1
      while length < word.count, text[start + length] == word[length] { length += 1 }
      if length == word.count { return start }
    }
    return nil
  }
}
