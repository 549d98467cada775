extension ShellReader {
  mutating func hereDocument() {
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

  /// The name of a program that is written to a folder in a variable, `"$BIN/hook.py"`: what it says is not a file of settings.
  func programName(in word: TextRange) -> String? {
    let name = source.string(word).split(separator: "/").last?.filter { $0 != "\"" && $0 != "'" } ?? ""
    let isProgram = [".py", ".js", ".mjs", ".ts", ".rb", ".pl"].contains { name.hasSuffix($0) }
    return isProgram && !name.contains("$") ? name : nil
  }

  mutating func readHereDocuments() {
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
      let prefix = document.stripsTabs ? "\t" : ""
      var text = EmbeddedText(lines: lines, of: source, prefix: prefix, name: document.target)
      if !document.isLiteral {
        let escapes = Self.escapes(in: text.source)
        var (passed, removed) = (0, 0)
        func place(_ offset: Int) -> Int {
          while passed < escapes.count, escapes[passed].start < offset {
            removed += escapes[passed].length
            passed += 1
          }
          return offset - removed
        }
        let holes = Self.holes(in: text.source).map { TextRange(place($0.start), place($0.end)) }
        // What the shell takes out is not there for who reads the document.
        if !escapes.isEmpty {
          let pieces = Self.pieces(of: lines, without: escapes.map(text.map.hostRange))
          text = EmbeddedText(lines: pieces, of: source, prefix: prefix, name: document.target)
        }
        text = EmbeddedText(source: text.source, map: text.map, holes: holes, name: document.target)
      }
      hereDocuments.append(
        .init(
          text: text, isLiteral: document.isLiteral, target: document.target, reader: document.reader.program,
          isRun: document.target == nil && document.reader.isShell))
    }
    finishedPending = []
  }

  /// The backslashes that the shell takes out of an unquoted here-document: before `$`, a backquote and another backslash,
  /// and with the end of a line (POSIX, 2.7.4).
  private static func escapes(in text: SourceText) -> [TextRange] {
    var found: [TextRange] = []
    var i = 0
    while i + 1 < text.bytes.count {
      guard text.bytes[i] == 0x5C else {
        i += 1
        continue
      }
      switch text.bytes[i + 1] {
      case 0x24, 0x60, 0x5C: found.append(TextRange(i, i + 1))
      case 0x0A: found.append(TextRange(i, i + 2))
      default: break
      }
      i += 2
    }
    return found
  }

  private static func pieces(of lines: [TextRange], without gaps: [TextRange]) -> [TextRange] {
    var pieces: [TextRange] = []
    var gaps = gaps[...]
    for line in lines {
      var start = line.start
      while let gap = gaps.first, gap.start < line.end {
        pieces.append(TextRange(start, max(start, gap.start)))
        start = min(gap.end, line.end)
        gaps.removeFirst()
      }
      pieces.append(TextRange(start, line.end))
    }
    return pieces
  }

  /// What the shell would replace in an unquoted here-document.
  static func holes(in text: SourceText) -> [TextRange] {
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
          while i < bytes.count, bytes[i].isOfVariable { i += 1 }
        }
        if i > start + 1 { holes.append(TextRange(start, min(i, bytes.count))) }
      } else {
        i += 1
      }
    }
    return holes
  }
}
