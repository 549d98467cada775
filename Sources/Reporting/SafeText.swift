import Syntax

/// Text from files and names of files, made harmless for a terminal.
public enum SafeText {
  /// Control characters, escape sequences and marks that turn the writing direction are shown as `\u{1b}`;
  /// tabs become a blank.
  public static func shown(_ text: String) -> String {
    let text = PathText.shown(text)
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        result += " "
      } else if isUnsafe(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The same for a text of several lines, whose line ends stay.
  public static func shownLines(_ bytes: [UInt8]) -> String {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { shown(String(decoding: $0, as: UTF8.self)) }.joined(separator: "\n")
  }

  /// The same for a message that may have several lines.
  public static func shownLines(_ text: String) -> String { shownLines(Array(text.utf8)) }

  /// The same for prose, whose line ends mean nothing.
  static func prose(_ text: String) -> String {
    shown(text.split(separator: "\n").joined(separator: " "))
  }

  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    // Zero-width and direction marks, isolates and overrides.
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0x61C: true
    case 0xE0000...0xE007F: true
    default: false
    }
  }
}
