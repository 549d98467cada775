extension GGUFReader {
  /// The type and value of a metadata entry whose key has been read.
  mutating func value() throws(GGUFError) -> GGUFValue {
    let type = try valueType()
    switch type {
    case .string: return try text()
    case .array: return try array(depth: 1)
    case .bool: return .boolean(try integer(UInt8.self) != 0)
    case .float32, .float64: return .real(try realNumber(type))
    case .uint64:
      let number = try integer(UInt64.self)
      return Int(exactly: number).map(GGUFValue.integer) ?? .real(Double(number))
    case .uint8, .int8, .uint16, .int16, .uint32, .int32, .int64: return .integer(try wholeNumber(type))
    }
  }

  private mutating func valueType() throws(GGUFError) -> GGUFValueType {
    let start = position
    let number = try integer(UInt32.self)
    guard let type = GGUFValueType(rawValue: number) else {
      throw GGUFError(
        .malformed, at: start, "is damaged: \(words) is of type \(number), which does not exist")
    }
    return type
  }

  private mutating func text() throws(GGUFError) -> GGUFValue {
    // The length is looked at first, so that a long text is never brought into memory.
    var ahead = self
    let length = try ahead.stringLength(limit: GGUFLimits.stringBytes)
    guard length > GGUFLimits.keptStringBytes else {
      return .string(try string(limit: GGUFLimits.keptStringBytes))
    }
    try ahead.skip(length)
    self = ahead
    return .counted(length)
  }

  /// Arrays of numbers are kept while they are small; all others are skipped item by item.
  private mutating func array(depth: Int) throws(GGUFError) -> GGUFValue {
    let type = try valueType()
    let leastBytes =
      switch type {
      case .string: 8
      case .array: 12
      default: type.byteCount ?? 1
      }
    let count = try count(of: "items", leastBytes: leastBytes, limit: GGUFLimits.headerBytes)
    switch type {
    case .string:
      for _ in 0..<count { try skip(try stringLength(limit: GGUFLimits.stringBytes)) }
      return .counted(count)
    case .array:
      guard depth < GGUFLimits.arrayDepth else {
        throw malformed("\(words) nests arrays more than \(GGUFLimits.arrayDepth) deep")
      }
      for _ in 0..<count { _ = try array(depth: depth + 1) }
      return .counted(count)
    default:
      guard depth == 1, count <= min(GGUFLimits.keptItems, itemsLeft) else {
        try skip(count * leastBytes)
        return .counted(count)
      }
      itemsLeft -= count
      return try numbers(type, count)
    }
  }

  private mutating func numbers(_ type: GGUFValueType, _ count: Int) throws(GGUFError) -> GGUFValue {
    switch type {
    case .bool:
      var items: [Bool] = []
      for _ in 0..<count { items.append(try integer(UInt8.self) != 0) }
      return .booleans(items)
    case .float32, .float64:
      var items: [Double] = []
      for _ in 0..<count { items.append(try realNumber(type)) }
      return .reals(items)
    case .uint64:
      var items: [UInt64] = []
      for _ in 0..<count { items.append(try integer(UInt64.self)) }
      let whole = items.compactMap { Int(exactly: $0) }
      return whole.count == items.count ? .integers(whole) : .reals(items.map { Double($0) })
    default:
      var items: [Int] = []
      for _ in 0..<count { items.append(try wholeNumber(type)) }
      return .integers(items)
    }
  }

  private mutating func realNumber(_ type: GGUFValueType) throws(GGUFError) -> Double {
    type == .float32
      ? Double(Float(bitPattern: try integer(UInt32.self))) : Double(bitPattern: try integer(UInt64.self))
  }

  /// A number of an integer type other than `uint64`, which may not fit.
  private mutating func wholeNumber(_ type: GGUFValueType) throws(GGUFError) -> Int {
    switch type {
    case .int8: Int(try integer(Int8.self))
    case .uint16: Int(try integer(UInt16.self))
    case .int16: Int(try integer(Int16.self))
    case .uint32: Int(try integer(UInt32.self))
    case .int32: Int(try integer(Int32.self))
    case .int64: Int(try integer(Int64.self))
    default: Int(try integer(UInt8.self))
    }
  }
}
