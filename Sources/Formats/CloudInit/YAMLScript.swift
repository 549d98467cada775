import Syntax

/// Commands that a file of YAML holds, each a text of its own, as the one script that they are.
struct YAMLScript {
  private let host: SourceText
  private var bytes: [UInt8] = []
  private var segments: [OffsetMap.Segment] = []

  init(_ host: SourceText) { self.host = host }

  private mutating func append(_ own: [UInt8], from start: Int, length: Int) {
    guard !own.isEmpty else { return }
    segments.append(.init(inner: bytes.count, length: own.count, host: start, hostLength: length))
    bytes += own
  }

  /// Adds a command; what is escaped, or plain over several lines, is left out.
  mutating func add(_ node: Node) {
    guard let scalar = node.scalar else { return }
    var range = node.range
    switch scalar.style {
    case .literal:
      guard let text = EmbeddedText(block: node, of: host) else { return }
      for segment in text.map.segments {
        append(Array(text.source.bytes[segment.inner..<segment.inner + segment.length]), from: segment.host, length: segment.hostLength)
      }
    case .folded: folded(range)
    case .singleQuoted, .doubleQuoted:
      range = TextRange(range.start + 1, max(range.start + 1, range.end - 1))
      fallthrough
    case .plain:
      guard scalar.text.utf8.elementsEqual(host.slice(range)) else { return }
      append(Array(host.slice(range)), from: range.start, length: range.length)
    }
    append([0x0A], from: range.end, length: 0)
  }

  /// The lines of `>`, which become one.
  private mutating func folded(_ range: TextRange) {
    var position = host.behindNewline(at: host.lineEnd(of: range.start))
    while position < range.end {
      let end = min(host.lineEnd(of: position), range.end)
      let indent = host.slice(TextRange(position, end)).prefix { $0 == 0x20 }.count
      append(Array(host.slice(TextRange(position + indent, end))), from: position + indent, length: end - position - indent)
      append([0x20], from: end, length: 0)
      position = max(host.behindNewline(at: end), position + 1)
    }
  }

  /// `nil` where there is none. An expression is one word, as a variable is.
  var embedded: Reading.Embedded? {
    guard !bytes.isEmpty, let text = JinjaText(SourceText(bytes), isTree: true) else { return nil }
    return .init(name: nil, language: "sh", source: text.source, map: OffsetMap(segments: segments, encoding: .verbatim), holes: text.holes)
  }
}
