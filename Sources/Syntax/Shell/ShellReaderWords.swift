extension ShellReader {
  mutating func readWord() {
    let start = position
    var parts: [ShellScript.Part] = []
    var literal: [UInt8] = []
    func flush() {
      guard !literal.isEmpty else { return }
      parts.append(.literal(String(decoding: literal, as: UTF8.self)))
      literal = []
    }
    var quotedOnly: UInt8 = 0
    if bytes[position] == 0x27 || bytes[position] == 0x22 { quotedOnly = bytes[position] }
    var quotes = 0
    while position < limit {
      let byte = bytes[position]
      if byte == 0x28, !literal.isEmpty, literal.last == 0x3D {
        // `ARGS=( … )`: an array; its words are not looked at.
        skipBalanced(0x28, 0x29)
        flush()
        parts.append(.computed)
        continue
      }
      if isPlaceholder {
        flush()
        parts.append(.computed)
        while position < limit, bytes[position] != 0x3E { position += 1 }
        position += 1
        continue
      }
      if isTerminator(byte) { break }
      switch byte {
      case 0x5C:
        if peek(1) == 0x0A || (peek(1) == 0x0D && peek(2) == 0x0A) {
          // A continued line ends the word here, as blanks follow on the next line in practice.
          let after = position + (peek(1) == 0x0A ? 2 : 3)
          if after < limit, isTerminator(bytes[after]) || position == start {
            finishWord(start, position, &parts, &literal, quote: 0)
            position = after
            return
          }
          position = after
        } else {
          if let next = peek(1) { literal.append(next) }
          position += 2
        }
      case 0x27:
        quotes += 1
        position += 1
        while position < limit, bytes[position] != 0x27 {
          literal.append(bytes[position])
          position += 1
        }
        position += 1
        if literal.isEmpty, parts.isEmpty { parts.append(.literal("")) }
      case 0x22:
        quotes += 1
        position += 1
        readDoubleQuoted(&parts, &literal)
        if literal.isEmpty, parts.isEmpty { parts.append(.literal("")) }
      case 0x24, 0x60:
        let part = readExpansion()
        if let part {
          flush()
          parts.append(part)
        } else {
          literal.append(byte)
        }
      default:
        literal.append(byte)
        position += 1
      }
    }
    position = min(position, limit)
    let endsQuoted = position > start + 1 && bytes[position - 1] == quotedOnly
    finishWord(
      start, position, &parts, &literal, quote: quotedOnly != 0 && quotes == 1 && endsQuoted ? quotedOnly : 0)
  }

  mutating func finishWord(
    _ start: Int, _ end: Int, _ parts: inout [ShellScript.Part], _ literal: inout [UInt8], quote: UInt8
  ) {
    if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
    literal = []
    guard !parts.isEmpty else { return }
    words.append(.init(range: TextRange(start, end), parts: parts, quote: quote))
  }

  mutating func readDoubleQuoted(_ parts: inout [ShellScript.Part], _ literal: inout [UInt8]) {
    while position < limit, bytes[position] != 0x22 {
      let byte = bytes[position]
      if byte == 0x5C {
        if let next = peek(1) {
          if next == 0x0A {
          } else if [0x22, 0x5C, 0x24, 0x60].contains(next) {
            literal.append(next)
          } else {
            literal.append(byte)
            literal.append(next)
          }
        }
        position += 2
      } else if byte == 0x24 || byte == 0x60 {
        if let part = readExpansion() {
          if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
          literal = []
          parts.append(part)
        } else {
          literal.append(byte)
        }
      } else {
        literal.append(byte)
        position += 1
      }
    }
    position += 1
  }

  /// Reads `$…` or a backtick expansion at the position; `nil` if the `$` stands for itself (then one byte is read).
  mutating func readExpansion() -> ShellScript.Part? {
    if bytes[position] == 0x60 {
      let inner = position + 1
      position = inner
      while position < limit, bytes[position] != 0x60 { position += bytes[position] == 0x5C ? 2 : 1 }
      look(into: TextRange(inner, min(position, limit)))
      position += 1
      return .computed
    }
    guard let next = peek(1) else {
      position += 1
      return nil
    }
    if next == 0x28 {
      let inner = position + 2
      position += 1
      skipBalanced(0x28, 0x29)
      if inner < limit, bytes[inner] != 0x28 { look(into: TextRange(inner, max(inner, position - 1))) }
      return .computed
    }
    if next == 0x7B {
      let inner = position + 2
      position += 1
      skipBalanced(0x7B, 0x7D)
      return Self.braced(source.string(TextRange(inner, max(inner, position - 1))))
    }
    guard next.isOfVariable || [0x3F, 0x23, 0x40, 0x2A, 0x21, 0x24, 0x2D].contains(next) else {
      position += 1
      return nil
    }
    let start = position + 1
    position = start
    if next.isOfVariable {
      while position < limit, bytes[position].isOfVariable { position += 1 }
    } else {
      position += 1
      return .computed
    }
    return .variable(source.string(TextRange(start, position)), fallback: nil)
  }

  static func braced(_ inside: String) -> ShellScript.Part {
    let name = inside.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    let rest = inside.dropFirst(name.count)
    guard !name.isEmpty else { return .computed }
    if rest.isEmpty { return .variable(String(name), fallback: nil) }
    for mark in [":-", "-", ":=", "="] where rest.hasPrefix(mark) {
      let word = String(rest.dropFirst(mark.count))
      return .variable(
        String(name),
        fallback: word.contains("$") || word.contains("`") ? nil : word.filter { $0 != "\"" && $0 != "'" })
    }
    return .computed
  }

  /// Commands inside a substitution, found by a reader of their own.
  mutating func look(into range: TextRange) {
    guard nesting < 4, range.length < 100_000 else { return }
    var inner = ShellReader(self, range)
    inner.run()
    commands += inner.commands
  }

  /// From the opening byte at the position to after its partner, past quotes and the comments of a list; to the end if
  /// there is none.
  mutating func skipBalanced(_ open: UInt8, _ close: UInt8) {
    let isList = open == UInt8(ascii: "(")
    var depth = 0
    while position < limit {
      let byte = bytes[position]
      if byte == 0x5C {
        position += 2
        continue
      }
      if byte == 0x27 {
        position += 1
        while position < limit, bytes[position] != 0x27 { position += 1 }
      } else if byte == 0x22 {
        position += 1
        while position < limit, bytes[position] != 0x22 { position += bytes[position] == 0x5C ? 2 : 1 }
      } else if byte == 0x23, isList, [0x20, 0x09, 0x0A, 0x28].contains(bytes[position - 1]) {
        while position < limit, bytes[position] != 0x0A { position += 1 }
        continue
      } else if byte == open {
        depth += 1
      } else if byte == close {
        depth -= 1
        if depth == 0 {
          position += 1
          return
        }
      }
      position += 1
    }
    position = limit
  }
}
