/// The values of a TOML text.
extension TOMLReader {
  mutating func value(depth: Int) throws(SyntaxError) -> Node {
    guard depth < SyntaxLimits.depth else {
      throw error("values are nested more than \(SyntaxLimits.depth) deep")
    }
    switch byte {
    case nil: throw error("the text ends where a value is expected")
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try quoted(allowsLines: true)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "{"): return try inlineTable(depth: depth)
    default: return try plain()
    }
  }

  private mutating func array(depth: Int) throws(SyntaxError) -> Node {
    let start = position
    position += 1
    var items: [Node] = []
    while true {
      try skipLines()
      guard let next = byte else {
        throw SyntaxError(TextRange(start, start + 1), "this '[' is never closed")
      }
      if next == UInt8(ascii: "]") { break }
      items.append(try value(depth: depth + 1))
      try skipLines()
      if byte == UInt8(ascii: ",") {
        position += 1
      } else if byte != UInt8(ascii: "]") {
        throw byte == nil
          ? SyntaxError(TextRange(start, start + 1), "this '[' is never closed")
          : error("expected ',' or ']'")
      }
    }
    position += 1
    return Node(.sequence(items), range: TextRange(start, position), isFlow: true)
  }

  private mutating func inlineTable(depth: Int) throws(SyntaxError) -> Node {
    let start = position
    position += 1
    var table = TOMLTables(at: start)
    skipBlanks()
    while byte != UInt8(ascii: "}") {
      let (keys, value) = try assignment(depth: depth + 1)
      try table.set(keys, to: value, in: TOMLTables.root)
      skipBlanks()
      if byte == UInt8(ascii: ",") {
        position += 1
        skipBlanks()
        guard byte != UInt8(ascii: "}") else { throw error("unexpected ','") }
      } else if byte != UInt8(ascii: "}") {
        throw byte == nil
          ? SyntaxError(TextRange(start, start + 1), "this '{' is never closed")
          : error("expected ',' or '}'")
      }
    }
    position += 1
    return Node(table.node().content, range: TextRange(start, position), isFlow: true)
  }

  /// Numbers, booleans and dates, which need no quotes.
  private mutating func plain() throws(SyntaxError) -> Node {
    let start = position
    while let next = byte, Self.isPlain(next) { position += 1 }
    // A date and a time may have one blank between them.
    if position - start == 10, byte == 0x20, position + 3 < bytes.count, bytes[position + 3] == 0x3A,
      (0x30...0x39).contains(bytes[position + 1])
    {
      position += 1
      while let next = byte, Self.isPlain(next) { position += 1 }
    }
    let range = TextRange(start, position)
    guard let scalar = TOMLNumber.scalar(source.string(range)) else {
      throw range.isEmpty
        ? error("a value is missing here")
        : SyntaxError(range, "invalid value; text must be quoted")
    }
    return Node(.scalar(scalar), range: range)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte.isOfWord || [0x2B, 0x2E, 0x3A].contains(byte)
  }

  // MARK: Strings

  mutating func quoted(allowsLines: Bool) throws(SyntaxError) -> Node {
    let start = position
    let quote = bytes[position]
    let isThree = position + 2 < bytes.count && bytes[position + 1] == quote && bytes[position + 2] == quote
    guard allowsLines || !isThree else { throw error("a key must be on one line") }
    position += isThree ? 3 : 1
    var text: [UInt8] = []
    if isThree { skipNewline() }
    while true {
      guard let next = byte else {
        throw SyntaxError(TextRange(start, start + 1), "this string is never closed")
      }
      if next == quote {
        guard isThree else {
          position += 1
          break
        }
        let run = bytes[position...].prefix { $0 == quote }.count
        if run >= 3 {
          guard run <= 5 else { throw error("too many quotes") }
          text += Array(repeating: quote, count: run - 3)
          position += run
          break
        }
        text += Array(repeating: quote, count: run)
        position += run
      } else if next == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        try escape(isThree: isThree, &text)
      } else if next == 0x0A || next == 0x0D {
        guard isThree else { throw SyntaxError(TextRange(start, start + 1), "this string is never closed") }
        guard skipNewline() else { throw error("a carriage return without a line feed") }
        text.append(0x0A)
      } else if next < 0x20 && next != 0x09 || next == 0x7F {
        throw error("a control character in a string")
      } else {
        text.append(next)
        position += 1
      }
    }
    let style: Scalar.Style = quote == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
    return Node(
      .scalar(Scalar(String(decoding: text, as: UTF8.self), style: style, type: .string)),
      range: TextRange(start, position))
  }

  @discardableResult
  private mutating func skipNewline() -> Bool {
    if byte == 0x0A {
      position += 1
      return true
    }
    guard byte == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A else { return false }
    position += 2
    return true
  }

  private mutating func escape(isThree: Bool, _ text: inout [UInt8]) throws(SyntaxError) {
    let start = position
    position += 1
    guard let letter = byte else { throw error("the text ends in an escape") }
    position += 1
    switch letter {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(letter)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let count = letter == UInt8(ascii: "u") ? 4 : 8
      let digits = bytes[position...].prefix(count)
      guard digits.count == count, let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
        digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-"),
        let scalar = Unicode.Scalar(code)
      else { throw SyntaxError(TextRange(start, position), "this escape is not a character") }
      position += count
      text += Array(String(Character(scalar)).utf8)
    case 0x20, 0x09, 0x0A, 0x0D:
      // A backslash at the end of a line takes the blanks and line ends after it away.
      position -= 1
      skipBlanks()
      guard isThree, byte == 0x0A || byte == 0x0D else {
        throw SyntaxError(TextRange(start, start + 2), "this escape is not a character")
      }
      while skipNewline() { skipBlanks() }
    default: throw SyntaxError(TextRange(start, start + 2), "this escape is not a character")
    }
  }
}
