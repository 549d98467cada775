/// Did-you-mean: the known word that a written one was probably meant to be.
public enum Nearest {
  /// The candidate with the smallest edit distance, if it is near enough to be no guess.
  ///
  /// Near means at most one change in words up to five letters, two up to nine, three beyond; a swap
  /// of neighbours counts as one change, letter case and `-` against `_` as none. A tie is not an answer.
  public static func match(_ word: String, among candidates: some Sequence<String>) -> String? {
    let folded = fold(word)
    let limit = folded.count <= 3 ? 0 : folded.count <= 5 ? 1 : folded.count <= 9 ? 2 : 3
    var best: (candidate: String, distance: Int)?
    var isTied = false
    for candidate in candidates {
      guard abs(candidate.utf8.count - folded.count) <= limit else { continue }
      let distance = editDistance(folded, fold(candidate), atMost: limit)
      guard distance <= limit else { continue }
      if let found = best, found.distance <= distance {
        if found.distance == distance, found.candidate != candidate { isTied = true }
        continue
      }
      best = (candidate, distance)
      isTied = false
    }
    return isTied ? nil : best?.candidate
  }

  /// Whether `word` may be a typo of the name `known`, and is not a name of its own.
  ///
  /// Names that differ only in digits are versions (`qwen4`, `qwen3`), and a name with something after
  /// `-` or `_` is a variant that somebody made (`llama3.1-8k`).
  public static func isMisspelling(_ word: String, of known: String) -> Bool {
    func letters(_ text: String) -> [UInt8] {
      fold(text).filter { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
    }
    func numbers(_ text: String) -> [UInt8] { text.utf8.filter { $0 >= 0x30 && $0 <= 0x39 } }
    if letters(word) == letters(known), numbers(word) != numbers(known) { return false }
    let (a, b) = (fold(word), fold(known))
    let (short, long) = a.count < b.count ? (a, b) : (b, a)
    guard long.starts(with: short), long.count > short.count else { return true }
    return long[short.count] != UInt8(ascii: "_") && long[short.count] != UInt8(ascii: ".")
  }

  /// Whether two names differ by one letter, or by marks alone: `OLLAMA_BASE_UR`, `OLLAMA-BASE-URL`.
  public static func isOneLetterOff(_ word: String, from known: String) -> Bool {
    let (a, b) = (fold(word), fold(known))
    return word != known && abs(a.count - b.count) <= 1 && editDistance(a, b, atMost: 1) <= 1
  }

  private static func fold(_ word: String) -> [UInt8] {
    word.utf8.map { byte in
      if byte == UInt8(ascii: "-") { return UInt8(ascii: "_") }
      return byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte
    }
  }

  /// Optimal string alignment distance: insert, delete, replace, swap neighbours. A distance above `most` is only known
  /// to be that.
  private static func editDistance(_ a: [UInt8], _ b: [UInt8], atMost most: Int) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      // Two rows that are above it leave no way below.
      if let least = row.min(), least > most, let before = last.min(), before > most { return most + 1 }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
