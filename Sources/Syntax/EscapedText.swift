/// Texts in quotes in which a backslash escapes.
enum EscapedText {
  /// - Parameter control: how the syntax writes a character for which it has no letter; `nil` for one that stands for itself.
  static func quoted(
    _ text: String, _ quote: Unicode.Scalar = "\"", control: (UInt32) -> String?
  ) -> String {
    var result = String(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case quote, "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result += control(scalar.value) ?? String(scalar)
      }
    }
    return result + String(quote)
  }

  static func hex(_ value: UInt32, _ length: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: length - digits.count) + digits
  }
}
