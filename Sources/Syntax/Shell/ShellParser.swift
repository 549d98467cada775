/// Splits a shell script into commands and words. It never fails: what it does not understand is passed over.
///
/// Functions, loops and conditions are not followed, only looked into: the commands in them are found.
public enum ShellParser {
  public static func parse(_ source: SourceText) -> ShellScript {
    guard source.bytes.count <= SyntaxLimits.bytes else {
      return ShellScript(source: source, commands: [], comments: [], hereDocuments: [])
    }
    var reader = ShellReader(source)
    reader.run()
    return ShellScript(
      source: source, commands: reader.commands.sorted { $0.range < $1.range }, comments: reader.comments,
      hereDocuments: reader.hereDocuments)
  }
}

private struct ShellReader {
  private let source: SourceText
  private let bytes: [UInt8]
  /// Where reading ends: the text's end, or that of a substitution.
  private let limit: Int
  private var position = 0
  private var words: [ShellScript.Word] = []
  private var pending: [Pending] = []
  private var nesting = 0
  private var isRedirectTarget = false
  private var targets: [String] = []
  var commands: [ShellScript.Command] = []
  var comments: [TextRange] = []
  var hereDocuments: [ShellScript.HereDocument] = []

  private struct Pending {
    let delimiter: [UInt8]
    let isLiteral: Bool
    let stripsTabs: Bool
    var target: String?
  }

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    limit = source.bytes.count
  }

  /// A reader of a part of the same text.
  private init(_ outer: ShellReader, _ range: TextRange) {
    source = outer.source
    bytes = outer.bytes
    position = range.start
    limit = range.end
    nesting = outer.nesting + 1
  }

  private static let keywords: Set<String> = [
    "if", "then", "else", "elif", "fi", "do", "done", "while", "until", "{", "}", "!", "time", "in", "esac",
  ]

  mutating func run() {
    while position < limit { step() }
    endCommand()
  }

  private mutating func step() {
    let byte = bytes[position]
    switch byte {
    case 0x20, 0x09: position += 1
    case 0x0D: position += 1
    case 0x0A:
      endCommand()
      position += 1
      readHereDocuments()
    case 0x23:
      let end = source.lineEnd(of: position)
      comments.append(TextRange(position, end))
      position = end
    case 0x3B, 0x26, 0x7C, 0x28, 0x29:
      // `&>` and `>&` are redirections, not the end of a command.
      if byte == 0x26, peek(1) == 0x3E {
        redirect()
      } else {
        endCommand()
        position += 1
      }
    case 0x3C, 0x3E: redirect()
    case 0x5C where peek(1) == 0x0A: position += 2
    case 0x5C where peek(1) == 0x0D && peek(2) == 0x0A: position += 3
    default: readWord()
    }
  }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < limit ? bytes[position + distance] : nil
  }

  private mutating func redirect() {
    if bytes[position] == 0x3C, peek(1) == 0x3C, peek(2) != 0x3C { return hereDocument() }
    if bytes[position] == 0x3C || bytes[position] == 0x3E, peek(1) == 0x28 {
      position += 2
      return
    }
    let isOutput = bytes[position] != 0x3C
    // A number right before it is a file descriptor, not a word.
    if let last = words.last, last.range.end == position,
      last.text.map({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) == true
    {
      words.removeLast()
    }
    while position < limit, [0x3C, 0x3E, 0x26, 0x7C].contains(bytes[position]) { position += 1 }
    while position < limit, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    guard position < limit, !isTerminator(bytes[position]) else { return }
    let before = words.count
    readWord()
    guard words.count > before else { return }
    let target = words.removeLast()
    if isOutput, let text = target.text, !text.hasPrefix("/dev/"), !text.allSatisfy(\.isNumber) {
      targets.append(text)
      for i in pending.indices { pending[i].target = text }
    }
  }

  private func isTerminator(_ byte: UInt8) -> Bool {
    [0x20, 0x09, 0x0A, 0x0D, 0x3B, 0x26, 0x7C, 0x28, 0x29, 0x3C, 0x3E].contains(byte)
  }

  // MARK: Here-documents

  private mutating func hereDocument() {
    position += 2
    var stripsTabs = false
    if position < limit, bytes[position] == 0x2D {
      stripsTabs = true
      position += 1
    }
    while position < limit, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    let start = position
    let before = words.count
    guard position < limit, !isTerminator(bytes[position]) else { return }
    readWord()
    guard words.count > before else { return }
    let word = words.removeLast()
    let isLiteral = source.slice(TextRange(start, word.range.end)).contains {
      $0 == 0x27 || $0 == 0x22 || $0 == 0x5C
    }
    guard let delimiter = word.text, !delimiter.isEmpty, pending.count < 16 else { return }
    pending.append(
      Pending(
        delimiter: Array(delimiter.utf8), isLiteral: isLiteral, stripsTabs: stripsTabs, target: targets.last))
  }

  private mutating func readHereDocuments() {
    for document in finishedPending where failedSearches < 16 {
      var lines: [TextRange] = []
      var isClosed = false
      let start = position
      while position < limit {
        let end = source.lineEnd(of: position)
        var lineStart = position
        if document.stripsTabs { while lineStart < end, bytes[lineStart] == 0x09 { lineStart += 1 } }
        let next = source.behindNewline(at: end)
        position = next
        if bytes[lineStart..<end].elementsEqual(document.delimiter) {
          isClosed = true
          break
        }
        lines.append(TextRange(lineStart, next))
      }
      guard isClosed else {
        // Never closed: it was no here-document, or a broken script; read on as commands. Each such search
        // goes to the end of the text, so a text that has many is not worth more of them.
        failedSearches += 1
        position = start
        continue
      }
      let text = EmbeddedText(
        lines: lines, of: source, prefix: document.stripsTabs ? "\t" : "", name: document.target)
      hereDocuments.append(
        .init(
          text: EmbeddedText(
            source: text.source, map: text.map, holes: document.isLiteral ? [] : Self.holes(in: text.source),
            name: document.target),
          isLiteral: document.isLiteral, target: document.target))
    }
    finishedPending = []
  }

  private var finishedPending: [Pending] = []
  private var failedSearches = 0

  /// What the shell would replace in an unquoted here-document.
  private static func holes(in text: SourceText) -> [TextRange] {
    var holes: [TextRange] = []
    var i = 0
    let bytes = text.bytes
    while i < bytes.count {
      if bytes[i] == 0x5C {
        i += 2
      } else if bytes[i] == 0x24 || bytes[i] == 0x60 {
        let start = i
        i += 1
        if bytes[start] == 0x60 {
          while i < bytes.count, bytes[i] != 0x60 { i += 1 }
          i += 1
        } else if i < bytes.count, bytes[i] == 0x7B || bytes[i] == 0x28 {
          let close: UInt8 = bytes[i] == 0x7B ? 0x7D : 0x29
          while i < bytes.count, bytes[i] != close { i += 1 }
          i += 1
        } else {
          while i < bytes.count, isNameByte(bytes[i]) { i += 1 }
        }
        if i > start + 1 { holes.append(TextRange(start, min(i, bytes.count))) }
      } else {
        i += 1
      }
    }
    return holes
  }

  static func isNameByte(_ b: UInt8) -> Bool {
    (0x30...0x39).contains(b) || (0x61...0x7A).contains(b | 0x20) || b == 0x5F
  }

  // MARK: Commands

  private mutating func endCommand() {
    defer {
      words = []
      targets = []
      finishedPending += pending
      pending = []
    }
    var rest = words[...]
    while let first = rest.first, let text = first.text, Self.keywords.contains(text), first.quote == 0 {
      rest.removeFirst()
    }
    guard let first = rest.first else { return }
    var assignments: [ShellScript.Assignment] = []
    while let word = rest.first, let assignment = assignment(word) {
      assignments.append(assignment)
      rest.removeFirst()
    }
    if let name = rest.first?.text, ["export", "local", "readonly", "declare", "typeset"].contains(name) {
      assignments += rest.dropFirst().compactMap(assignment)
    }
    // `tee FILE <<EOF` writes its here-document to the file.
    if let tee = rest.firstIndex(where: { $0.text == "tee" }) {
      let target = rest[(tee + 1)...].first { $0.text.map { !$0.hasPrefix("-") } ?? false }?.text
      for i in pending.indices where target != nil { pending[i].target = target }
    }
    let end = (rest.last ?? first).range.end
    commands.append(
      .init(
        words: Array(rest), assignments: assignments,
        range: TextRange(first.range.start, max(end, assignments.last?.range.end ?? 0))))
  }

  private func assignment(_ word: ShellScript.Word) -> ShellScript.Assignment? {
    let text = source.slice(word.range)
    guard let first = text.first, !(0x30...0x39).contains(first), let equals = text.firstIndex(of: 0x3D),
      equals > text.startIndex,
      text[..<equals].allSatisfy(Self.isNameByte)
    else { return nil }
    let nameRange = TextRange(word.range.start, equals)
    let name = source.string(nameRange)
    var parts = word.parts
    guard case .literal(let head)? = parts.first, head.hasPrefix(name + "=") else { return nil }
    let rest = String(head.dropFirst(name.count + 1))
    if rest.isEmpty { parts.removeFirst() } else { parts[0] = .literal(rest) }
    let value = ShellScript.Word(range: TextRange(equals + 1, word.range.end), parts: parts, quote: 0)
    return .init(name: name, nameRange: nameRange, value: value, range: word.range)
  }

  // MARK: Words

  private mutating func readWord() {
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

  private mutating func finishWord(
    _ start: Int, _ end: Int, _ parts: inout [ShellScript.Part], _ literal: inout [UInt8], quote: UInt8
  ) {
    if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
    literal = []
    guard !parts.isEmpty else { return }
    words.append(.init(range: TextRange(start, end), parts: parts, quote: quote))
  }

  private mutating func readDoubleQuoted(_ parts: inout [ShellScript.Part], _ literal: inout [UInt8]) {
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
  private mutating func readExpansion() -> ShellScript.Part? {
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
    guard Self.isNameByte(next) || [0x3F, 0x23, 0x40, 0x2A, 0x21, 0x24, 0x2D].contains(next) else {
      position += 1
      return nil
    }
    let start = position + 1
    position = start
    if Self.isNameByte(next) {
      while position < limit, Self.isNameByte(bytes[position]) { position += 1 }
    } else {
      position += 1
      return .computed
    }
    return .variable(source.string(TextRange(start, position)), fallback: nil)
  }

  private static func braced(_ inside: String) -> ShellScript.Part {
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
  private mutating func look(into range: TextRange) {
    guard nesting < 4, range.length < 100_000 else { return }
    var inner = ShellReader(self, range)
    inner.run()
    commands += inner.commands
  }

  /// From the opening byte at the position to behind its partner, past quotes; to the end if there is none.
  private mutating func skipBalanced(_ open: UInt8, _ close: UInt8) {
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
