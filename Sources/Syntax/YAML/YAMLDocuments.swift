/// The documents of a YAML text, each as a text of its own: `---` at the start of a line parts them.
public enum YAMLDocuments {
  /// Empty for a text with one document.
  public static func parts(of source: SourceText) -> [EmbeddedText] {
    var ranges: [TextRange] = []
    var start = 0
    var line = 0
    while line < source.bytes.count {
      let end = source.lineEnd(of: line)
      let next = source.behindNewline(at: end)
      if isMark(source.bytes[line..<end]) {
        ranges.append(TextRange(start, line))
        start = next
      }
      line = next
    }
    ranges.append(TextRange(start, source.bytes.count))
    let texts = ranges.filter { !isEmpty($0, in: source) }
    guard texts.count > 1 else { return [] }
    return texts.map { range in
      EmbeddedText(
        source: SourceText(Array(source.slice(range))),
        map: OffsetMap(
          segments: [.init(inner: 0, length: range.length, host: range.start, hostLength: range.length)], encoding: .verbatim))
    }
  }

  private static func isMark(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: [0x2D, 0x2D, 0x2D]) && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Whether nothing but comments and blank lines is there.
  private static func isEmpty(_ range: TextRange, in source: SourceText) -> Bool {
    source.slice(range).split(separator: 0x0A).allSatisfy { line in
      let first = line.first { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }
      return first == nil || first == UInt8(ascii: "#") || line.starts(with: [UInt8(ascii: "%")])
    }
  }
}
