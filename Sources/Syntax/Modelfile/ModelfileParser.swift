/// Reads Modelfiles by the states of Ollama's own parser, and goes on after a mistake on the next line.
public enum ModelfileParser {
  public static func parse(_ source: SourceText) -> ModelfileTree {
    var reader = ModelfileReader(source)
    reader.run()
    return ModelfileTree(
      source: source, instructions: reader.instructions, comments: reader.comments, mistakes: reader.mistakes)
  }

  static let keywords: [String: ModelfileTree.Kind] = [
    "from": .from, "license": .license, "template": .template, "system": .system, "adapter": .adapter,
    "draft": .draft, "renderer": .renderer, "parser": .parser, "parameter": .parameter, "message": .message,
    "requires": .requires,
  ]
}

private struct ModelfileReader {
  private let source: SourceText
  private let bytes: [UInt8]
  private var position = 0
  /// The ends of the last lines that end in `"` and in three of them: no value is closed later.
  private let lastClosing: (double: Int, triple: Int)
  var instructions: [ModelfileTree.Instruction] = []
  var comments: [TextRange] = []
  var mistakes: [ModelfileTree.Mistake] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    lastClosing = Self.lastClosing(in: source)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  private static func lastClosing(in source: SourceText) -> (double: Int, triple: Int) {
    var found = (double: -1, triple: -1)
    var isLineEnd = true
    for index in source.bytes.indices.reversed() where found.triple < 0 {
      switch source.bytes[index] {
      case 0x0A, 0x0D: isLineEnd = true
      case 0x20, 0x09: break
      case 0x22 where isLineEnd:
        let end = source.lineEnd(of: index)
        if found.double < 0 { found.double = end }
        if index >= 2, source.bytes[index - 1] == 0x22, source.bytes[index - 2] == 0x22 { found.triple = end }
        isLineEnd = false
      default: isLineEnd = false
      }
    }
    return found
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  private func isNewline(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  mutating func run() {
    while position < bytes.count {
      let byte = bytes[position]
      if isBlank(byte) || isNewline(byte) {
        position += 1
      } else if byte == 0x23 {
        comments.append(TextRange(position, source.lineEnd(of: position)))
        position = source.lineEnd(of: position)
      } else {
        instruction()
      }
    }
    if !instructions.contains(where: { $0.kind == .from }) {
      report(
        .noFrom, TextRange(at: firstPlace),
        "missing FROM: Ollama rejects a Modelfile without it")
    }
  }

  private var firstPlace: Int { instructions.first?.range.start ?? 0 }

  private mutating func report(_ kind: ModelfileTree.Mistake.Kind, _ range: TextRange, _ message: String) {
    mistakes.append(.init(kind: kind, error: SyntaxError(range, message)))
  }

  private mutating func instruction() {
    let start = position
    while position < bytes.count, isLetter(bytes[position]) { position += 1 }
    var keyword = TextRange(start, position)
    let word = source.string(keyword).lowercased()
    guard let kind = ModelfileParser.keywords[word] else { return unknown(start) }
    guard position < bytes.count, isBlank(bytes[position]) else {
      if position >= bytes.count || isNewline(bytes[position]) {
        report(.missingValue, keyword, "\(word.uppercased()) has no value")
        add(kind, keyword, nil, TextRange(at: position), "", .none)
        return
      }
      return unknown(start)
    }
    var effective = kind
    var name: TextRange?
    position += 1
    if kind == .parameter {
      guard let found = parameterName(keyword) else { return }
      name = found
      // The name of a parameter shares one space with the instructions: `PARAMETER system x` is SYSTEM.
      if let other = ModelfileParser.keywords[source.string(found).lowercased()], other != .parameter,
        other != .message
      {
        effective = source.string(found) == source.string(found).lowercased() ? other : .parameter
        if effective != .parameter { keyword = TextRange(start, found.end) }
      }
    } else if kind == .message {
      guard let found = role(keyword) else { return }
      name = found
    }
    value(effective, keyword, name)
  }

  /// A line that begins with no instruction; reading goes on with the next line.
  private mutating func unknown(_ start: Int) {
    let end = source.lineEnd(of: start)
    var wordEnd = start
    while wordEnd < end, !isBlank(bytes[wordEnd]) { wordEnd += 1 }
    let word = TextRange(start, max(wordEnd, min(start + 1, end)))
    let text = source.string(word)
    if text.hasPrefix("```") {
      report(.markdownFence, word, "a Markdown fence is not part of a Modelfile")
    } else if let previous = instructions.last, previous.quoting == .none,
      previous.kind == .system || previous.kind == .template || previous.kind == .license
        || previous.kind == .message
    {
      report(
        .unknownInstruction, word,
        "the text of \(source.string(previous.keyword).uppercased()) ends with its line; put multi-line text between \"\"\" and \"\"\""
      )
    } else {
      report(.unknownInstruction, word, "\(text) is not an instruction")
    }
    instructions.append(
      .init(
        kind: .unknown, range: TextRange(start, trimmedEnd(start, end)), keyword: word, name: nil,
        valueRange: TextRange(at: end), value: "", quoting: .none))
    position = end
  }

  private func trimmedEnd(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// The name follows exactly one blank, and ends at a blank.
  private mutating func parameterName(_ keyword: TextRange) -> TextRange? {
    let start = position
    func isName(_ b: UInt8) -> Bool { isLetter(b) || (0x30...0x39).contains(b) || b == 0x5F }
    while position < bytes.count, isName(bytes[position]) { position += 1 }
    let name = TextRange(start, position)
    let lineEnd = source.lineEnd(of: start)
    if name.isEmpty, position < bytes.count, isBlank(bytes[position]) {
      report(
        .badParameterName, TextRange(keyword.end, position + 1),
        "there must be exactly one space between PARAMETER and the name")
      while position < bytes.count, isBlank(bytes[position]) { position += 1 }
      let second = position
      while position < bytes.count, isName(bytes[position]) { position += 1 }
      let found = TextRange(second, position)
      guard !found.isEmpty, position < bytes.count, isBlank(bytes[position]) else {
        return skip(keyword, lineEnd)
      }
      return found
    }
    guard position < bytes.count, isBlank(bytes[position]), !name.isEmpty else {
      let shown = TextRange(start, min(max(position + 1, start), lineEnd))
      let text = source.string(name)
      if position >= bytes.count || isNewline(bytes[position]) {
        report(
          .missingValue, name.isEmpty ? keyword : name,
          name.isEmpty ? "PARAMETER has no name" : "\(text) has no value")
      } else {
        report(
          .badParameterName, shown,
          "the syntax is PARAMETER, a name of letters, digits and '_', a space and the value: PARAMETER num_ctx 8192"
        )
      }
      return skip(keyword, lineEnd)
    }
    return name
  }

  private mutating func skip(_ keyword: TextRange, _ lineEnd: Int) -> TextRange? {
    position = max(position, lineEnd)
    return nil
  }

  private mutating func role(_ keyword: TextRange) -> TextRange? {
    let start = position
    while position < bytes.count, !isBlank(bytes[position]), !isNewline(bytes[position]) { position += 1 }
    let role = TextRange(start, position)
    let lineEnd = source.lineEnd(of: start)
    guard ["system", "user", "assistant"].contains(source.string(role)) else {
      report(
        .badRole, role.isEmpty ? keyword : role,
        "the role of a MESSAGE must be system, user or assistant, in lower case")
      position = lineEnd
      return nil
    }
    guard position < bytes.count, isBlank(bytes[position]) else {
      report(.missingValue, role, "MESSAGE \(source.string(role)) has no text")
      position = max(position, lineEnd)
      return nil
    }
    return role
  }

  /// The value runs to the first line end at which its trimmed text is closed.
  private mutating func value(_ kind: ModelfileTree.Kind, _ keyword: TextRange, _ name: TextRange?) {
    while position < bytes.count, isBlank(bytes[position]) { position += 1 }
    let start = position
    let opensTriple = hasPrefix("\"\"\"", at: start)
    let opensDouble = hasPrefix("\"", at: start)
    var end = source.lineEnd(of: start)
    var firstLineEnd: Int?
    while !opensDouble || end <= (opensTriple ? lastClosing.triple : lastClosing.double) {
      let trimmed = trimmedEnd(start, end)
      if !opensDouble || isClosed(start, trimmed, opensTriple) {
        return finish(
          kind, keyword, name, TextRange(start, trimmed),
          opensTriple ? .triple : opensDouble ? .double : .none, at: end)
      }
      if firstLineEnd == nil { firstLineEnd = end }
      guard end < bytes.count else { break }
      end = source.lineEnd(of: source.behindNewline(at: end))
    }
    let quote = opensTriple ? "\"\"\"" : "\""
    report(
      .unclosedQuote, TextRange(start, start + quote.utf8.count),
      "\(quote) opens a value here, and no line after it ends in \(quote)")
    // The rest of the file belonged to the quotes; only this line is taken for the value.
    let stop = firstLineEnd ?? end
    let range = TextRange(start, trimmedEnd(start, stop))
    add(kind, keyword, name, range, source.string(range), opensTriple ? .triple : .double)
    position = stop
  }

  private func isClosed(_ start: Int, _ end: Int, _ isTriple: Bool) -> Bool {
    if isTriple { return end - start >= 6 && hasPrefix("\"\"\"", at: end - 3) }
    return end - start >= 2 && bytes[end - 1] == 0x22
  }

  private func hasPrefix(_ text: String, at offset: Int) -> Bool {
    offset >= 0 && offset + text.utf8.count <= bytes.count && bytes[offset...].starts(with: text.utf8)
  }

  private mutating func finish(
    _ kind: ModelfileTree.Kind, _ keyword: TextRange, _ name: TextRange?, _ range: TextRange,
    _ quoting: ModelfileTree.Quoting, at end: Int
  ) {
    position = end
    let inset = quoting == .triple ? 3 : quoting == .double ? 1 : 0
    let inner = TextRange(range.start + inset, range.end - inset)
    add(kind, keyword, name, range, Self.printable(source.string(inner)), quoting)
  }

  /// Ollama drops what Go's `strconv.IsPrint` refuses, blanks and line ends excepted.
  private static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { !isPrintable($0) }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where isPrintable(scalar) { result.append(scalar) }
    return String(result)
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E: true
    case 0..<0xA1, 0xAD, 0x200B...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0xFEFF, 0xFFF0...0xFFFB: false
    default: true
    }
  }

  private mutating func add(
    _ kind: ModelfileTree.Kind, _ keyword: TextRange, _ name: TextRange?, _ valueRange: TextRange,
    _ value: String,
    _ quoting: ModelfileTree.Quoting
  ) {
    let end = max(valueRange.isEmpty ? 0 : valueRange.end, name?.end ?? keyword.end)
    instructions.append(
      .init(
        kind: kind, range: TextRange(keyword.start, end), keyword: keyword, name: name,
        valueRange: valueRange,
        value: value, quoting: quoting))
  }
}
