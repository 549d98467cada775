/// Lower-case ASCII words to find in any letter case. One pass finds any of them, by the method of Wu and Manber ("A fast
/// algorithm for multi-pattern searching", 1994), which looks at about every fourth pair of bytes.
struct FoldedNeedles: Sendable {
  private let words: [[UInt8]]
  /// The length of the shortest word: so much of each is looked for.
  private let window: Int
  /// How far to move on when the window ends with two bytes, by ``pair(_:_:)``.
  private let skip: [UInt8]
  /// Where the words stand whose window ends with a pair: those of pair `p` from `starts[p]` up to `starts[p + 1]`.
  private let starts: [UInt8]

  /// - Parameter words: of two bytes and more, and of fewer than 256.
  init(_ words: [String]) {
    let words = words.map { Array($0.utf8) }
    let window = words.map(\.count).min() ?? 0
    precondition((2..<256).contains(window))
    var skip = [UInt8](repeating: UInt8(window - 1), count: 1024)
    for word in words {
      for end in 1..<window {
        let pair = Self.pair(word[end - 1], word[end])
        skip[pair] = min(skip[pair], UInt8(window - 1 - end))
      }
    }
    let last = { (word: [UInt8]) in Self.pair(word[window - 2], word[window - 1]) }
    self.words = words.sorted { last($0) < last($1) }
    var starts = [UInt8](repeating: 0, count: 1025)
    for word in words { starts[last(word) + 1] += 1 }
    for pair in 1..<starts.count { starts[pair] += starts[pair - 1] }
    self.window = window
    self.skip = skip
    self.starts = starts
  }

  /// Of two bytes as much as both letter cases share.
  @inline(__always)
  private static func pair(_ a: UInt8, _ b: UInt8) -> Int { Int(a & 0x1F) << 5 | Int(b & 0x1F) }

  /// Whether one of the words is in a text.
  func occur(in text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { text in
      skip.withUnsafeBufferPointer { skip in
        var end = window - 1
        while end < text.count {
          let pair = Self.pair(text[end - 1], text[end])
          let step = Int(skip[pair])
          if step == 0 {
            if isWord(endingIn: pair, at: end - window + 1, text) { return true }
            end += 1
          } else {
            end += step
          }
        }
        return false
      }
    }
  }

  /// Whether one of the words whose window ends with a pair begins at a place.
  private func isWord(endingIn pair: Int, at start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    words[Int(starts[pair])..<Int(starts[pair + 1])].contains { word in
      guard start + word.count <= text.count else { return false }
      for index in word.indices {
        let byte = text[start + index]
        let folded = byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte
        if folded != word[index] { return false }
      }
      return true
    }
  }
}
