import Vocabulary
import Wording

extension Value {
  /// The value as messages show it, in the unit that the attribute declares.
  ///
  /// Bytes are `8.0 GiB`, seconds `5 min`, tokens and counts `65,536`, flags `yes` or `no`, lists `a, b and c`;
  /// ports are plain digits.
  public func formatted(as type: AttributeType) -> String {
    switch self {
    case .flag(let flag): flag ? "yes" : "no"
    case .integer(let number):
      switch type {
      case .integer(.bytes): Wording.size(number)
      case .integer(.seconds): Wording.duration(seconds: number)
      case .integer(.port): String(number)
      default: Wording.number(number)
      }
    case .number(let number): Wording.number(number)
    case .text(let text): text.asOneLine
    case .list(let values): Wording.list(values.map { $0.formatted(as: .text) })
    }
  }

  /// The value as a file holds it, with plain digits: what a message asks people to type.
  func typed(as type: AttributeType) -> String {
    switch self {
    case .flag(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .text(let text): text
    default: formatted(as: type)
    }
  }
}

extension String {
  /// A text of several lines, cut off where it would fill a message.
  fileprivate var asOneLine: String {
    guard contains(where: \.isNewline) else { return self }
    let words = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 40 ? words.prefix(40) + "..." : words
  }
}
