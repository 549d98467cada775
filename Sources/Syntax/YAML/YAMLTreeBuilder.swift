import CLibYAML

/// Builds nodes from libyaml's events, without recursion.
struct YAMLTreeBuilder {
  private struct Open {
    let isMapping: Bool
    let start: Int
    let isFlow: Bool
    let anchor: String?
    let tag: String?
    var nodes: [Node] = []
  }

  private let source: SourceText
  private let offsets: CharacterOffsets
  private var stack: [Open] = []
  private var root: Node?
  private var anchors: [String: [Node]] = [:]
  private var scalars: [TextRange] = []
  private var duplicates: [NodeDocument.DuplicateKey] = []
  private var count = 0
  private var documents: [(root: Node?, anchors: [String: [Node]], duplicates: [NodeDocument.DuplicateKey])] =
    []

  init(_ source: SourceText, _ offsets: CharacterOffsets) {
    self.source = source
    self.offsets = offsets
  }

  /// Takes one event; returns an error if the document grows beyond what is read.
  mutating func take(_ event: yaml_event_t) -> SyntaxError? {
    let start = offsets.byteOffset(event.start_mark)
    let end = offsets.byteOffset(event.end_mark)
    count += 1
    if count > SyntaxLimits.nodes {
      return SyntaxError(
        TextRange(at: start), "the file has more than \(SyntaxLimits.nodes) values and is not read")
    }
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      root = nil
      anchors = [:]
      duplicates = []
    case YAML_DOCUMENT_END_EVENT: documents.append((root, anchors, duplicates))
    case YAML_ALIAS_EVENT:
      let name = text(event.data.alias.anchor)
      guard anchors[name] != nil || stack.contains(where: { $0.anchor == name }) else {
        return SyntaxError(TextRange(start, end), "no anchor &\(name) above")
      }
      add(Node(.alias(name), range: TextRange(start, end)))
    case YAML_SCALAR_EVENT: scalar(event, start, end)
    case YAML_MAPPING_START_EVENT, YAML_SEQUENCE_START_EVENT:
      guard stack.count < SyntaxLimits.depth else {
        return SyntaxError(TextRange(at: start), "values are nested more than \(SyntaxLimits.depth) deep")
      }
      open(event, start, end)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: close(end)
    default: break
    }
    return nil
  }

  func finish() -> [NodeDocument] {
    let comments = CommentScanner.comments(in: source, outside: scalars)
    return documents.enumerated().map { index, document in
      NodeDocument(
        source: source, root: document.root, comments: index == 0 ? comments : [],
        // A node is complete after those inside it.
        anchors: document.anchors.mapValues { $0.sorted { $0.range.start < $1.range.start } },
        duplicateKeys: document.duplicates)
    }
  }

  private mutating func open(_ event: yaml_event_t, _ start: Int, _ end: Int) {
    let isMapping = event.type == YAML_MAPPING_START_EVENT
    let isFlow =
      isMapping
      ? event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
      : event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    let anchor = isMapping ? event.data.mapping_start.anchor : event.data.sequence_start.anchor
    let tag = isMapping ? event.data.mapping_start.tag : event.data.sequence_start.tag
    // A bracket is the last byte of the event, after anchor and tag; a block begins with its first child.
    stack.append(
      Open(
        isMapping: isMapping, start: isFlow ? max(start, end - 1) : -1, isFlow: isFlow,
        anchor: anchor.map { text($0) }, tag: tag.map { text($0) }))
    if !isFlow, !isMapping { stack[stack.count - 1].nodes = [] }
    blockStarts.append(isFlow ? start : afterProperties(start))
  }

  private var blockStarts: [Int] = []

  private mutating func close(_ end: Int) {
    guard let open = stack.popLast() else { return }
    let blockStart = blockStarts.popLast() ?? 0
    let range: TextRange
    if open.isFlow {
      range = TextRange(open.start, end)
    } else if open.isMapping {
      let last = open.nodes.last?.range.end ?? blockStart
      range = TextRange(open.nodes.first.map { min($0.range.start, max(blockStart, 0)) } ?? blockStart, last)
    } else {
      range = TextRange(
        blockStart, max(blockStart, open.nodes.last.map { lastByte(of: $0, from: blockStart) } ?? blockStart))
    }
    let content: Node.Content
    if open.isMapping {
      var entries: [Node.Entry] = []
      var seen: [ExactName: TextRange] = [:]
      for i in stride(from: 0, to: open.nodes.count - 1, by: 2) {
        let key = written(open.nodes[i])
        if let name = key.scalar?.text, name != "<<" {
          if let first = seen[ExactName(name)] {
            duplicates.append(.init(key: key.range, first: first, name: name))
          } else {
            seen[ExactName(name)] = key.range
          }
        }
        entries.append(Node.Entry(key: key, value: open.nodes[i + 1]))
      }
      content = .mapping(entries)
    } else {
      content = .sequence(open.nodes)
    }
    add(Node(content, range: range, isFlow: open.isFlow, anchor: open.anchor, tag: open.tag))
  }

  /// A key that is an alias of a text is that text, where the alias stands.
  private func written(_ key: Node) -> Node {
    guard case .alias(let name) = key.content, let target = anchors[name]?.last, target.scalar != nil
    else { return key }
    return Node(target.content, range: key.range)
  }

  private func lastByte(of node: Node, from start: Int) -> Int { max(node.range.end, start) }

  private mutating func scalar(_ event: yaml_event_t, _ start: Int, _ end: Int) {
    let data = event.data.scalar
    let text = String(decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
    let style: Scalar.Style =
      switch data.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: .literal
      case YAML_FOLDED_SCALAR_STYLE: .folded
      default: .plain
      }
    let tag = data.tag.map { self.text($0) }
    var range = TextRange(start, end)
    if data.anchor != nil || data.tag != nil { range = TextRange(min(afterProperties(start), end), end) }
    if style == .literal || style == .folded { range = TextRange(range.start, trimmed(range)) }
    if style == .plain, range.isEmpty { range = TextRange(at: emptyValuePlace(range.start)) }
    let type =
      style == .plain && tag == nil
      ? YAMLScalarType.of(text) : tag == "tag:yaml.org,2002:null" ? .null : .string
    scalars.append(range)
    add(
      Node(
        .scalar(Scalar(text, style: style, type: type)), range: range,
        anchor: data.anchor.map { self.text($0) },
        tag: tag))
  }

  /// A value that is not written has libyaml's mark at the next token; it belongs right after the colon.
  private func emptyValuePlace(_ mark: Int) -> Int {
    var i = min(mark, source.bytes.count)
    while let byte = source.byte(at: i - 1), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      i -= 1
    }
    guard let byte = source.byte(at: i - 1), byte == 0x3A || byte == 0x2D || byte == 0x3F else { return mark }
    return i
  }

  /// The end of a block scalar without the blank lines after it.
  private func trimmed(_ range: TextRange) -> Int {
    var end = range.end
    while end > range.start, let byte = source.byte(at: end - 1),
      byte == 0x0A || byte == 0x0D || byte == 0x20 || byte == 0x09
    {
      end -= 1
    }
    return end
  }

  /// The first byte after `&anchor` and `!tag` and the blanks, comments and line ends that follow them.
  private func afterProperties(_ start: Int) -> Int {
    var i = start
    let bytes = source.bytes
    func skipBlanks() {
      while i < bytes.count {
        if bytes[i] == 0x20 || bytes[i] == 0x09 || bytes[i] == 0x0A || bytes[i] == 0x0D {
          i += 1
        } else if bytes[i] == 0x23, i > start {
          while i < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x0D { i += 1 }
        } else {
          return
        }
      }
    }
    while i < bytes.count, bytes[i] == 0x26 || bytes[i] == 0x21 {
      if bytes[i] == 0x26 {
        // libyaml ends an anchor at what is not a letter, digit, `_` or `-`, also without a blank.
        i += 1
        while i < bytes.count, bytes[i].isOfWord { i += 1 }
        skipBlanks()
        continue
      }
      while i < bytes.count, ![0x20, 0x09, 0x0A, 0x0D, 0x2C, 0x5D, 0x7D].contains(bytes[i]) { i += 1 }
      skipBlanks()
    }
    return i
  }

  private mutating func add(_ node: Node) {
    if let anchor = node.anchor { anchors[anchor, default: []].append(node) }
    if stack.isEmpty { root = node } else { stack[stack.count - 1].nodes.append(node) }
  }

  private func text(_ pointer: UnsafePointer<UInt8>) -> String { String(cString: pointer) }
  private func text(_ pointer: UnsafeMutablePointer<UInt8>) -> String { String(cString: pointer) }
}

