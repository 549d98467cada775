import CLibYAML

/// YAML, read by libyaml's events and marks.
public enum YAMLParser {
  /// The documents of a stream, in order; none for an empty text.
  ///
  /// - Throws: what is wrong and where, also for text that is too large, too deep or not UTF-8.
  public static func parse(_ source: SourceText) throws(SyntaxError) -> [NodeDocument] {
    try SyntaxLimits.check(source)
    let offsets = CharacterOffsets(source.bytes)
    var builder = YAMLTreeBuilder(source, offsets)
    var failure: SyntaxError?
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) != 0 else {
      throw SyntaxError(TextRange(at: 0), "there is not enough memory to read this file")
    }
    source.bytes.withUnsafeBufferPointer { buffer in
      // The encoding is left to libyaml: told it is UTF-8, it takes a byte-order mark for indentation.
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      var isDone = false
      while !isDone, failure == nil {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) != 0 else {
          failure = YAMLProblem.error(parser, source, offsets)
          break
        }
        isDone = event.type == YAML_STREAM_END_EVENT
        failure = builder.take(event)
        yaml_event_delete(&event)
      }
    }
    yaml_parser_delete(&parser)
    if let failure { throw failure }
    return builder.finish()
  }
}

/// Where each character of a text begins; libyaml counts characters, we count bytes.
struct CharacterOffsets {
  /// `nil` where every character is one byte.
  private let starts: [Int32]?
  private let shift: Int
  private let count: Int

  init(_ bytes: [UInt8]) {
    // libyaml skips a byte-order mark without counting it.
    shift = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    count = bytes.count
    guard bytes.dropFirst(shift).contains(where: { $0 >= 0x80 }) else {
      starts = nil
      return
    }
    var starts: [Int32] = []
    starts.reserveCapacity(bytes.count + 1)
    for (i, byte) in bytes.enumerated() where i >= shift && byte & 0xC0 != 0x80 { starts.append(Int32(i)) }
    starts.append(Int32(bytes.count))
    self.starts = starts
  }

  func byteOffset(_ mark: yaml_mark_t) -> Int {
    let index = Int(mark.index)
    guard let starts else { return min(index + shift, count) }
    return index < starts.count ? Int(starts[index]) : count
  }
}

enum UTF8Check {
  /// The offset of the first byte that begins no well-formed sequence.
  static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { b in
      var i = 0
      while i < b.count {
        let c = b[i]
        if c < 0x80 {
          i += 1
          continue
        }
        let length = c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 0
        guard length > 0, i + length <= b.count else { return i }
        for k in 1..<length where b[i + k] & 0xC0 != 0x80 { return i }
        let second = b[i + 1]
        if (c == 0xE0 && second < 0xA0) || (c == 0xED && second > 0x9F) || (c == 0xF0 && second < 0x90)
          || (c == 0xF4 && second > 0x8F)
        {
          return i
        }
        i += length
      }
      return nil
    }
  }
}
