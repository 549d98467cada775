/// What a GGUF file says about the model in it: its metadata and the table of its tensors.
///
/// The weights are never read, so a file of 40 GB costs as much as its header, some 1 to 20 MB. A file
/// that is cut off, contradicts itself or requests absurd amounts is refused with a ``GGUFError``.
///
///     let file = try GGUFFile(path: "/models/qwen3-8b-q4_k_m.gguf")
///     file.metadata.integer(file.metadata.own("block_count"))  // 36
///     file.layout.layers[0]                                    // bytes of blk.0
///
/// Format: Ollama `fs/ggml/gguf.go` (2026-08) and ggml `docs/gguf.md`; versions 1 to 3, either byte order.
public struct GGUFFile: Sendable, Hashable {
  public let version: Int
  public let isBigEndian: Bool
  /// Bytes of the whole file.
  public let byteCount: Int
  public let metadata: GGUFMetadata
  /// In the order of the file.
  public let tensors: [GGUFTensor]
  /// Bytes from the start of the file to the first weight.
  public let dataOffset: Int
  /// The bytes of all tensors, by what they belong to.
  public let layout: GGUFLayout

  public init(path: String) throws(GGUFError) {
    let source: ByteSource
    do throws(ByteSource.Failure) {
      source = try ByteSource(file: path)
    } catch {
      throw GGUFError(.unreadable, at: nil, "cannot be read: \(error.reason)")
    }
    try self.init(source)
  }

  public init(_ source: ByteSource) throws(GGUFError) {
    guard source.byteCount <= GGUFLimits.fileBytes else {
      throw GGUFError(.excessive, at: 0, "has an impossible size")
    }
    var reader = GGUFReader(source)
    try reader.start()
    let isNarrow = reader.version == 1
    let tensorCount = try reader.count(
      of: "tensors", leastBytes: 32, limit: GGUFLimits.tensors, asWideAs32Bits: isNarrow)
    let entryCount = try reader.count(
      of: "metadata entries", leastBytes: 13, limit: GGUFLimits.metadataEntries, asWideAs32Bits: isNarrow)
    metadata = try reader.metadata(entryCount)
    let entries = try reader.tensorTable(tensorCount)
    dataOffset = try reader.dataOffset(metadata)
    tensors = try reader.placed(entries, from: dataOffset)
    layout = GGUFLayout(tensors)
    version = Int(reader.version)
    isBigEndian = reader.isBigEndian
    byteCount = source.byteCount
  }
}

extension GGUFFile {
  /// Whether Ollama takes it for an embedding model (Ollama `server/images.go`, ggufCapabilities, 2026-08).
  public var embeds: Bool { metadata[metadata.own("pooling_type")] != nil }

  /// Words of the vocabulary.
  public var tokenCount: Int? {
    metadata.count("tokenizer.ggml.tokens") ?? metadata.integer(metadata.own("vocab_size"))
  }

  /// The quantization that most weights have: `Q4_K_M`.
  public var fileTypeName: String? {
    metadata.integer("general.file_type").flatMap(GGUFFileType.name)
  }

  /// The Jinja template that the model was trained with.
  public var chatTemplate: String? { metadata.string("tokenizer.chat_template") }

  /// Numbers in all tensors of this file.
  public var parameterCount: Int { tensors.reduce(0) { $0 + $1.elementCount } }
}

extension GGUFReader {
  /// Magic and version.
  fileprivate mutating func start() throws(GGUFError) {
    guard remaining >= 4 else { throw GGUFError(.notGGUF, at: 0, "is not a GGUF file") }
    let magic = try integer(UInt32.self)
    // "FUGG" is Ollama's mark of a big-endian file; llama.cpp writes "GGUF" and reverses the version.
    guard magic == 0x4655_4747 || magic == 0x4747_5546 else {
      throw GGUFError(.notGGUF, at: 0, "is not a GGUF file: it does not start with \"GGUF\"")
    }
    isBigEndian = magic == 0x4747_5546
    let place = position
    var number = try integer(UInt32.self)
    if !isBigEndian, number & 0xFFFF == 0, number != 0 {
      isBigEndian = true
      number = number.byteSwapped
    }
    guard (1...3).contains(number) else {
      throw GGUFError(
        .unsupported, at: place, "is GGUF version \(number); only versions 1 to 3 are supported")
    }
    version = number
  }

  fileprivate mutating func metadata(_ count: Int) throws(GGUFError) -> GGUFMetadata {
    var values: [String: GGUFValue] = [:]
    for number in 0..<count {
      part = .metadataEntry(number + 1)
      let place = position
      let key = try string(limit: GGUFLimits.nameBytes)
      part = .value(key: key)
      let value = try value()
      guard values.updateValue(value, forKey: key) == nil else {
        throw GGUFError(
          .malformed, at: place, "is damaged: it has the key \(GGUFError.quoted(key)) twice")
      }
    }
    return GGUFMetadata(values: values)
  }

  fileprivate mutating func tensorTable(_ count: Int) throws(GGUFError) -> [TensorEntry] {
    var names: Set<String> = []
    var entries: [TensorEntry] = []
    for number in 0..<count {
      part = .tensorEntry(number + 1)
      let entry = try tensorEntry()
      guard names.insert(entry.name).inserted else {
        throw GGUFError(
          .malformed, at: entry.place,
          "is damaged: it has the tensor \(GGUFError.quoted(entry.name)) twice")
      }
      entries.append(entry)
    }
    return entries
  }

  /// The weights begin at the next multiple of `general.alignment`, 32 unless it is given.
  fileprivate func dataOffset(_ metadata: GGUFMetadata) throws(GGUFError) -> Int {
    var alignment = 32
    if let value = metadata["general.alignment"] {
      guard case .integer(let number) = value, (1...1 << 30).contains(number), number & (number - 1) == 0
      else { throw malformed("general.alignment is not a power of two") }
      alignment = number
    }
    return (position + alignment - 1) / alignment * alignment
  }

  /// The tensors at their places in the file. All of them must be inside it.
  fileprivate func placed(
    _ entries: [TensorEntry], from dataOffset: Int
  ) throws(GGUFError) -> [GGUFTensor] {
    var tensors: [GGUFTensor] = []
    tensors.reserveCapacity(entries.count)
    var bytesInAll = 0
    for entry in entries {
      let (start, overflows) = UInt64(dataOffset).addingReportingOverflow(entry.relativeOffset)
      let (end, alsoOverflows) = start.addingReportingOverflow(UInt64(entry.byteCount))
      let name = GGUFError.quoted(entry.name)
      guard !overflows, !alsoOverflows, end <= UInt64(GGUFLimits.fileBytes) else {
        throw GGUFError(.malformed, at: entry.place, "is damaged: tensor \(name) has an impossible offset")
      }
      guard end <= UInt64(byteCount) else {
        let (needed, there) = GGUFError.sizes(end, UInt64(byteCount))
        throw GGUFError(
          .cutOff, at: entry.place, "is cut off: tensor \(name) ends at \(needed), the file at \(there)")
      }
      bytesInAll += entry.byteCount
      guard bytesInAll <= byteCount - dataOffset else {
        throw GGUFError(.malformed, at: entry.place, "is damaged: tensor \(name) overlaps another")
      }
      tensors.append(
        GGUFTensor(
          name: entry.name, dimensions: entry.dimensions, type: entry.type, elementCount: entry.elementCount,
          byteCount: entry.byteCount, offset: Int(start)))
    }
    return tensors
  }
}
