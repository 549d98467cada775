/// References in text and attribute values: `&lt;`, `&#10;`, `&#x2714;`.
///
/// Only the five entities that XML itself declares are known, because a document type that could declare
/// others is not read.
enum XMLReferences {
  /// The text of a range, with references replaced and line ends normalised.
  ///
  /// - Parameter isAttribute: whether line ends and tabs become blanks, as XML 1.0 asks in 3.3.3.
  /// - Throws: where a `&` begins no reference that is known, or one to a character that XML forbids.
  static func resolved(_ source: SourceText, _ range: TextRange, isAttribute: Bool) throws(SyntaxError)
    -> String
  {
    let bytes = source.bytes
    var text: [UInt8] = []
    text.reserveCapacity(range.length)
    var i = range.start
    while i < range.end {
      switch bytes[i] {
      case 0x26:
        let (replacement, end) = try reference(source, at: i, limit: range.end)
        text.append(contentsOf: replacement)
        i = end
      case 0x0D:
        text.append(isAttribute ? 0x20 : 0x0A)
        i += i + 1 < range.end && bytes[i + 1] == 0x0A ? 2 : 1
      case 0x0A, 0x09:
        text.append(isAttribute ? 0x20 : bytes[i])
        i += 1
      default:
        text.append(bytes[i])
        i += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// - Parameter start: the offset of the `&`.
  private static func reference(_ source: SourceText, at start: Int, limit: Int) throws(SyntaxError)
    -> (text: [UInt8], end: Int)
  {
    // No reference is longer; looking no further keeps a text of ampersands from costing its square.
    let reach = min(limit, start + 66)
    var end = start + 1
    while end < reach, isPart(source.bytes[end]) { end += 1 }
    guard end < reach, source.bytes[end] == 0x3B, end > start + 1 else {
      throw SyntaxError(
        TextRange(start, start + 1), "a '&' that does not start a reference; write '&amp;'")
    }
    let range = TextRange(start, end + 1)
    let name = source.string(TextRange(start + 1, end))
    switch name {
    case "lt": return ([0x3C], range.end)
    case "gt": return ([0x3E], range.end)
    case "amp": return ([0x26], range.end)
    case "quot": return ([0x22], range.end)
    case "apos": return ([0x27], range.end)
    default: break
    }
    guard name.hasPrefix("#") else {
      throw SyntaxError(range, "unknown entity '\(name)'; known are lt, gt, amp, quot and apos")
    }
    guard let number = number(name.dropFirst()), XMLCharacters.isLegal(number),
      let scalar = Unicode.Scalar(number)
    else { throw SyntaxError(range, "a reference to a character XML does not allow") }
    return (Array(String(scalar).utf8), range.end)
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x23, 0x2D, 0x2E, 0x30...0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...: true
    default: false
    }
  }

  private static func number(_ text: Substring) -> UInt32? {
    let isHexadecimal = text.hasPrefix("x")
    let digits = isHexadecimal ? text.dropFirst() : text
    // `UInt32("+5")` is 5; a sign is not a digit here.
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }) else { return nil }
    return UInt32(digits, radix: isHexadecimal ? 16 : 10)
  }
}
