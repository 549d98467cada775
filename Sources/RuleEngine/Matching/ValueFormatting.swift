import Vocabulary

extension Value {
  /// The value as messages show it, in the unit that the attribute declares.
  ///
  /// Bytes are `8.0 GiB`, seconds `5 min`, flags `yes` or `no`, lists `a, b and c`; tokens, counts and
  /// ports are plain digits, so that they can be compared with what a file says.
  public func formatted(as type: AttributeType) -> String {
    switch self {
    case .flag(let flag): flag ? "yes" : "no"
    case .integer(let number):
      switch type {
      case .integer(.bytes): formattedBytes(number)
      case .integer(.seconds): formattedSeconds(number)
      default: String(number)
      }
    case .number(let number): formattedNumber(number)
    case .text(let text): text
    case .list(let values): enumeration(values.map { $0.formatted(as: .text) })
    }
  }
}

/// `a, b and c`; `none` for no words.
func enumeration(_ words: [String], _ conjunction: String = "and") -> String {
  guard let last = words.last else { return "none" }
  guard words.count > 1 else { return last }
  return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}

/// `0.7`, and `2` where Swift writes `2.0`.
private func formattedNumber(_ number: Double) -> String {
  let text = String(number)
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// One decimal of the largest binary unit that is not above the number.
private func formattedBytes(_ bytes: Int) -> String {
  let units: [(String, Int)] = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)]
  let size = bytes.magnitude
  guard let (unit, shift) = units.first(where: { size >> $0.1 > 0 }) else {
    return "\(bytes) \(size == 1 ? "byte" : "bytes")"
  }
  let whole = size >> shift
  let rest = size & ((1 << shift) - 1)
  // Rounded half up; 1023.95 of a unit stays in that unit as 1024.0.
  let tenths = (rest * 10 + (1 << (shift - 1))) >> shift
  let carried = tenths == 10
  return "\(bytes < 0 ? "-" : "")\(carried ? whole + 1 : whole).\(carried ? 0 : tenths) \(unit)"
}

/// The largest unit that needs no fraction: `90 s`, `5 min`, `2 h`. A negative time is for ever, as
/// `OLLAMA_KEEP_ALIVE=-1` is.
private func formattedSeconds(_ seconds: Int) -> String {
  if seconds < 0 { return "for ever" }
  if seconds > 0, seconds % 3600 == 0 { return "\(seconds / 3600) h" }
  if seconds > 0, seconds % 60 == 0 { return "\(seconds / 60) min" }
  return "\(seconds) s"
}
