/// Writes GGUF files for tests: correct ones by `file`, broken ones piece by piece.
struct GGUFWriter {
  enum Value {
    case uint8(UInt8)
    case int8(Int8)
    case uint16(UInt16)
    case int16(Int16)
    case uint32(UInt32)
    case int32(Int32)
    case float32(Float)
    case bool(Bool)
    case string(String)
    case uint64(UInt64)
    case int64(Int64)
    case float64(Double)
    case strings([String])
    case uint32s([UInt32])
    case int32s([Int32])
    case float32s([Float])
    case bools([Bool])
    case uint64s([UInt64])
    /// Arrays of arrays of `uint8`, that many deep, with one item each.
    case nested(Int)
  }

  struct Tensor {
    var name: String
    var dimensions: [UInt64]
    var type: UInt32 = 0
    /// Bytes of its weights, which are zeros.
    var byteCount: Int
  }

  private(set) var bytes: [UInt8] = []
  var version: UInt32 = 3
  var isBigEndian = false

  init(version: UInt32 = 3, isBigEndian: Bool = false) {
    self.version = version
    self.isBigEndian = isBigEndian
  }

  static func file(
    version: UInt32 = 3, isBigEndian: Bool = false, alignment: Int = 32,
    _ metadata: [(String, Value)], _ tensors: [Tensor] = []
  ) -> [UInt8] {
    var writer = GGUFWriter(version: version, isBigEndian: isBigEndian)
    writer.header(tensors: UInt64(tensors.count), entries: UInt64(metadata.count))
    for (key, value) in metadata { writer.entry(key, value) }
    var offset = 0
    for tensor in tensors {
      writer.tensor(tensor.name, tensor.dimensions, tensor.type, offset: UInt64(offset))
      offset += (tensor.byteCount + alignment - 1) / alignment * alignment
    }
    writer.pad(to: alignment)
    writer.bytes += [UInt8](repeating: 0, count: offset)
    return writer.bytes
  }

  /// Magic and version, as `FUGG` for a big-endian file, and the two counts.
  mutating func header(tensors: UInt64, entries: UInt64) {
    bytes += Array((isBigEndian ? "FUGG" : "GGUF").utf8)
    integer(version)
    if version == 1 {
      integer(UInt32(clamping: tensors))
      integer(UInt32(clamping: entries))
    } else {
      integer(tensors)
      integer(entries)
    }
  }

  mutating func entry(_ key: String, _ value: Value) {
    string(key)
    switch value {
    case .uint8(let v): typed(0) { $0.integer(v) }
    case .int8(let v): typed(1) { $0.integer(v) }
    case .uint16(let v): typed(2) { $0.integer(v) }
    case .int16(let v): typed(3) { $0.integer(v) }
    case .uint32(let v): typed(4) { $0.integer(v) }
    case .int32(let v): typed(5) { $0.integer(v) }
    case .float32(let v): typed(6) { $0.integer(v.bitPattern) }
    case .bool(let v): typed(7) { $0.integer(UInt8(v ? 1 : 0)) }
    case .string(let v): typed(8) { $0.string(v) }
    case .uint64(let v): typed(10) { $0.integer(v) }
    case .int64(let v): typed(11) { $0.integer(v) }
    case .float64(let v): typed(12) { $0.integer(v.bitPattern) }
    case .strings(let items): array(8, items) { $0.string($1) }
    case .uint32s(let items): array(4, items) { $0.integer($1) }
    case .int32s(let items): array(5, items) { $0.integer($1) }
    case .float32s(let items): array(6, items) { $0.integer($1.bitPattern) }
    case .bools(let items): array(7, items) { $0.integer(UInt8($1 ? 1 : 0)) }
    case .uint64s(let items): array(10, items) { $0.integer($1) }
    case .nested(let depth):
      integer(UInt32(9))
      for level in 1...depth {
        integer(UInt32(level == depth ? 0 : 9))
        integer(UInt64(1))
      }
      integer(UInt8(7))
    }
  }

  mutating func tensor(_ name: String, _ dimensions: [UInt64], _ type: UInt32, offset: UInt64) {
    string(name)
    integer(UInt32(dimensions.count))
    for length in dimensions { integer(length) }
    integer(type)
    integer(offset)
  }

  mutating func string(_ text: String) {
    let content = Array(text.utf8) + (version == 1 ? [0] : [])
    integer(UInt64(content.count))
    bytes += content
  }

  mutating func integer<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: isBigEndian ? value.bigEndian : value.littleEndian) { bytes += $0 }
  }

  mutating func pad(to alignment: Int) {
    while bytes.count % alignment != 0 { bytes.append(0) }
  }

  private mutating func typed(_ type: UInt32, _ write: (inout GGUFWriter) -> Void) {
    integer(type)
    write(&self)
  }

  private mutating func array<Item>(
    _ type: UInt32, _ items: [Item], _ write: (inout GGUFWriter, Item) -> Void
  ) {
    integer(UInt32(9))
    integer(type)
    integer(UInt64(items.count))
    for item in items { write(&self, item) }
  }
}
