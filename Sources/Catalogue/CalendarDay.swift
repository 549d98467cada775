/// A day of the Gregorian calendar, as `2026-08-31`.
public struct CalendarDay: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let year: Int
  public let month: Int
  public let day: Int

  /// The first day that there is.
  public static let earliest = CalendarDay(year: 2000, month: 1, day: 1)

  private init(year: Int, month: Int, day: Int) { (self.year, self.month, self.day) = (year, month, day) }

  /// The day of a number of seconds since 1970-01-01, in UTC.
  ///
  /// - Returns: `nil` outside the years 2000 to 9999.
  public init?(secondsSinceEpoch seconds: Int) {
    // The inverse of `daysSinceEpoch`, by the same source.
    let shifted = seconds / 86400 + 719_468
    guard seconds >= 946_684_800, seconds < 253_402_300_800 else { return nil }
    let (era, dayOfEra) = (shifted / 146_097, shifted % 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * part + 2) / 5 + 1)
  }

  /// - Returns: `nil` where the text is not a day of the years 2000 to 9999.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.count == 3, parts[0].count == 4, parts[1].count == 2,
      text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) })
    else { return nil }
    let numbers = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 3, numbers[0] >= 2000, (1...12).contains(numbers[1]) else { return nil }
    let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[numbers[1] - 1]).contains(numbers[2]) else { return nil }
    (year, month, day) = (numbers[0], numbers[1], numbers[2])
  }

  /// Days since 1970-01-01.
  ///
  /// The count of days of years that begin in March, where the leap day comes last (Hinnant, "chrono-Compatible
  /// Low-Level Date Algorithms").
  public var daysSinceEpoch: Int {
    let years = month > 2 ? year : year - 1
    let (era, yearOfEra) = (years / 400, years % 400)
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  public static func < (a: CalendarDay, b: CalendarDay) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  public var description: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
