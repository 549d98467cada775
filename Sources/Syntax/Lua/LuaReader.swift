/// Reads expressions out of a list of words.
struct LuaReader {
  let source: SourceText
  let tokens: [LuaToken]
  /// The position of the bracket or `end` that closes what begins at a position.
  let partners: [Int: Int]
  var nodes = 0
  var duplicates: [NodeDocument.DuplicateKey] = []

  init(_ source: SourceText, _ tokens: [LuaToken]) {
    self.source = source
    self.tokens = tokens
    partners = Self.partners(source, tokens)
  }

  // MARK: Words

  func text(_ index: Int) -> String? {
    guard tokens.indices.contains(index), tokens[index].kind == .name || tokens[index].kind == .symbol else {
      return nil
    }
    return source.string(tokens[index].range)
  }

  /// Whether a word is the one given; compares bytes, for it is asked of every word of a file.
  func matches(_ index: Int, _ word: StaticString) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    return Self.matches(tokens[index], word, source)
  }

  private static func matches(_ token: LuaToken, _ word: StaticString, _ source: SourceText) -> Bool {
    guard token.range.length == word.utf8CodeUnitCount, token.kind == .name || token.kind == .symbol else {
      return false
    }
    return word.withUTF8Buffer { $0.elementsEqual(source.bytes[token.range.start..<token.range.end]) }
  }

  func string(_ index: Int) -> String? {
    guard tokens.indices.contains(index), case .string(let text) = tokens[index].kind else { return nil }
    return text
  }

  func isName(_ index: Int) -> Bool {
    guard tokens.indices.contains(index), tokens[index].kind == .name else { return false }
    return !LuaText.keywords.contains(source.string(tokens[index].range))
  }

  private static func partners(_ source: SourceText, _ tokens: [LuaToken]) -> [Int: Int] {
    var partners: [Int: Int] = [:]
    var open: [(word: String, index: Int)] = []
    for (index, token) in tokens.enumerated() {
      guard token.kind == .symbol && token.range.length == 1 || token.kind == .name && token.range.length <= 8
      else {
        continue
      }
      let first = source.bytes[token.range.start]
      // Brackets, and the first letters of do, else, end, function, if, repeat and until.
      guard "{}()[]defiru".utf8.contains(first) else { continue }
      let word = source.string(token.range)
      switch word {
      // `while` and `for` end with the block of their `do`.
      case "{", "(", "[", "function", "if", "do", "repeat": open.append((word, index))
      case "}", ")", "]", "end", "until":
        guard let last = open.last, LuaText.closers[last.word] == word else { continue }
        partners[last.index] = index
        open.removeLast()
      default: break
      }
    }
    return partners
  }
}
