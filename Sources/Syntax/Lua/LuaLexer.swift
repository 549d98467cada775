/// A word of Lua: what the grammar is made of.
struct LuaToken: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// A name or a keyword.
    case name
    /// A string in quotes or long brackets, with its escapes resolved.
    case string(String)
    case number
    /// An operator or a bracket, one or several bytes: `{`, `..`, `==`.
    case symbol
  }

  let kind: Kind
  let range: TextRange
}

/// Splits Lua into words and comments. Every byte is part of one of them, or blank.
///
/// Source: Lua 5.4 Reference Manual, 3.1; LuaJIT, which Neovim has, reads the same words.
struct LuaLexer {
  private let source: SourceText
  private let bytes: [UInt8]
  private var position = 0
  private(set) var tokens: [LuaToken] = []
  private(set) var comments: [TextRange] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    // `#!/usr/bin/lua`, on the first line only.
    if byte(0) == 0x23 { skipLine() }
  }

  private func byte(_ ahead: Int) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  mutating func read() throws(SyntaxError) {
    while let byte = byte(0) {
      let start = position
      switch byte {
      case 0x20, 0x09...0x0D: position += 1
      case 0x2D where self.byte(1) == 0x2D: try comment()
      case 0x22, 0x27: add(.string(try quoted(byte)), from: start)
      case 0x5B where longBracket() != nil: add(.string(try long("string")), from: start)
      case _ where Self.isLetter(byte):
        while let next = self.byte(0), Self.isLetter(next) || Self.isDigit(next) { position += 1 }
        add(.name, from: start)
      case _ where Self.isDigit(byte) || (byte == 0x2E && self.byte(1).map(Self.isDigit) == true):
        number()
        add(.number, from: start)
      default:
        symbol()
        add(.symbol, from: start)
      }
    }
  }

  private mutating func add(_ kind: LuaToken.Kind, from start: Int) {
    tokens.append(LuaToken(kind: kind, range: TextRange(start, position)))
  }

  private mutating func skipLine() {
    while let byte = byte(0), byte != 0x0A, byte != 0x0D { position += 1 }
    comments.append(TextRange(source.lineStart(of: position), position))
  }

  private mutating func comment() throws(SyntaxError) {
    let start = position
    position += 2
    if longBracket() != nil {
      _ = try long("comment")
    } else {
      while let byte = byte(0), byte != 0x0A, byte != 0x0D { position += 1 }
    }
    comments.append(TextRange(start, position))
  }

  /// The number of `=` in the opening bracket that begins here (`[[`, `[==[`); `nil` where none does.
  private func longBracket() -> Int? {
    guard byte(0) == 0x5B else { return nil }
    var level = 0
    while byte(1 + level) == 0x3D { level += 1 }
    return byte(1 + level) == 0x5B ? level : nil
  }

  /// A text in long brackets. The first line ending in it is not part of it.
  private mutating func long(_ what: String) throws(SyntaxError) -> String {
    let start = position
    let level = longBracket() ?? 0
    position += level + 2
    let first = position
    let close: [UInt8] = [0x5D] + Array(repeating: 0x3D, count: level) + [0x5D]
    while position < bytes.count {
      if bytes[position] == 0x5D, bytes[position...].starts(with: close) {
        let text = TextRange(first, position)
        position += close.count
        let isLine = source.byte(at: first) == 0x0A || source.byte(at: first) == 0x0D
        return source.string(isLine ? TextRange(source.behindNewline(at: first), text.end) : text)
      }
      position += 1
    }
    throw SyntaxError(TextRange(start, first), "this long \(what) is never closed")
  }

  private mutating func number() {
    let isHexadecimal = byte(0) == 0x30 && byte(1).map { $0 | 0x20 } == 0x78
    while let byte = byte(0) {
      // A sign belongs to a number after its exponent only.
      if byte | 0x20 == (isHexadecimal ? 0x70 : 0x65), self.byte(1) == 0x2B || self.byte(1) == 0x2D {
        position += 2
      } else if Self.isDigit(byte) || Self.isLetter(byte) || (byte == 0x2E && self.byte(1) != 0x2E) {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func symbol() {
    let first = bytes[position]
    position += 1
    switch (first, byte(0)) {
    case (0x2E, 0x2E): position += byte(1) == 0x2E ? 2 : 1
    case (0x3D, 0x3D), (0x7E, 0x3D), (0x3C, 0x3D), (0x3E, 0x3D), (0x3A, 0x3A), (0x2F, 0x2F), (0x3C, 0x3C),
      (0x3E, 0x3E):
      position += 1
    default: break
    }
    // The rest of a character of several bytes belongs to it.
    while let byte = byte(0), byte & 0xC0 == 0x80 { position += 1 }
  }

  private mutating func quoted(_ quote: UInt8) throws(SyntaxError) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = byte(0), byte != 0x0A, byte != 0x0D {
      if byte == quote {
        position += 1
        return String(decoding: text, as: UTF8.self)
      }
      if byte == 0x5C {
        escape(into: &text)
      } else {
        text.append(byte)
        position += 1
      }
    }
    throw SyntaxError(TextRange(start, start + 1), "this string is not closed on its line")
  }

  private static let escapes: [UInt8: UInt8] = [
    0x61: 7, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9, 0x76: 11, 0x5C: 0x5C, 0x22: 0x22, 0x27: 0x27,
  ]

  private mutating func escape(into text: inout [UInt8]) {
    position += 1
    guard let byte = byte(0) else { return }
    if let plain = Self.escapes[byte] {
      text.append(plain)
      position += 1
    } else if byte == 0x0A || byte == 0x0D {
      text.append(0x0A)
      position = source.behindNewline(at: position)
    } else if byte == 0x7A {
      // `\z` takes the blanks after it out, line endings included.
      position += 1
      while let blank = self.byte(0), blank == 0x20 || (0x09...0x0D).contains(blank) { position += 1 }
    } else if byte == 0x78, let value = number(of: 2, radix: 16, ahead: 1) {
      text.append(UInt8(truncatingIfNeeded: value))
      position += 3
    } else if byte == 0x75, self.byte(1) == 0x7B {
      let digits = bytes[(position + 2)...].prefix(8).prefix { $0 != 0x7D }
      let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
      text.append(contentsOf: String(scalar ?? "\u{FFFD}").utf8)
      position += 2 + digits.count + (self.byte(2 + digits.count) == 0x7D ? 1 : 0)
    } else if Self.isDigit(byte) {
      let count = bytes[position...].prefix(3).prefix(while: Self.isDigit).count
      text.append(UInt8(truncatingIfNeeded: number(of: count, radix: 10, ahead: 0) ?? 0))
      position += count
    } else {
      // Nothing that Lua knows; LuaJIT keeps the character.
      text.append(byte)
      position += 1
    }
  }

  private func number(of count: Int, radix: Int, ahead: Int) -> Int? {
    guard position + ahead + count <= bytes.count else { return nil }
    return Int(
      String(decoding: bytes[(position + ahead)..<(position + ahead + count)], as: UTF8.self), radix: radix)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F }
}
