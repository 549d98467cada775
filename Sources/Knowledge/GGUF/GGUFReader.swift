/// Reads a GGUF header front to back, in chunks, believing no length that the file has no room for.
///
/// `position` never passes the end of the file or of ``GGUFLimits/headerBytes``.
struct GGUFReader {
  /// What is being read, for error messages; made into words only when one is needed.
  enum Part {
    case header
    case metadataEntry(Int)
    case value(key: String)
    case tensorEntry(Int)
    case tensor(String)
  }

  let byteCount: Int
  var part = Part.header
  var isBigEndian = false
  /// The version of the format; before it is known, the newest.
  var version: UInt32 = 3
  /// Numbers of arrays that may still be kept.
  var itemsLeft = GGUFLimits.keptItemsInAll
  private(set) var position = 0
  private let source: ByteSource
  private var chunk: [UInt8] = []
  private var chunkStart = 0

  init(_ source: ByteSource) {
    self.source = source
    byteCount = source.byteCount
  }

  var remaining: Int { byteCount - position }

  mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    _ type: Value.Type
  ) throws(GGUFError) -> Value {
    let size = MemoryLayout<Value>.size
    try load(size)
    let start = position - chunkStart
    let raw = chunk.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: type) }
    position += size
    return isBigEndian ? Value(bigEndian: raw) : Value(littleEndian: raw)
  }

  /// Passes over bytes without reading them.
  mutating func skip(_ count: Int) throws(GGUFError) {
    try require(count)
    position += count
  }

  /// The text of a string; bytes that are not UTF-8 become U+FFFD.
  mutating func string(limit: Int) throws(GGUFError) -> String {
    let count = try stringLength(limit: limit)
    try load(count)
    let start = position - chunkStart
    position += count
    guard version == 1 else { return String(decoding: chunk[start..<start + count], as: UTF8.self) }
    guard chunk[start + count - 1] == 0 else {
      throw malformed("\(words) has a string without its closing zero")
    }
    return String(decoding: chunk[start..<start + count - 1], as: UTF8.self)
  }

  /// The bytes that the next string takes after its length.
  mutating func stringLength(limit: Int) throws(GGUFError) -> Int {
    let start = position
    let length = try integer(UInt64.self)
    guard length <= UInt64(limit) else {
      throw GGUFError(
        .excessive, at: start,
        "is damaged: \(words) has a string of \(GGUFError.size(length)), and at most \(limit) bytes are allowed"
      )
    }
    if version == 1, length == 0 {
      throw GGUFError(.malformed, at: start, "is damaged: \(words) has a string without its closing zero")
    }
    try require(Int(length))
    return Int(length)
  }

  /// A count of things that take at least `leastBytes` each.
  mutating func count(
    of things: String, leastBytes: Int, limit: Int, asWideAs32Bits: Bool = false
  ) throws(GGUFError) -> Int {
    let start = position
    let count = asWideAs32Bits ? UInt64(try integer(UInt32.self)) : try integer(UInt64.self)
    guard count <= UInt64(remaining / leastBytes) else {
      throw GGUFError(
        .cutOff, at: start,
        "is cut off or damaged: \(words) announces \(count) \(things), and the file ends at \(fileSize)")
    }
    guard count <= UInt64(limit) else {
      throw GGUFError(
        .excessive, at: start, "is not read: \(words) announces \(count) \(things), more than \(limit)")
    }
    return Int(count)
  }

  /// What is being read, as the subject of a sentence.
  var words: String {
    switch part {
    case .header: "the header"
    case .metadataEntry(let number): "metadata entry \(number)"
    case .value(let key): "the value of \(GGUFError.quoted(key))"
    case .tensorEntry(let number): "entry \(number) of the tensor table"
    case .tensor(let name): "tensor \(GGUFError.quoted(name))"
    }
  }

  func malformed(_ sentence: String) -> GGUFError {
    GGUFError(.malformed, at: position, "is damaged: \(sentence)")
  }

  private var fileSize: String { GGUFError.size(UInt64(byteCount)) }

  private func require(_ count: Int) throws(GGUFError) {
    guard count <= remaining else {
      throw GGUFError(.cutOff, at: position, "is cut off: it ends at \(fileSize), within \(words)")
    }
    guard count <= GGUFLimits.headerBytes - position else {
      throw GGUFError(
        .excessive, at: position, "is not read: its header has more than \(GGUFLimits.headerBytes >> 20) MiB")
    }
  }

  /// Makes the next `count` bytes lie in `chunk`.
  private mutating func load(_ count: Int) throws(GGUFError) {
    if position >= chunkStart, position + count <= chunkStart + chunk.count { return }
    try require(count)
    do throws(ByteSource.Failure) {
      chunk = try source.bytes(at: position, count: min(remaining, max(count, GGUFLimits.chunkBytes)))
    } catch {
      throw GGUFError(.unreadable, at: position, "cannot be read: \(error.reason)")
    }
    chunkStart = position
    guard chunk.count >= count else {
      throw GGUFError(.cutOff, at: position, "was truncated while it was being read")
    }
  }
}
