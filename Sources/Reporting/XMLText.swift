import Syntax

/// Text as XML takes it.
enum XMLText {
  /// A name with its value in quotes; characters that XML 1.0 has no way to write are shown as `\u{1b}`.
  static func attribute(_ name: String, _ value: String) -> String { " \(name)=\"\(escaped(value))\"" }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in PathText.shown(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      default:
        if SafeText.isUnsafe(scalar) || scalar.value & 0xFFFE == 0xFFFE {
          result += SafeText.shown(scalar.value & 0xFFFE == 0xFFFE ? "?" : String(scalar))
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
