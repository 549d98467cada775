/// A form of Emacs Lisp as it is read, before anything is evaluated.
struct ElispForm: Sendable {
  enum Content: Sendable {
    /// `(a b)`, or `[a b]`, whose parts are never evaluated.
    case list([ElispForm], isVector: Bool)
    case string(String)
    case number
    /// Its name, escapes resolved: `gptel-model`, `:host`, `.`.
    case symbol(String)
    /// `'form`, `` `form ``, `,form`, `,@form`, `#'form`.
    indirect case quoted(String, ElispForm)
    /// A character, or what only the reader knows (`#s(...)`).
    case other
  }

  let content: Content
  let range: TextRange

  var symbol: String? { if case .symbol(let name) = content { name } else { nil } }
  var list: [ElispForm]? { if case .list(let forms, false) = content { forms } else { nil } }
  /// The name of a keyword, without its colon.
  var keyword: String? {
    guard let symbol, symbol.hasPrefix(":"), symbol.utf8.count > 1 else { return nil }
    return String(symbol.dropFirst())
  }
  /// The form after a plain quote.
  var quotation: ElispForm? {
    switch content {
    case .quoted("'", let form): form
    case .list(let forms, false) where forms.count == 2 && forms[0].symbol == "quote": forms[1]
    default: nil
    }
  }
}

/// Reads the forms of a text.
///
/// Source: GNU Emacs Lisp Reference Manual, "Lisp Data Types" and "Input Functions".
struct ElispReader {
  private let bytes: [UInt8]
  private var position = 0
  private var count = 0
  private(set) var comments: [TextRange] = []

  init(_ source: SourceText) {
    bytes = source.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func forms() throws(SyntaxError) -> [ElispForm] {
    var forms: [ElispForm] = []
    skipTrivia()
    while position < bytes.count {
      guard bytes[position] != 0x29, bytes[position] != 0x5D else {
        throw SyntaxError(TextRange(position, position + 1), "unmatched closing bracket")
      }
      forms.append(try form(depth: 0))
      skipTrivia()
    }
    return forms
  }

  private mutating func skipTrivia() {
    while position < bytes.count {
      let start = position
      switch bytes[position] {
      case 0x20, 0x09...0x0D: position += 1
      case 0x3B:
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        comments.append(TextRange(start, position))
      default: return
      }
    }
  }

  private mutating func form(depth: Int) throws(SyntaxError) -> ElispForm {
    let start = position
    guard depth < SyntaxLimits.depth else {
      throw SyntaxError(TextRange(at: start), "forms are nested more than \(SyntaxLimits.depth) deep")
    }
    count += 1
    guard count <= SyntaxLimits.nodes else { throw SyntaxError(TextRange(at: start), "too many forms") }
    switch bytes[position] {
    case 0x28, 0x5B: return try list(depth: depth)
    case 0x22: return ElispForm(content: .string(try string()), range: TextRange(start, position))
    case 0x27, 0x60, 0x2C, 0x23:
      guard let mark = mark() else { break }
      skipTrivia()
      guard position < bytes.count, bytes[position] != 0x29, bytes[position] != 0x5D else {
        throw SyntaxError(TextRange(start, position), "expected a form after '\(mark)'")
      }
      let inner = try form(depth: depth + 1)
      return ElispForm(content: .quoted(mark, inner), range: TextRange(start, inner.range.end))
    case 0x3F:
      character()
      return ElispForm(content: .other, range: TextRange(start, position))
    default: break
    }
    return atom()
  }

  /// Goes after a mark that quotes the form after it.
  private mutating func mark() -> String? {
    for mark in ["'", "`", ",@", ",", "#'"] where bytes[position...].prefix(2).starts(with: mark.utf8) {
      position += mark.utf8.count
      return mark
    }
    return nil
  }

  private mutating func list(depth: Int) throws(SyntaxError) -> ElispForm {
    let start = position
    let close: UInt8 = bytes[position] == 0x28 ? 0x29 : 0x5D
    position += 1
    var forms: [ElispForm] = []
    skipTrivia()
    while position < bytes.count, bytes[position] != close {
      guard bytes[position] != 0x29, bytes[position] != 0x5D else {
        throw SyntaxError(
          TextRange(position, position + 1), "this bracket does not match the one that is open")
      }
      forms.append(try form(depth: depth + 1))
      skipTrivia()
    }
    guard position < bytes.count else {
      throw SyntaxError(TextRange(start, start + 1), "this bracket is never closed")
    }
    position += 1
    return ElispForm(content: .list(forms, isVector: close == 0x5D), range: TextRange(start, position))
  }

  private mutating func string() throws(SyntaxError) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x22 {
        position += 1
        return String(decoding: text, as: UTF8.self)
      }
      if byte == 0x5C {
        position += 1
        guard position < bytes.count else { break }
        switch bytes[position] {
        case 0x6E: text.append(0x0A)
        case 0x74: text.append(0x09)
        case 0x72: text.append(0x0D)
        case 0x65: text.append(0x1B)
        // An escaped line ending or blank is not part of the text.
        case 0x0A, 0x20: break
        default: text.append(bytes[position])
        }
      } else {
        text.append(byte)
      }
      position += 1
    }
    throw SyntaxError(TextRange(start, start + 1), "this string is never closed")
  }

  /// `?a`, `?\n`, `?\C-x`.
  private mutating func character() {
    position += 1
    if position < bytes.count, bytes[position] == 0x5C { position += 1 }
    guard position < bytes.count else { return }
    position += 1
    while position < bytes.count, !Self.isDelimiter(bytes[position]) { position += 1 }
  }

  private mutating func atom() -> ElispForm {
    let start = position
    var name: [UInt8] = []
    var hasEscape = false
    while position < bytes.count, !Self.isDelimiter(bytes[position]) || position == start {
      if bytes[position] == 0x5C, position + 1 < bytes.count {
        position += 1
        hasEscape = true
      }
      name.append(bytes[position])
      position += 1
    }
    let range = TextRange(start, position)
    let text = String(decoding: name, as: UTF8.self)
    if bytes[start] == 0x23 { return ElispForm(content: .other, range: range) }
    return ElispForm(content: !hasEscape && ElispText.isNumber(text) ? .number : .symbol(text), range: range)
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09...0x0D, 0x22, 0x27, 0x28, 0x29, 0x2C, 0x3B, 0x5B, 0x5D, 0x60: true
    default: false
    }
  }
}
