extension EmbeddedText {
  /// The text of a literal block scalar (`key: |`), as a document of its own; `nil` for any other node.
  public init?(block node: Node, of source: SourceText, name: String? = nil) {
    guard node.scalar?.style == .literal else { return nil }
    var lines: [TextRange] = []
    var position = source.behindNewline(at: source.lineEnd(of: node.range.start))
    while position < node.range.end {
      let end = source.behindNewline(at: source.lineEnd(of: position))
      lines.append(TextRange(position, end))
      position = max(end, position + 1)
    }
    // The first line that is not blank sets the indentation, as it does for YAML.
    guard let first = lines.first(where: { !source.isBlank($0) }) else { return nil }
    let indent = source.slice(first).prefix { $0 == 0x20 }.count
    let texts = lines.map { line in
      let own = source.slice(line).prefix { $0 == 0x20 }.count
      return TextRange(line.start + min(indent, own), line.end)
    }
    self.init(lines: texts, of: source, prefix: String(repeating: " ", count: indent), name: name)
  }

  /// A mapping in YAML as a document of its own, without the indentation that it has there; `nil` in braces.
  public init?(mapping node: Node, of source: SourceText) {
    guard node.entries != nil else { return nil }
    let start = source.lineStart(of: node.range.start)
    let indent = node.range.start - start
    guard source.slice(TextRange(start, node.range.start)).allSatisfy({ $0 == 0x20 }) else { return nil }
    var lines: [TextRange] = []
    var position = start
    while position < node.range.end {
      let end = source.behindNewline(at: source.lineEnd(of: position))
      let own = source.slice(TextRange(position, end)).prefix { $0 == 0x20 }.count
      lines.append(TextRange(position + min(indent, own), end))
      position = max(end, position + 1)
    }
    self.init(lines: lines, of: source, prefix: String(repeating: " ", count: indent))
  }

  /// Whole lines without the blanks that all of them begin with; the first and the last may be empty.
  public init?(indented range: TextRange, of source: SourceText) {
    var lines: [TextRange] = []
    var position = range.start
    while position < range.end {
      let end = min(source.behindNewline(at: source.lineEnd(of: position)), range.end)
      lines.append(TextRange(position, end))
      position = max(end, position + 1)
    }
    func isBlank(_ line: TextRange) -> Bool { source.slice(line).allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) } }
    // The rest of the opening line is not part of the text.
    if let first = lines.first, isBlank(first) { lines.removeFirst() }
    if let last = lines.last, isBlank(last) { lines.removeLast() }
    let indents = lines.filter { !isBlank($0) }.map { line in source.slice(line).prefix { $0 == 0x20 }.count }
    guard let indent = indents.min() else { return nil }
    let texts = lines.map { line in
      TextRange(line.start + min(indent, source.slice(line).prefix { $0 == 0x20 }.count), line.end)
    }
    self.init(lines: texts, of: source, prefix: String(repeating: " ", count: indent))
  }
}
