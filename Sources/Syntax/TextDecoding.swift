/// The text of a file in one of the encodings that Ollama accepts for Modelfiles.
public enum TextDecoding {
  /// UTF-16 with a byte-order mark as UTF-8 with a map back to the file; `nil` for everything else.
  ///
  /// A lone surrogate becomes U+FFFD, three bytes that stand for its two.
  public static func utf16(_ bytes: [UInt8]) -> EmbeddedText? {
    guard bytes.count >= 2 else { return nil }
    let bigEndian: Bool
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE): bigEndian = false
    case (0xFE, 0xFF): bigEndian = true
    default: return nil
    }
    func unit(at i: Int) -> UInt16 {
      let (a, b) = (UInt16(bytes[i]), UInt16(bytes[i + 1]))
      return bigEndian ? a << 8 | b : b << 8 | a
    }
    var text: [UInt8] = []
    var segments: [OffsetMap.Segment] = []
    var i = 2
    while i + 1 < bytes.count {
      let first = unit(at: i)
      var units = [first]
      if (0xD800..<0xDC00).contains(first), i + 3 < bytes.count, (0xDC00..<0xE000).contains(unit(at: i + 2)) {
        units.append(unit(at: i + 2))
      }
      let encoded = Array(String(decoding: units, as: UTF16.self).utf8)
      segments.append(.init(inner: text.count, length: encoded.count, host: i, hostLength: units.count * 2))
      text.append(contentsOf: encoded)
      i += units.count * 2
    }
    return EmbeddedText(
      source: SourceText(text), map: OffsetMap(segments: segments, encoding: .utf16(bigEndian: bigEndian)))
  }
}
