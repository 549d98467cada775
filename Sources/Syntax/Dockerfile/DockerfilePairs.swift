extension DockerfileTree {
  /// A name with the value that follows it after a blank.
  public struct Pair: Sendable {
    public let name: TextRange
    public let value: TextRange
    /// Whether there is an equals sign between them.
    public let isAssigned: Bool
  }

  /// The pairs of an `ENV` that was meant to set several variables and names one of them without an equals sign, by lines:
  ///
  ///     ENV HOME /data \
  ///         OLLAMA_HOST 0.0.0.0
  ///
  /// In the older form everything after the first name is its value; in the newer one the build fails.
  /// Source: https://docs.docker.com/reference/dockerfile/#env
  ///
  /// - Returns: two pairs or more; `nil` where it may be meant as it is written.
  public func pairsWithoutEquals(of instruction: Instruction) -> [Pair]? {
    guard instruction.name == "ENV" else { return nil }
    var pairs: [Pair] = []
    var line = instruction.arguments.start
    while line < instruction.arguments.end {
      let end = min(source.lineEnd(of: line), instruction.arguments.end)
      let words = words(in: TextRange(line, end))
      if let first = words.first, source.byte(at: first.start) != UInt8(ascii: "#") {
        guard let found = self.pairs(words) else { return nil }
        pairs += found
      }
      line = max(end + 1, source.behindNewline(at: end))
    }
    return pairs.count > 1 && pairs.contains { !$0.isAssigned } ? pairs : nil
  }

  /// The words of a line without the backslash that continues it; quotes are not looked at.
  private func words(in range: TextRange) -> [TextRange] {
    var words: [TextRange] = []
    var start: Int?
    for offset in range.start...range.end {
      let byte = offset < range.end ? source.byte(at: offset) : nil
      if let byte, byte != 0x20, byte != 0x09, byte != 0x0D {
        start = start ?? offset
      } else if let begin = start {
        words.append(TextRange(begin, offset))
        start = nil
      }
    }
    if let last = words.last, source.string(last) == "\\" { words.removeLast() }
    return words
  }

  private func pairs(_ words: [TextRange]) -> [Pair]? {
    let texts = words.map(source.string)
    if texts.allSatisfy({ $0.contains("=") }) {
      return zip(words, texts).compactMap { range, text in
        let name = text.utf8.prefix { $0 != UInt8(ascii: "=") }.count
        return Pair(
          name: TextRange(range.start, range.start + name),
          value: TextRange(range.start + name + 1, range.end), isAssigned: true)
      }
    }
    // `NAME value NAME value` on one line; a value of several words cannot be told from that.
    guard words.count.isMultiple(of: 2) else { return nil }
    let pairs = stride(from: 0, to: words.count, by: 2).compactMap { index -> Pair? in
      guard Self.isVariable(texts[index]), !Self.isVariable(texts[index + 1]),
        !texts[index + 1].contains("="),
        texts[index + 1].allSatisfy({ $0 != "\"" && $0 != "'" && $0 != "\\" })
      else { return nil }
      return Pair(name: words[index], value: words[index + 1], isAssigned: false)
    }
    return pairs.count * 2 == words.count ? pairs : nil
  }

  /// A name as variables have them: in capitals.
  private static func isVariable(_ text: String) -> Bool {
    text.utf8.count > 3 && text.first?.isLetter == true
      && text.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
  }
}
