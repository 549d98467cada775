/// JSON with comments and trailing commas, as editors and harnesses read their configuration.
public enum JSONParser {
  /// - Parameter isJSON5: whether keys may stand without quotes, strings in single ones, and numbers as JavaScript has them
  ///   (https://spec.json5.org).
  /// - Throws: what is wrong and where, also for text that is too large, too deep or not UTF-8.
  public static func parse(_ source: SourceText, isJSON5: Bool = false) throws(SyntaxError) -> NodeDocument {
    try SyntaxLimits.check(source)
    var reader = JSONReader(source, isJSON5: isJSON5)
    return try reader.document()
  }
}

/// Reads one text; the depth of its recursion is bounded by ``SyntaxLimits/depth``.
private struct JSONReader {
  private let source: SourceText
  private let bytes: [UInt8]
  private let isJSON5: Bool
  private var position = 0
  private var comments: [TextRange] = []
  private var duplicates: [NodeDocument.DuplicateKey] = []

  init(_ source: SourceText, isJSON5: Bool) {
    self.source = source
    self.isJSON5 = isJSON5
    bytes = source.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func document() throws(SyntaxError) -> NodeDocument {
    try skipTrivia()
    guard position < bytes.count else {
      return NodeDocument(source: source, root: nil, comments: comments)
    }
    let root = try value(depth: 0)
    try skipTrivia()
    guard position == bytes.count else { throw error("unexpected text after the end of the document") }
    return NodeDocument(source: source, root: root, comments: comments, duplicateKeys: duplicates)
  }

  private func error(_ message: String) -> SyntaxError {
    SyntaxError(TextRange(position, min(position + 1, bytes.count)), message)
  }

  private mutating func skipTrivia() throws(SyntaxError) {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case 0x2F:
        let start = position
        let next = position + 1 < bytes.count ? bytes[position + 1] : 0
        if next == 0x2F {
          while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        } else if next == 0x2A {
          position += 2
          while position + 1 < bytes.count, !(bytes[position] == 0x2A && bytes[position + 1] == 0x2F) {
            position += 1
          }
          guard position + 1 < bytes.count else {
            throw SyntaxError(TextRange(start, start + 2), "this comment is never closed with */")
          }
          position += 2
        } else {
          throw error("a '/' that does not start a comment")
        }
        comments.append(TextRange(start, position))
      default: return
      }
    }
  }

  private mutating func value(depth: Int) throws(SyntaxError) -> Node {
    guard depth < SyntaxLimits.depth else {
      throw error("values are nested more than \(SyntaxLimits.depth) deep")
    }
    guard position < bytes.count else { throw error("the text ends where a value is expected") }
    switch bytes[position] {
    case 0x7B: return try object(depth: depth)
    case 0x5B: return try array(depth: depth)
    case 0x22: return try string()
    case 0x27 where isJSON5: return try string()
    case 0x2B, 0x2D, 0x2E, 0x30...0x39, 0x49, 0x4E:
      if isJSON5, let number = looseNumber() { return number }
      if bytes[position] == 0x2D || (0x30...0x39).contains(bytes[position]) { return try number() }
      return try literal()
    case 0x27: throw error("strings must be in double quotes")
    default: return try literal()
    }
  }

  private mutating func object(depth: Int) throws(SyntaxError) -> Node {
    let start = position
    position += 1
    var entries: [Node.Entry] = []
    var seen: [String: TextRange] = [:]
    while try !isClosed(by: "}", "{", start, isFirst: entries.isEmpty) {
      let key = try key()
      if let name = key.scalar?.text {
        if let first = seen[name] {
          duplicates.append(.init(key: key.range, first: first, name: name))
        } else {
          seen[name] = key.range
        }
      }
      try skipTrivia()
      guard position < bytes.count, bytes[position] == 0x3A else {
        throw error("expected ':' after this key")
      }
      position += 1
      try skipTrivia()
      entries.append(Node.Entry(key: key, value: try value(depth: depth + 1)))
    }
    return Node(.mapping(entries), range: TextRange(start, position), isFlow: true)
  }

  /// Past the bracket that ends what begins at `start`, or past the comma before its next value.
  private mutating func isClosed(
    by end: Unicode.Scalar, _ begin: Character, _ start: Int, isFirst: Bool
  ) throws(SyntaxError) -> Bool {
    try skipTrivia()
    if !isFirst, position < bytes.count {
      if bytes[position] == 0x2C {
        position += 1
        try skipTrivia()
      } else if bytes[position] != UInt8(ascii: end) {
        throw error("expected ',' or '\(end)' after the value before this")
      }
    }
    guard position < bytes.count else {
      throw SyntaxError(TextRange(start, start + 1), "this '\(begin)' is never closed")
    }
    guard bytes[position] == UInt8(ascii: end) else { return false }
    position += 1
    return true
  }

  private mutating func key() throws(SyntaxError) -> Node {
    if bytes[position] == 0x22 || isJSON5 && bytes[position] == 0x27 { return try string() }
    let start = position
    while isJSON5, position < bytes.count, Self.isNameByte(bytes[position]) { position += 1 }
    guard position > start, !(0x30...0x39).contains(bytes[start]) else {
      position = start
      if bytes[position] == 0x2C { throw error("unexpected ','") }
      throw error(isJSON5 ? "expected a key, or '}'" : "expected a key in double quotes, or '}'")
    }
    let range = TextRange(start, position)
    return Node(.scalar(Scalar(source.string(range), style: .plain, type: .string)), range: range)
  }

  /// Letters of other scripts count, too.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte == 0x24 || byte == 0x5F || byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  /// What JSON5 reads as a number and JSON does not: `+1`, `.5`, `5.`, `0xFF`, `Infinity`.
  private mutating func looseNumber() -> Node? {
    var end = position
    while end < bytes.count, Self.isNameByte(bytes[end]) || [0x2B, 0x2D, 0x2E].contains(bytes[end]) { end += 1 }
    let range = TextRange(position, end)
    let text = source.string(range)
    let digits = text.drop { $0 == "+" || $0 == "-" }
    guard text.count - digits.count <= 1 else { return nil }
    let isWord = digits == "Infinity" || digits == "NaN"
    let isHex = digits.lowercased().hasPrefix("0x") && Int(digits.dropFirst(2), radix: 16) != nil
    let isDecimal =
      digits.first.map { $0 == "." || $0.isNumber } == true && digits.contains { $0.isNumber }
      && digits.filter { $0 == "." }.count <= 1 && digits.allSatisfy { $0 == "." || $0.isNumber }
      && (digits.hasPrefix(".") || digits.hasSuffix(".") || text.hasPrefix("+"))
    guard isWord || isHex || isDecimal else { return nil }
    position = end
    let type: Scalar.ScalarType = isWord || digits.contains(".") ? .float : .integer
    return Node(.scalar(Scalar(text, style: .plain, type: type)), range: range)
  }

  private mutating func array(depth: Int) throws(SyntaxError) -> Node {
    let start = position
    position += 1
    var items: [Node] = []
    while try !isClosed(by: "]", "[", start, isFirst: items.isEmpty) { items.append(try value(depth: depth + 1)) }
    return Node(.sequence(items), range: TextRange(start, position), isFlow: true)
  }

  private mutating func literal() throws(SyntaxError) -> Node {
    let start = position
    while position < bytes.count, (0x61...0x7A).contains(bytes[position] | 0x20) { position += 1 }
    let word = source.string(TextRange(start, position))
    let type: Scalar.ScalarType
    switch word {
    case "true", "false": type = .boolean
    case "null": type = .null
    default:
      position = start
      throw error("expected a value: a string in double quotes, a number, true, false, null, '{' or '['")
    }
    return Node(.scalar(Scalar(word, style: .plain, type: type)), range: TextRange(start, position))
  }

  private mutating func number() throws(SyntaxError) -> Node {
    let start = position
    var type = Scalar.ScalarType.integer
    if bytes[position] == 0x2D { position += 1 }
    let digits = position
    skipDigits()
    guard position > digits, bytes[digits] != 0x30 || position == digits + 1 else {
      throw error(position > digits ? "a number must not start with 0" : "expected a digit")
    }
    if position < bytes.count, bytes[position] == 0x2E {
      type = .float
      position += 1
      let fraction = position
      skipDigits()
      guard position > fraction else { throw error("expected a digit after the point") }
    }
    if position < bytes.count, bytes[position] | 0x20 == 0x65 {
      type = .float
      position += 1
      if position < bytes.count, bytes[position] == 0x2B || bytes[position] == 0x2D { position += 1 }
      let exponent = position
      skipDigits()
      guard position > exponent else { throw error("expected a digit in the exponent") }
    }
    let range = TextRange(start, position)
    return Node(.scalar(Scalar(source.string(range), style: .plain, type: type)), range: range)
  }

  private mutating func skipDigits() {
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
  }

  private mutating func string() throws(SyntaxError) -> Node {
    let start = position
    let quote = bytes[position]
    position += 1
    var text: [UInt8] = []
    while true {
      guard position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D else {
        throw SyntaxError(
          TextRange(start, position),
          quote == 0x22 ? "this string is never closed with '\"'" : "this string is never closed with \"'\"")
      }
      let byte = bytes[position]
      if byte == quote { break }
      if byte < 0x20 { throw error("control characters in strings must be escaped, e.g. \\t") }
      if byte == 0x5C {
        try escape(&text)
      } else {
        text.append(byte)
        position += 1
      }
    }
    position += 1
    let decoded = String(decoding: text, as: UTF8.self)
    return Node(
      .scalar(Scalar(decoded, style: quote == 0x22 ? .doubleQuoted : .singleQuoted, type: .string)),
      range: TextRange(start, position))
  }

  private mutating func escape(_ text: inout [UInt8]) throws(SyntaxError) {
    guard position + 1 < bytes.count else { throw error("the text ends in an escape") }
    let simple: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9,
    ]
    if let byte = simple[bytes[position + 1]] {
      text.append(byte)
      position += 2
      return
    }
    if isJSON5, bytes[position + 1] != 0x75, bytes[position + 1] != 0x78, !(0x30...0x39).contains(bytes[position + 1]) {
      // A line break is taken out, and any other character stands for itself.
      let isBreak = bytes[position + 1] == 0x0A || bytes[position + 1] == 0x0D
      let isPair = bytes[(position + 1)...].starts(with: [0x0D, 0x0A])
      if !isBreak { text.append(bytes[position + 1]) }
      position += isPair ? 3 : 2
      return
    }
    guard bytes[position + 1] == 0x75, var unit = hex(at: position + 2) else {
      throw error("unknown escape; write a backslash as \\\\")
    }
    position += 6
    if (0xD800..<0xDC00).contains(unit), position + 1 < bytes.count, bytes[position] == 0x5C,
      bytes[position + 1] == 0x75,
      let low = hex(at: position + 2), (0xDC00..<0xE000).contains(low)
    {
      unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      position += 6
    }
    text.append(contentsOf: String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
  }

  private func hex(at offset: Int) -> UInt32? {
    guard offset + 4 <= bytes.count else { return nil }
    let digits = bytes[offset..<offset + 4]
    guard digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }) else {
      return nil
    }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
