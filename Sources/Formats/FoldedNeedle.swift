/// A lower-case ASCII word, searched in any letter case by Horspool's method: most bytes are never looked at.
struct FoldedNeedle: Sendable {
  private let bytes: [UInt8]
  /// How far to move on when the byte under the needle's end is this one.
  private let skip: [Int]

  init(_ word: String) {
    bytes = Array(word.utf8)
    var skip = [Int](repeating: bytes.count, count: 256)
    for (i, byte) in bytes.dropLast().enumerated() {
      skip[Int(byte)] = bytes.count - 1 - i
      if (0x61...0x7A).contains(byte) { skip[Int(byte - 32)] = bytes.count - 1 - i }
    }
    self.skip = skip
  }

  func occurs(in text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { text in
      bytes.withUnsafeBufferPointer { needle in
        skip.withUnsafeBufferPointer { skip in
          let last = needle.count - 1
          var end = last
          while end < text.count {
            var i = last
            while i >= 0, fold(text[end - last + i]) == needle[i] { i -= 1 }
            if i < 0 { return true }
            end += skip[Int(text[end])]
          }
          return false
        }
      }
    }
  }

  private func fold(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte }
}
