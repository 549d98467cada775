/// The commands of a Makefile's or justfile's recipes, as scripts of their own.
public enum RecipeText {
  /// One text for each recipe. What make or just would replace (`$(VAR)`, `{{var}}`) are holes.
  public static func recipes(of source: SourceText) -> [EmbeddedText] {
    var texts: [EmbeddedText] = []
    var lines: [TextRange] = []
    var position = 0
    func flush() {
      if !lines.isEmpty { texts.append(text(lines, source)) }
      lines = []
    }
    var isContinued = false
    while position < source.bytes.count {
      let end = source.lineEnd(of: position)
      let next = source.behindNewline(at: end)
      let first = source.byte(at: position)
      let isIndented =
        (first == 0x09 || (first == 0x20 && source.byte(at: position + 1) == 0x20)) && position < end
      if isIndented || (isContinued && !lines.isEmpty) {
        var start = position
        while start < end, source.byte(at: start) == 0x09 || source.byte(at: start) == 0x20 { start += 1 }
        while start < end, !isContinued, let byte = source.byte(at: start),
          byte == 0x40 || byte == 0x2D || byte == 0x2B
        { start += 1 }
        lines.append(TextRange(start, next))
        isContinued = source.byte(at: end - 1) == 0x5C
      } else if !source.isBlank(TextRange(position, end)) {
        flush()
        isContinued = false
      }
      position = next
    }
    flush()
    return texts
  }

  private static func text(_ lines: [TextRange], _ source: SourceText) -> EmbeddedText {
    let text = EmbeddedText(lines: lines, of: source, prefix: "\t")
    var holes: [TextRange] = []
    let bytes = text.source.bytes
    var i = 0
    while i + 1 < bytes.count {
      let open =
        bytes[i] == 0x24 && (bytes[i + 1] == 0x28 || bytes[i + 1] == 0x7B)
        ? (bytes[i + 1] == 0x28 ? 0x29 : 0x7D) : bytes[i] == 0x7B && bytes[i + 1] == 0x7B ? 0x7D : 0
      if open != 0 {
        let start = i
        while i < bytes.count, bytes[i] != UInt8(open) { i += 1 }
        holes.append(TextRange(start, min(i + 1, bytes.count)))
      }
      i += 1
    }
    return EmbeddedText(source: text.source, map: text.map, holes: holes)
  }
}
