extension GGUFReader {
  /// An entry of the tensor table; its place in the file is known only once the table has been read.
  struct TensorEntry {
    let name: String
    let dimensions: [Int]
    let type: GGUFTensorType
    let elementCount: Int
    let byteCount: Int
    /// Bytes from where the weights begin.
    let relativeOffset: UInt64
    /// Bytes from the start of the file to this entry.
    let place: Int
  }

  mutating func tensorEntry() throws(GGUFError) -> TensorEntry {
    let place = position
    let name = try string(limit: GGUFLimits.nameBytes)
    part = .tensor(name)
    let dimensions = try dimensions()
    let type = try tensorType()
    let (elements, bytes) = try extent(dimensions, type, place)
    return TensorEntry(
      name: name, dimensions: dimensions, type: type, elementCount: elements, byteCount: bytes,
      relativeOffset: try integer(UInt64.self), place: place)
  }

  private mutating func dimensions() throws(GGUFError) -> [Int] {
    let start = position
    let count = try integer(UInt32.self)
    guard count >= 1, count <= UInt32(GGUFLimits.dimensions) else {
      throw GGUFError(
        .malformed, at: start,
        "is damaged: \(words) has \(count) dimensions, and 1 to \(GGUFLimits.dimensions) are possible")
    }
    var dimensions: [Int] = []
    for _ in 0..<count {
      let start = position
      guard let length = Int(exactly: try integer(UInt64.self)), length > 0 else {
        throw GGUFError(.malformed, at: start, "is damaged: \(words) has a dimension of an impossible length")
      }
      dimensions.append(length)
    }
    return dimensions
  }

  private mutating func tensorType() throws(GGUFError) -> GGUFTensorType {
    let start = position
    let number = try integer(UInt32.self)
    guard let type = GGUFTensorType(id: number) else {
      throw GGUFError(
        .unsupported, at: start,
        "is not supported: \(words) has type \(number), which this release does not know")
    }
    return type
  }

  /// Numbers and bytes of a tensor: `elements / block length * block bytes`.
  private func extent(
    _ dimensions: [Int], _ type: GGUFTensorType, _ place: Int
  ) throws(GGUFError) -> (elements: Int, bytes: Int) {
    var elements = 1
    var overflows = false
    for length in dimensions where !overflows {
      (elements, overflows) = elements.multipliedReportingOverflow(by: length)
    }
    let (bytes, tooMany) = (elements / type.blockLength).multipliedReportingOverflow(by: type.blockBytes)
    guard !overflows, !tooMany else {
      throw GGUFError(.malformed, at: place, "is damaged: \(words) has more numbers than can be counted")
    }
    guard (dimensions.first ?? 1) % type.blockLength == 0 else {
      throw GGUFError(
        .malformed, at: place,
        "is damaged: \(words) has rows of \(dimensions.first ?? 1) numbers, and \(type.name) comes in blocks of \(type.blockLength)"
      )
    }
    return (elements, bytes)
  }
}
