/// A memory limit as container engines read it: `8g`, `512m`, `8GB`, plain digits are bytes
/// (compose-spec, 11-extension; docker/go-units, `RAMInBytes`: every unit is binary).
enum MemorySize {
  static func bytes(_ text: String) -> Int? {
    let lower = text.lowercased().filter { $0 != " " }
    let digits = lower.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number >= 0, number < 1e15 else { return nil }
    let shift: Int
    switch lower.dropFirst(digits.count) {
    case "", "b": shift = 0
    case "k", "kb", "kib": shift = 10
    case "m", "mb", "mib": shift = 20
    case "g", "gb", "gib": shift = 30
    case "t", "tb", "tib": shift = 40
    default: return nil
    }
    let bytes = number * Double(1 << shift)
    return bytes < 1e18 ? Int(bytes) : nil
  }
}
