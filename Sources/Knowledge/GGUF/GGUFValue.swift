/// A value of a GGUF file's metadata.
public enum GGUFValue: Sendable, Hashable {
  /// Any of the format's integer types.
  case integer(Int)
  /// `f32`, `f64`, and a `u64` beyond `Int.max`.
  case real(Double)
  case boolean(Bool)
  case string(String)
  case integers([Int])
  case reals([Double])
  case booleans([Bool])
  /// An array that is only counted (of strings, of arrays, or too long), or a string that is too long,
  /// counted in bytes.
  case counted(Int)
}

/// The types of metadata values, by their number in the file.
enum GGUFValueType: UInt32 {
  case uint8, int8, uint16, int16, uint32, int32, float32, bool, string, array, uint64, int64, float64

  /// Bytes of one value; `nil` for those whose length is written before them.
  var byteCount: Int? {
    switch self {
    case .uint8, .int8, .bool: 1
    case .uint16, .int16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64: 8
    case .string, .array: nil
    }
  }
}
