/// A Dockerfile as its instructions.
///
/// Source: https://docs.docker.com/reference/dockerfile/
public struct DockerfileTree: Sendable {
  public struct Instruction: Sendable {
    /// In capitals: `FROM`, `RUN`.
    public let name: String
    public let nameRange: TextRange
    /// What follows the name, with its continued lines, comments between them, and here-documents.
    public let arguments: TextRange
    public var range: TextRange { nameRange.union(arguments) }
  }

  /// `NAME=value` of an `ENV`, or its older form with a blank.
  public struct Assignment: Sendable {
    public let name: String
    /// With quotes and backslashes resolved; `nil` where a variable is in it.
    public let value: String?
    public let nameRange: TextRange
    /// Quotes included.
    public let valueRange: TextRange
  }

  public let source: SourceText
  public let instructions: [Instruction]
  public let comments: [TextRange]

  /// The text after an instruction's name as its reader sees it: continued lines joined, comments gone.
  public func text(of instruction: Instruction) -> String {
    var text: [UInt8] = []
    var line = instruction.arguments.start
    while line < instruction.arguments.end {
      let end = min(source.lineEnd(of: line), instruction.arguments.end)
      let bytes = source.slice(TextRange(line, end))
      if bytes.first(where: { $0 != 0x20 && $0 != 0x09 }) != UInt8(ascii: "#") {
        var piece = bytes[...]
        while let last = piece.last, last == 0x20 || last == 0x09 { piece.removeLast() }
        let isContinued = piece.last == UInt8(ascii: "\\")
        text += isContinued ? piece.dropLast() : piece
        text.append(isContinued ? 0x20 : 0x0A)
      }
      line = max(end + 1, source.behindNewline(at: end))
    }
    while let last = text.last, last == 0x20 || last == 0x0A { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  /// The assignments of an `ENV`.
  public func assignments(of instruction: Instruction) -> [Assignment] {
    guard instruction.name == "ENV" else { return [] }
    var reader = EnvReader(source, instruction.arguments)
    return reader.assignments()
  }

  /// What an `ARG` declares with a default.
  func defaults(of instruction: Instruction) -> [Assignment] {
    guard instruction.name == "ARG", source.slice(instruction.arguments).contains(UInt8(ascii: "=")) else {
      return []
    }
    var reader = EnvReader(source, instruction.arguments)
    return reader.assignments()
  }
}

public enum DockerfileParser {
  /// Every text is one; what is not an instruction is skipped.
  public static func parse(_ source: SourceText) -> DockerfileTree {
    guard source.bytes.count <= SyntaxLimits.bytes else {
      return DockerfileTree(source: source, instructions: [], comments: [])
    }
    var instructions: [DockerfileTree.Instruction] = []
    var comments: [TextRange] = []
    var line = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while line < source.bytes.count {
      let end = source.lineEnd(of: line)
      let start = firstWord(source, TextRange(line, end))
      var next = max(end + 1, source.behindNewline(at: end))
      if source.byte(at: start) == UInt8(ascii: "#"), start < end {
        comments.append(TextRange(start, end))
      } else if start < end {
        var nameEnd = start
        while nameEnd < end, let byte = source.byte(at: nameEnd), (0x61...0x7A).contains(byte | 0x20) {
          nameEnd += 1
        }
        let last = self.end(of: source, from: line, &comments)
        next = max(last + 1, source.behindNewline(at: last))
        if nameEnd > start {
          let name = TextRange(start, nameEnd)
          let arguments = firstWord(source, TextRange(nameEnd, last))
          let instruction = DockerfileTree.Instruction(
            name: source.string(name).uppercased(), nameRange: name, arguments: TextRange(arguments, last))
          let closed = hereDocumentEnd(source, instruction)
          next = max(next, source.behindNewline(at: closed))
          instructions.append(
            .init(name: instruction.name, nameRange: name, arguments: TextRange(arguments, max(last, closed)))
          )
        }
      }
      line = next
    }
    return DockerfileTree(source: source, instructions: instructions, comments: comments)
  }

  private static func firstWord(_ source: SourceText, _ range: TextRange) -> Int {
    var start = range.start
    while start < range.end, let byte = source.byte(at: start), byte == 0x20 || byte == 0x09 { start += 1 }
    return start
  }

  /// The end of the last line that a backslash continues; comments and empty lines between are skipped.
  private static func end(of source: SourceText, from line: Int, _ comments: inout [TextRange]) -> Int {
    var line = line
    var isFirst = true
    var last = line
    while line < source.bytes.count {
      let end = source.lineEnd(of: line)
      let start = firstWord(source, TextRange(line, end))
      let isComment = !isFirst && source.byte(at: start) == UInt8(ascii: "#") && start < end
      if isComment { comments.append(TextRange(start, end)) }
      let bytes = source.slice(TextRange(line, end))
      let word = bytes.last { $0 != 0x20 && $0 != 0x09 }
      if !isComment, isFirst || word != nil {
        last = end
        guard word == UInt8(ascii: "\\") else { return end }
      }
      isFirst = false
      line = max(end + 1, source.behindNewline(at: end))
    }
    return last
  }

  /// After the last line of `<<EOF` of a RUN, COPY or ADD; the end of the instruction where there is none.
  private static func hereDocumentEnd(_ source: SourceText, _ instruction: DockerfileTree.Instruction) -> Int {
    guard ["RUN", "COPY", "ADD"].contains(instruction.name) else { return instruction.arguments.end }
    let text = source.string(instruction.arguments)
    guard let mark = text.split(separator: " ").first(where: { $0.hasPrefix("<<") && !$0.hasPrefix("<<<") })
    else {
      return instruction.arguments.end
    }
    let word = mark.dropFirst(2).filter { $0 != "-" && $0 != "\"" && $0 != "'" }
    guard !word.isEmpty else { return instruction.arguments.end }
    var line = source.behindNewline(at: instruction.arguments.end)
    while line < source.bytes.count {
      let end = source.lineEnd(of: line)
      if source.string(TextRange(firstWord(source, TextRange(line, end)), end)) == word { return end }
      line = max(end + 1, source.behindNewline(at: end))
    }
    return instruction.arguments.end
  }
}

/// Reads what follows `ENV`.
private struct EnvReader {
  let source: SourceText
  let end: Int
  var position: Int

  init(_ source: SourceText, _ range: TextRange) {
    self.source = source
    position = range.start
    end = range.end
  }

  private var byte: UInt8? { position < end ? source.byte(at: position) : nil }

  mutating func assignments() -> [DockerfileTree.Assignment] {
    var found: [DockerfileTree.Assignment] = []
    while true {
      skipBlanks()
      let start = position
      while let next = byte, !isBlank(next), next != UInt8(ascii: "=") { position += 1 }
      guard position > start else { return found }
      let name = TextRange(start, position)
      guard byte == UInt8(ascii: "=") else {
        // The older form: the rest of the line is the value.
        guard found.isEmpty else { return found }
        skipBlanks()
        let value = TextRange(position, end)
        guard !value.isEmpty else { return found }
        let text = source.string(value)
        return [
          .init(
            name: source.string(name), value: text.contains("$") || text.contains("\\") ? nil : text,
            nameRange: name,
            valueRange: value)
        ]
      }
      position += 1
      found.append(value(named: name))
    }
  }

  private mutating func value(named name: TextRange) -> DockerfileTree.Assignment {
    let start = position
    var text: [UInt8] = []
    var quote: UInt8 = 0
    var isKnown = true
    while let next = byte, quote != 0 || !isBlank(next) {
      if quote == 0, next == UInt8(ascii: "\\"), isLineEnd(position + 1) { break }
      if next == quote {
        quote = 0
      } else if quote == 0, next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
        quote = next
      } else if next == UInt8(ascii: "\\"), quote != UInt8(ascii: "'"), position + 1 < end {
        position += 1
        if let escaped = byte { text.append(escaped) }
      } else {
        if next == UInt8(ascii: "$"), quote != UInt8(ascii: "'") { isKnown = false }
        text.append(next)
      }
      position += 1
    }
    return .init(
      name: source.string(name), value: isKnown ? String(decoding: text, as: UTF8.self) : nil,
      nameRange: name,
      valueRange: TextRange(start, position))
  }

  /// Blanks, continued lines, and comments between them.
  private mutating func skipBlanks() {
    while let next = byte {
      if isBlank(next) {
        position += 1
      } else if next == UInt8(ascii: "\\"), isLineEnd(position + 1) {
        position += 1
      } else if next == UInt8(ascii: "#"), isOnlyWord() {
        position = min(source.lineEnd(of: position), end)
      } else {
        return
      }
    }
  }

  private func isOnlyWord() -> Bool {
    var before = position - 1
    while before >= 0, let byte = source.byte(at: before), byte == 0x20 || byte == 0x09 { before -= 1 }
    return before < 0 || isLineEnd(before)
  }

  private func isLineEnd(_ offset: Int) -> Bool {
    guard let byte = source.byte(at: offset) else { return true }
    return byte == 0x0A || byte == 0x0D
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