/// Comments are the `#` that stand at the start of a line or after a blank, outside every scalar.
enum CommentScanner {
  static func comments(in source: SourceText, outside scalars: [TextRange]) -> [TextRange] {
    var comments: [TextRange] = []
    var position = 0
    let bytes = source.bytes
    func scan(to end: Int) {
      while position < end {
        guard bytes[position] == 0x23,
          position == 0 || [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position - 1]) || position == 3
        else {
          position += 1
          continue
        }
        let start = position
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        comments.append(TextRange(start, position))
      }
    }
    for scalar in scalars.sorted() {
      scan(to: min(scalar.start, bytes.count))
      position = max(position, min(scalar.end, bytes.count))
    }
    scan(to: bytes.count)
    return comments
  }
}

/// What a plain scalar means, in YAML 1.2's core schema as Go's yaml.v3 reads it.
enum YAMLScalarType {
  static func of(_ text: String) -> Scalar.ScalarType {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE", "false", "False", "FALSE": return .boolean
    case ".inf", ".Inf", ".INF", "+.inf", "-.inf", ".nan", ".NaN", ".NAN": return .float
    default: break
    }
    guard let first = text.utf8.first,
      (0x30...0x39).contains(first) || first == 0x2B || first == 0x2D || first == 0x2E
    else { return .string }
    var digits = text[...]
    if first == 0x2B || first == 0x2D { digits = digits.dropFirst() }
    if digits.hasPrefix("0x") { return isAll(digits.dropFirst(2), { $0.isHexDigit }) ? .integer : .string }
    if digits.hasPrefix("0o") {
      return isAll(digits.dropFirst(2), { ("0"..."7").contains($0) }) ? .integer : .string
    }
    if isAll(digits, { $0.isASCII && $0.isNumber }) { return .integer }
    let mantissa = digits.prefix { $0 != "e" && $0 != "E" }
    let exponent = digits.dropFirst(mantissa.count + 1)
    let hasExponent = mantissa.count < digits.count
    let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      parts.contains(where: { !$0.isEmpty })
    else { return .string }
    if hasExponent {
      let unsigned = exponent.hasPrefix("+") || exponent.hasPrefix("-") ? exponent.dropFirst() : exponent
      return isAll(unsigned, { $0.isASCII && $0.isNumber }) ? .float : .string
    }
    return .float
  }

  private static func isAll(_ text: Substring, _ test: (Character) -> Bool) -> Bool {
    !text.isEmpty && text.allSatisfy(test)
  }
}
