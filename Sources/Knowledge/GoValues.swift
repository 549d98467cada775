/// How Go's standard library, and so Ollama, reads values written as text.
public enum GoValues {
  /// `strconv.ParseBool`: these words and no others.
  public static func bool(_ text: String) -> Bool? {
    switch text {
    case "1", "t", "T", "TRUE", "true", "True": true
    case "0", "f", "F", "FALSE", "false", "False": false
    default: nil
    }
  }

  /// `strconv.ParseInt` base 10: an optional sign and digits.
  public static func integer(_ text: String) -> Int? {
    var digits = text[...]
    if let first = digits.first, first == "+" || first == "-" { digits = digits.dropFirst() }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text.hasPrefix("+") ? String(digits) : text)
  }

  /// `strconv.ParseFloat`, without its hexadecimal and underscore forms.
  public static func float(_ text: String) -> Double? {
    let lower = text.lowercased()
    if ["inf", "+inf", "-inf", "infinity", "nan"].contains(lower) { return Double(lower) }
    guard !text.isEmpty,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) })
    else { return nil }
    let padded = text.hasPrefix(".") ? "0" + text : text
    return Double(padded.hasSuffix(".") ? padded + "0" : padded)
  }

  /// `time.ParseDuration`, or whole seconds as Ollama's `envconfig` allows; in seconds.
  public static func seconds(_ text: String) -> Double? {
    if let whole = integer(text) { return Double(whole) }
    var rest = text[...]
    var sign = 1.0
    if let first = rest.first, first == "+" || first == "-" {
      sign = first == "-" ? -1 : 1
      rest = rest.dropFirst()
    }
    guard !rest.isEmpty else { return nil }
    var total = 0.0
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard let amount = float(String(number)) else { return nil }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
      switch unit {
      case "h": total += amount * 3600
      case "m": total += amount * 60
      case "s": total += amount
      case "ms": total += amount / 1e3
      case "us", "\u{b5}s", "\u{3bc}s": total += amount / 1e6
      case "ns": total += amount / 1e9
      default: return nil
      }
      rest = rest.dropFirst(unit.count)
    }
    return sign * total
  }

  /// A number as a person may have meant it: `64k`, `8,192`, `8192.0`, `32_768`.
  public static func meantInteger(_ text: String) -> Int? {
    let trimmed = text.filter { $0 != "_" && $0 != "'" && $0 != "\"" && $0 != " " }.lowercased()
    if let plain = integer(trimmed) { return plain }
    if let unit = trimmed.last, unit == "k" || unit == "m" {
      let factor = unit == "k" ? 1024 : 1024 * 1024
      guard let amount = float(String(trimmed.dropLast())), amount > 0, amount < 1e6 else { return nil }
      return Int(amount * Double(factor))
    }
    let groups = trimmed.split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1, groups.dropFirst().allSatisfy({ $0.count == 3 }), (groups.first?.count ?? 0) <= 3 {
      return integer(groups.joined())
    }
    if let value = float(trimmed), value == value.rounded(), abs(value) < 1e15 { return Int(value) }
    return nil
  }
}
