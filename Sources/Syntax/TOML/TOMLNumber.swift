/// What a TOML word without quotes means.
enum TOMLNumber {
  /// Numbers without their underscores, whole ones in decimal digits; `nil` for anything else.
  static func scalar(_ text: String) -> Scalar? {
    if text == "true" || text == "false" { return Scalar(text, style: .plain, type: .boolean) }
    let unsigned = text.first == "+" || text.first == "-" ? text.dropFirst() : text[...]
    if unsigned == "inf" || unsigned == "nan" { return Scalar(text, style: .plain, type: .float) }
    if isDate(Array(text.utf8)) { return Scalar(text, style: .plain, type: .string) }
    guard separatesDigits(unsigned) else { return nil }
    let digits = unsigned.filter { $0 != "_" }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
      guard unsigned.utf8.count == text.utf8.count, digits.dropFirst(2).allSatisfy({ $0.isHexDigit }),
        let number = Int(digits.dropFirst(2), radix: radix)
      else { return nil }
      return Scalar(String(number), style: .plain, type: .integer)
    }
    let sign = text.first == "-" ? "-" : ""
    let whole = digits.prefix { $0.isASCII && $0.isNumber }
    guard !whole.isEmpty, whole.count == 1 || whole.first != "0" else { return nil }
    if whole.count == digits.count {
      return Int(sign + whole) == nil ? nil : Scalar(sign + whole, style: .plain, type: .integer)
    }
    return isFraction(digits.dropFirst(whole.count))
      ? Scalar(sign + digits, style: .plain, type: .float) : nil
  }

  /// Underscores stand between digits only.
  private static func separatesDigits(_ text: Substring) -> Bool {
    let isHex = text.hasPrefix("0x")
    func isDigit(_ character: Character?) -> Bool {
      character.map { isHex ? $0.isHexDigit : $0.isASCII && $0.isNumber } ?? false
    }
    var previous: Character?
    for character in text {
      if character == "_", !isDigit(previous) { return false }
      if previous == "_", !isDigit(character) { return false }
      previous = character
    }
    return previous != "_"
  }

  /// `.5`, `e10`, `.5e-10` after the whole part.
  private static func isFraction(_ text: Substring) -> Bool {
    var rest = text
    func digits() -> Bool {
      let run = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(run.count)
      return !run.isEmpty
    }
    if rest.first == "." {
      rest = rest.dropFirst()
      guard digits() else { return false }
    }
    if rest.first == "e" || rest.first == "E" {
      rest = rest.dropFirst()
      if rest.first == "+" || rest.first == "-" { rest = rest.dropFirst() }
      guard digits() else { return false }
    }
    return rest.isEmpty
  }

  /// `1979-05-27`, `07:32:00`, and both with an offset; days are not counted against the calendar.
  private static func isDate(_ text: [UInt8]) -> Bool {
    func matches(_ part: ArraySlice<UInt8>, _ shape: String) -> Bool {
      part.count == shape.utf8.count
        && zip(part, shape.utf8).allSatisfy { $1 == 0x64 ? (0x30...0x39).contains($0) : $0 == $1 }
    }
    func isTime(_ part: ArraySlice<UInt8>) -> Bool {
      guard matches(part.prefix(8), "dd:dd:dd") else { return false }
      let rest = part.dropFirst(8)
      return rest.isEmpty
        || rest.first == 0x2E && rest.count > 1 && rest.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }
    if isTime(text[...]) { return true }
    guard matches(text.prefix(10), "dddd-dd-dd") else { return false }
    var rest = text.dropFirst(10)
    if rest.isEmpty { return true }
    guard let mark = rest.popFirst(), mark == 0x20 || mark | 0x20 == 0x74 else { return false }
    if rest.last.map({ $0 | 0x20 == 0x7A }) == true { return isTime(rest.dropLast()) }
    if rest.count > 6, matches(rest.suffix(5), "dd:dd"), [0x2B, 0x2D].contains(rest[rest.endIndex - 6]) {
      return isTime(rest.dropLast(6))
    }
    return isTime(rest)
  }
}
