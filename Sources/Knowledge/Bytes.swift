/// Sizes of memory.
package enum Bytes {
  /// A size computed in floating point; large terms do not overflow.
  package static func whole(_ bytes: Double) -> Int {
    guard bytes > 0 else { return 0 }
    return Int(min(bytes, 0x1p44))
  }
}
