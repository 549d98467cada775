/// Figures and lists as every text that people read shows them.
///
/// Plain digits are for JSON, and for what people type or find in a file: `Set num_ctx to 65536`.
public enum Wording {
  /// Digits in groups of three: `65,536`, `-1,000`.
  public static func number(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    let grouped = digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index).isMultiple(of: 3) ? ",\(digit)" : "\(digit)"
    }
    return (number < 0 ? "-" : "") + grouped.joined()
  }

  /// `0.7`, and `2` where Swift writes `2.0`.
  public static func number(_ number: Double) -> String {
    let text = String(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `1 file`, `12 files`: a count with its noun, which takes an `s`.
  public static func count(_ number: Int, _ noun: String) -> String {
    "\(Self.number(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `65,536 tokens`.
  public static func tokens(_ count: Int) -> String { Self.count(count, "token") }

  /// `a 4,096-token context`, `an 8,192-token context`.
  public static func context(_ tokens: Int) -> String {
    let number = number(tokens)
    return "\(article(before: number)) \(number)-token context"
  }

  /// `an` before a number whose spoken name begins with a vowel: 8, 11, 18, 80, 8,192, 11,000.
  public static func article(before number: String) -> String {
    let first = number.prefix { $0.isNumber }
    return first.hasPrefix("8") || first == "11" || first == "18" ? "an" : "a"
  }

  /// A context length in its usual short form: `64K`, `1M`, `500`.
  public static func shortTokens(_ count: Int) -> String {
    if count >= 1 << 20, count.isMultiple(of: 1 << 20) { return "\(number(count >> 20))M" }
    return count >= 1024 && count.isMultiple(of: 1024) ? "\(count / 1024)K" : number(count)
  }

  /// A size in GiB with one decimal: `8.0 GiB`; below a quarter of a GiB in smaller units, `64 MiB`, `12 KiB`,
  /// `1 byte`.
  public static func size(_ bytes: Int) -> String {
    if bytes >= 1 << 28 { return "\(gibibytes(bytes)) GiB" }
    for (unit, shift) in [("MiB", 20), ("KiB", 10)] where bytes >= 1 << shift {
      return "\(number((bytes + (1 << (shift - 1))) >> shift)) \(unit)"
    }
    return count(max(0, bytes), "byte")
  }

  /// The figure of ``size(_:)`` alone, for columns: gibibytes with one decimal, `8.0`, rounded half up.
  public static func gibibytes(_ bytes: Int) -> String {
    let bytes = max(0, bytes)
    // In two parts, as ten times the largest number is none.
    let tenths = (bytes >> 30) * 10 + ((bytes & ((1 << 30) - 1)) * 10 + (1 << 29)) >> 30
    return "\(number(tenths / 10)).\(tenths % 10)"
  }

  /// `27%`.
  public static func percent(_ percent: Int) -> String { "\(percent)%" }

  /// `35-55`, rounded; `about 35` where both ends are the same.
  public static func range(_ low: Double, _ high: Double) -> String {
    let (low, high) = (Int(low.rounded()), Int(high.rounded()))
    return low == high ? "about \(number(low))" : "\(number(low))-\(number(high))"
  }

  /// `35-55 tokens/s`.
  public static func speed(_ low: Double, _ high: Double) -> String { "\(range(low, high)) tokens/s" }

  /// `0.4-0.9 s`, `20-45 s`, `3-8 min`.
  public static func seconds(_ low: Double, _ high: Double) -> String {
    if low >= 180 { return range(low / 60, high / 60) + " min" }
    guard high < 10 else { return range(low, high) + " s" }
    func tenths(_ value: Double) -> String {
      let tenths = Int((value * 10).rounded())
      return "\(tenths / 10).\(tenths % 10)"
    }
    let (low, high) = (tenths(low), tenths(high))
    return low == high ? "about \(low) s" : "\(low)-\(high) s"
  }

  /// The largest unit that needs no fraction: `90 s`, `5 min`, `2 h`. A negative time is `forever`, as
  /// `OLLAMA_KEEP_ALIVE=-1` is.
  public static func duration(seconds: Int) -> String {
    if seconds < 0 { return "forever" }
    if seconds > 0, seconds.isMultiple(of: 3600) { return "\(number(seconds / 3600)) h" }
    if seconds > 0, seconds.isMultiple(of: 60) { return "\(seconds / 60) min" }
    return "\(seconds) s"
  }

  /// `a, b and c`; `none` for no words.
  public static func list(_ words: [String], _ conjunction: String = "and") -> String {
    guard let last = words.last else { return "none" }
    guard words.count > 1 else { return last }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
