/// A pattern in which `*` stands for any run of bytes, the empty one included.
public enum Glob {
  /// Whether the whole of `text` fits, upper and lower case told apart.
  ///
  /// Only the last `*` is ever reconsidered, so that the time is bounded by pattern times text.
  public static func matches(_ pattern: String, _ text: String) -> Bool {
    var (pattern, text) = (pattern, text)
    return pattern.withUTF8 { pattern in text.withUTF8 { matches(pattern, $0) } }
  }

  private static func matches(
    _ pattern: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let any = UInt8(ascii: "*")
    var p = 0
    var t = 0
    var retry: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == any {
        p += 1
        retry = (p, t)
      } else if p < pattern.count, pattern[p] == text[t] {
        p += 1
        t += 1
      } else if let last = retry {
        p = last.pattern
        t = last.text + 1
        retry = (p, t)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == any }
  }
}
