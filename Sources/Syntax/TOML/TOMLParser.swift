/// TOML 1.0, read into the same nodes as YAML and JSON.
///
/// Source: https://toml.io/en/v1.0.0
public enum TOMLParser {
  /// - Throws: what is wrong and where, also for text that is too large, too deep or not UTF-8.
  public static func parse(_ source: SourceText) throws(SyntaxError) -> TOMLDocument {
    try SyntaxLimits.check(source)
    var reader = TOMLReader(source)
    return try reader.document()
  }
}

/// A TOML text: its nodes, and where its headers stand.
public struct TOMLDocument: Sendable {
  public struct Header: Sendable {
    /// The names between the brackets, each with its bytes.
    public let keys: [Node]
    public let isArray: Bool
    public let range: TextRange
  }

  public let nodes: NodeDocument
  public let headers: [Header]
}

/// Reads one text; values are read in an extension.
struct TOMLReader {
  let source: SourceText
  let bytes: [UInt8]
  var position = 0
  private var comments: [TextRange] = []
  private var headers: [TOMLDocument.Header] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  func error(_ message: String) -> SyntaxError {
    SyntaxError(TextRange(position, min(position + 1, bytes.count)), message)
  }

  mutating func document() throws(SyntaxError) -> TOMLDocument {
    var tables = TOMLTables(at: position)
    var current = TOMLTables.root
    while true {
      try skipLines()
      guard let next = byte else { break }
      if next == UInt8(ascii: "[") {
        let header = try header()
        current = try tables.open(header.keys, isArray: header.isArray, at: header.range)
        headers.append(header)
      } else {
        let (keys, value) = try assignment(depth: 0)
        try tables.set(keys, to: value, in: current)
      }
      try endLine()
    }
    let nodes = NodeDocument(source: source, root: tables.node(), comments: comments)
    return TOMLDocument(nodes: nodes, headers: headers)
  }

  private mutating func header() throws(SyntaxError) -> TOMLDocument.Header {
    let start = position
    position += 1
    let isArray = byte == UInt8(ascii: "[")
    if isArray { position += 1 }
    let keys = try keyPath()
    for _ in 0..<(isArray ? 2 : 1) {
      guard byte == UInt8(ascii: "]") else { throw error("expected ']' at the end of the table's name") }
      position += 1
    }
    return TOMLDocument.Header(keys: keys, isArray: isArray, range: TextRange(start, position))
  }

  /// `a.b = value`.
  mutating func assignment(depth: Int) throws(SyntaxError) -> ([Node], Node) {
    let keys = try keyPath()
    guard byte == UInt8(ascii: "=") else { throw error("expected '=' after the key") }
    position += 1
    skipBlanks()
    return (keys, try value(depth: depth))
  }

  /// Keys with dots between them; the blanks after them are skipped.
  private mutating func keyPath() throws(SyntaxError) -> [Node] {
    var keys: [Node] = []
    while true {
      skipBlanks()
      guard keys.count < SyntaxLimits.depth else { throw error("keys are nested too deep") }
      keys.append(try key())
      skipBlanks()
      guard byte == UInt8(ascii: ".") else { return keys }
      position += 1
    }
  }

  private mutating func key() throws(SyntaxError) -> Node {
    guard let first = byte else { throw error("the text ends where a key is expected") }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return try quoted(allowsLines: false) }
    let start = position
    while let next = byte, next.isOfWord { position += 1 }
    guard position > start else { throw error("expected a key") }
    let range = TextRange(start, position)
    return Node(.scalar(Scalar(source.string(range), style: .plain, type: .string)), range: range)
  }

  // MARK: Blanks

  mutating func skipBlanks() {
    while let next = byte, next == 0x20 || next == 0x09 { position += 1 }
  }

  /// Blanks, line ends and comments.
  mutating func skipLines() throws(SyntaxError) {
    while let next = byte {
      switch next {
      case 0x20, 0x09, 0x0A: position += 1
      case 0x0D:
        guard position + 1 < bytes.count, bytes[position + 1] == 0x0A else {
          throw error("a carriage return without a line feed")
        }
        position += 2
      case UInt8(ascii: "#"): try comment()
      default: return
      }
    }
  }

  private mutating func comment() throws(SyntaxError) {
    let start = position
    while let next = byte, next != 0x0A, next != 0x0D {
      if next < 0x20 && next != 0x09 || next == 0x7F { throw error("a control character in a comment") }
      position += 1
    }
    comments.append(TextRange(start, position))
  }

  private mutating func endLine() throws(SyntaxError) {
    skipBlanks()
    if byte == UInt8(ascii: "#") { try comment() }
    guard let next = byte else { return }
    guard next == 0x0A || next == 0x0D else { throw error("expected the end of the line") }
  }
}
