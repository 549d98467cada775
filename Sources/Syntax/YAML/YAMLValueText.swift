extension NewValue {
  /// A whole document in YAML.
  public func yaml(newline: String = "\n") -> String {
    YAMLValueText(newline: newline, step: 2, indentsSequences: true).block(self, column: 0) + newline
  }
}

/// How a new value is written in YAML.
struct YAMLValueText {
  let newline: String
  /// Blanks that a nested mapping is indented by.
  let step: Int
  /// Whether `- ` stands deeper than the key of its sequence.
  let indentsSequences: Bool
  /// Whether keys and texts are in double quotes, needed or not, as in JSON.
  var isQuoted = false

  /// What follows `key:` — ` value`, or the lines below it.
  func afterColon(_ value: NewValue, column: Int) -> String {
    switch value {
    case .null: return ""
    case .mapping(let members) where !members.isEmpty:
      return newline + block(value, column: column + step)
    case .list(let items, flow: false) where !items.isEmpty:
      return newline + block(value, column: column + (indentsSequences ? step : 0))
    default: return " " + flow(value, inFlow: false)
    }
  }

  /// Lines at `column`, without a line ending after the last.
  func block(_ value: NewValue, column: Int) -> String {
    let indent = String(repeating: " ", count: column)
    switch value {
    case .mapping(let members) where !members.isEmpty:
      return members.map { member in
        (member.comment.map { indent + "# " + $0 + newline } ?? "")
          + indent + key(member.key) + ":" + afterColon(member.value, column: column)
      }.joined(separator: newline)
    case .list(let items, flow: false) where !items.isEmpty:
      return items.map { indent + "- " + item($0, column: column + 2) }.joined(separator: newline)
    default: return indent + flow(value, inFlow: false)
    }
  }

  /// What follows `- `; a mapping's first key stands on the dash's line.
  func item(_ value: NewValue, column: Int) -> String {
    switch value {
    // By scalars: the last blank may be one character with a mark that the first key begins with.
    case .mapping(let members) where !members.isEmpty:
      String(block(value, column: column).unicodeScalars.dropFirst(column))
    case .list(let items, flow: false) where !items.isEmpty:
      String(block(value, column: column).unicodeScalars.dropFirst(column))
    default: flow(value, inFlow: false)
    }
  }

  func flow(_ value: NewValue, inFlow: Bool) -> String {
    switch value {
    case .string(let text): !isQuoted && Self.isPlain(text, inFlow: inFlow) ? text : Self.doubleQuoted(text)
    case .quoted(let text): Self.doubleQuoted(text)
    case .integer(let number): String(number)
    case .decimal(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .null: "null"
    case .list(let items, _): "[" + items.map { flow($0, inFlow: true) }.joined(separator: ", ") + "]"
    case .mapping(let members):
      members.isEmpty
        ? "{}"
        : "{ " + members.map { key($0.key) + ": " + flow($0.value, inFlow: true) }.joined(separator: ", ")
          + " }"
    }
  }

  func key(_ text: String) -> String {
    !isQuoted && Self.isPlain(text, inFlow: true) ? text : Self.doubleQuoted(text)
  }

  static func doubleQuoted(_ text: String) -> String {
    EscapedText.quoted(text) { $0 < 0x20 || $0 == 0x7F ? "\\x" + EscapedText.hex($0, 2) : nil }
  }

  /// What YAML 1.1 reads as a date (`2026-11-28`) or as a number of base 2 (`0b101`).
  private static func isDateOrBinary(_ text: String) -> Bool {
    let bytes = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    if bytes.starts(with: "0b".utf8) {
      return bytes.dropFirst(2).allSatisfy {
        $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") || $0 == UInt8(ascii: "_")
      }
    }
    let year = text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return year.count == 4 && text.utf8.dropFirst(4).first == UInt8(ascii: "-")
  }

  /// Whether a string may stand without quotes and is read as that string by YAML 1.1 and 1.2 alike.
  static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      YAMLScalarType.of(text) == .string, last != ":", last != " "
    else { return false }
    // YAML knows scalars, and a blank with a mark on it is a blank to it.
    let pairs = zip(text.unicodeScalars, text.unicodeScalars.dropFirst())
    if pairs.contains(where: { $0 == ":" && $1 == " " || $0 == " " && $1 == "#" }) { return false }
    if ["yes", "no", "on", "off", "y", "n", "<<", "="].contains(text.lowercased()) { return false }
    // Base 60 in YAML 1.1: a port mapping such as 2222:22 is a number there.
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x3A || $0 == 0x5F || $0 == 0x2E }) {
      return false
    }
    if isDateOrBinary(text) { return false }
    if let second = text.unicodeScalars.dropFirst().first {
      if (first == "-" || first == "?") && second == " " || text.utf8.starts(with: "---".utf8) {
        return false
      }
    } else if first == "-" || first == "?" {
      return false
    }
    if " ,[]{}#&*!|>'\"%@`".unicodeScalars.contains(first) || first == ":" { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      scalar.value >= 0x20 && scalar.value != 0x7F && !(0x80..<0xA0).contains(scalar.value)
        && scalar.value != 0x2028
        && scalar.value != 0x2029 && scalar.value != 0xFEFF
        && !(inFlow && ",[]{}".unicodeScalars.contains(scalar))
    }
  }
}
