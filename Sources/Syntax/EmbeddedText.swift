/// A document found inside another: the text its own parser sees, and the way back to the host.
public struct EmbeddedText: Sendable {
  public let source: SourceText
  public let map: OffsetMap
  /// Inner ranges whose text is computed when the host runs (`$VAR` in an unquoted here-document).
  public let holes: [TextRange]
  /// The file name that the host gives it (`cat > Modelfile`), if any.
  public let name: String?
  /// The info string of a Markdown fence, first word, lower case.
  public let language: String?

  public init(
    source: SourceText, map: OffsetMap, holes: [TextRange] = [], name: String? = nil, language: String? = nil
  ) {
    self.source = source
    self.map = map
    self.holes = holes
    self.name = name
    self.language = language
  }

  /// Gathers the given host ranges, each usually a line without its indentation, into one inner text.
  init(lines: [TextRange], of host: SourceText, prefix: String, name: String? = nil, language: String? = nil) {
    var bytes: [UInt8] = []
    var segments: [OffsetMap.Segment] = []
    for line in lines where !line.isEmpty {
      segments.append(
        .init(inner: bytes.count, length: line.length, host: line.start, hostLength: line.length))
      bytes.append(contentsOf: host.slice(line))
    }
    self.init(
      source: SourceText(bytes),
      map: OffsetMap(segments: segments, encoding: prefix.isEmpty ? .verbatim : .lines(prefix: prefix)),
      name: name, language: language)
  }
}

extension OffsetMap {
  /// An edit of the inner text as bytes of the host.
  public func hostEdit(_ edit: Edit) -> (range: TextRange, bytes: [UInt8]) {
    switch encoding {
    case .verbatim: return (hostRange(edit.range), Array(edit.text.utf8))
    case .lines(let prefix): return linesEdit(edit, prefix)
    case .utf16(let bigEndian):
      var bytes: [UInt8] = []
      for unit in edit.text.utf16 {
        let high = UInt8(unit >> 8)
        let low = UInt8(unit & 0xFF)
        bytes += bigEndian ? [high, low] : [low, high]
      }
      return (hostRange(edit.range), bytes)
    }
  }

  /// Every new line gets the prefix that the host's lines have, and removed lines take theirs along.
  private func linesEdit(_ edit: Edit, _ prefix: String) -> (range: TextRange, bytes: [UInt8]) {
    var range = hostRange(edit.range)
    var text = ""
    var atLineStart = false
    for character in edit.text {
      if atLineStart, !character.isNewline { text += prefix }
      text.append(character)
      atLineStart = character.isNewline
    }
    let endOfText = segments.last.map { $0.inner + $0.length } ?? 0
    if edit.range.isEmpty {
      if edit.range.start == endOfText, endOfText > 0 {
        // What follows in the host is not a line of the text.
        if edit.text.first?.isNewline != true { text = prefix + text }
      } else if atLineStart {
        text += prefix
      }
    } else if edit.text.isEmpty, let first = segments.first(where: { $0.inner == edit.range.start }) {
      // Whole lines: the next line keeps its own prefix, or the removed one's goes.
      if let next = segments.first(where: { $0.inner == edit.range.end }) {
        range = TextRange(first.host, next.host)
      } else if edit.range.end == endOfText {
        range = TextRange(max(0, first.host - prefix.utf8.count), range.end)
      }
    }
    return (range, Array(text.utf8))
  }
}
