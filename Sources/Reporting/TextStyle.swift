/// How a text report may be decorated.
public struct TextStyle: Sendable {
  public let usesColor: Bool
  /// Whether rule names are links (OSC 8).
  public let usesLinks: Bool
  /// Columns to wrap at.
  public let width: Int

  public init(usesColor: Bool, usesLinks: Bool, width: Int = 80) {
    self.usesColor = usesColor
    self.usesLinks = usesLinks
    self.width = max(40, width)
  }

  public static let plain = TextStyle(usesColor: false, usesLinks: false)

  enum Ink: String {
    case error = "1;31"
    case warning = "1;33"
    case info = "1;36"
    case bold = "1"
    case faint = "2"
    case good = "32"
  }

  func paint(_ text: String, _ ink: Ink) -> String {
    usesColor ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text
  }

  func link(_ text: String, to url: String) -> String {
    usesLinks ? "\u{1B}]8;;\(url)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\" : text
  }
}

/// Breaks prose into lines.
enum Wrap {
  /// Lines of at most `width` columns, the first after `first`, the others after `rest`.
  static func lines(_ text: String, first: String, rest: String, width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = lines.isEmpty ? first : rest
      var columns = self.width(of: line[...])
      var isEmpty = true
      for bytes in paragraph.utf8.split(separator: UInt8(ascii: " ")) {
        let word = Substring(bytes)
        let size = self.width(of: word)
        if !isEmpty, columns + 1 + size > width {
          lines.append(line)
          line = rest
          columns = self.width(of: rest[...])
          isEmpty = true
        }
        if !isEmpty { line += " " }
        line += word
        columns += isEmpty ? size : size + 1
        isEmpty = false
      }
      lines.append(line)
    }
    return lines
  }

  /// Columns; in ASCII each byte is one, and characters need not be found.
  private static func width(of text: Substring) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
  }
}
