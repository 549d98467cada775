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
    var word = word
    let found = word.withUTF8 { word in
      utf8.withContiguousStorageIfAvailable { Self.offset(of: word, in: $0) }
    }
    return found ?? Self.offset(of: Array(word.utf8), in: Array(utf8))
  }

  private static func offset(
    of word: some RandomAccessCollection<UInt8>, in text: some RandomAccessCollection<UInt8>
  ) -> Int? {
    guard let first = word.first else { return 0 }
    var start = text.startIndex
    for offset in stride(from: 0, through: text.count - word.count, by: 1) {
      if text[start] == first, text[start...].starts(with: word) { return offset }
      text.formIndex(after: &start)
    }
    return nil
  }
}
