/// Sizes as people read them.
public enum Bytes {
  /// Gibibytes with one decimal, without the unit: `8.0`.
  public static func gibibytes(_ bytes: Int) -> String {
    let tenths = (max(0, bytes) * 10 + (1 << 29)) >> 30
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Tokens as they are spoken of: `4K`, `128K`, `500`.
  public static func tokens(_ count: Int) -> String {
    count >= 1024 && count.isMultiple(of: 1024) ? "\(count / 1024)K" : "\(count)"
  }

  /// A size that was worked out in floating point, and is no trap however large its terms are.
  package static func whole(_ bytes: Double) -> Int {
    guard bytes > 0 else { return 0 }
    return Int(min(bytes, 0x1p44))
  }
}
