/// A pattern in which `*` stands for any run of bytes, the empty one included.
///
/// Only the last `*` is ever reconsidered, so that the time is bounded by pattern times text.
struct Glob {
  private let pattern: [UInt8]

  init(_ pattern: String) { self.pattern = Array(pattern.utf8) }

  /// Whether the whole of `text` fits, upper and lower case told apart.
  func matches(_ text: String) -> Bool {
    let text = Array(text.utf8)
    var p = 0
    var t = 0
    var retry: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
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
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
