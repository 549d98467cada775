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
}
