import Syntax

/// A template of Jinja as the file that comes of it, as far as that is written out: a statement or a comment is blank, and in a
/// tree of keys an expression is a variable that is unknown here. Every byte stays where it is.
///
/// Source: Jinja documentation, "Template Designer Documentation" (delimiters, raw blocks).
struct JinjaText {
  let source: SourceText
  /// The expressions and statements.
  private(set) var holes: [TextRange] = []
  /// Whether only one of several texts is taken, so that keys may occur twice.
  private(set) var hasAlternatives = false

  /// `nil` where braces may be the file's own: in a raw block, or with other delimiters.
  ///
  /// - Parameter isTree: whether it becomes YAML or JSON, where the braces of an expression would be a mapping's.
  init?(_ text: SourceText, isTree: Bool) {
    var bytes = text.bytes
    guard !bytes[...].contains(bytesOf: "{% raw"), !bytes[...].contains(bytesOf: "{%- raw"), !bytes.starts(with: Array("#jinja2:".utf8))
    else { return nil }
    func blank(_ range: TextRange) {
      for index in range.start..<range.end where ![0x0A, 0x0D].contains(bytes[index]) { bytes[index] = 0x20 }
    }
    var position = 0
    while position + 3 < bytes.count {
      guard bytes[position] == 0x7B, let close = Self.closing(bytes[position + 1]) else {
        position += 1
        continue
      }
      guard let end = Self.end(of: close, in: bytes, from: position + 2) else { break }
      let range = TextRange(position, end)
      if close == 0x7D {
        if isTree { Self.replaceExpression(in: &bytes, range) } else if Self.isAlone(range, in: text) { blank(range) }
      } else {
        let words = String(decoding: bytes[range.start..<range.end], as: UTF8.self).words()
        if words.first == "else" || words.first == "elif" { hasAlternatives = true }
        blank(range)
      }
      if close != 0x23 { holes.append(range) }
      position = end
    }
    source = SourceText(bytes)
  }

  /// Whether an expression is a whole line, which any text may come of.
  private static func isAlone(_ range: TextRange, in text: SourceText) -> Bool {
    text.isBlank(TextRange(text.lineStart(of: range.start), range.start))
      && text.isBlank(TextRange(range.end, text.lineEnd(of: range.end)))
  }

  /// What ends an expression, a statement or a comment, before the last brace.
  private static func closing(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x7B: 0x7D
    case 0x25, 0x23: byte
    default: nil
    }
  }

  private static func end(of close: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    while position + 1 < bytes.count {
      if bytes[position] == close, bytes[position + 1] == 0x7D { return position + 2 }
      position += 1
    }
    return nil
  }

  /// `{{ ollama_port }}` becomes `${_ollama_port__}`.
  private static func replaceExpression(in bytes: inout [UInt8], _ range: TextRange) {
    for index in range.start..<range.end {
      let byte = bytes[index]
      let isName = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      if !isName, byte != 0x0A, byte != 0x0D { bytes[index] = 0x5F }
    }
    bytes[range.start] = 0x24
    bytes[range.start + 1] = 0x7B
    bytes[range.end - 1] = 0x7D
  }
}

extension Reading.Embedded {
  /// The file that a template becomes, under its name there; `nil` where that cannot be told.
  static func template(_ text: SourceText, named name: String, map: OffsetMap) -> Reading.Embedded? {
    let isTree = FileName(path: name).hasSuffix(".yml", ".yaml", ".json")
    guard let jinja = JinjaText(text, isTree: isTree) else { return nil }
    // Of two ways to go on, a tree of keys would have both.
    guard !jinja.hasAlternatives || !isTree else { return nil }
    return .init(name: name, language: nil, source: jinja.source, map: map, holes: jinja.holes)
  }
}
