import Knowledge
/// The compute buffers that llama-server reserves on GPUs.
///
/// Its largest moment decides: the widest one of a layer's work; attention, with 16-bit copies of a layer's quantized
/// keys and values (ggml-org/llama.cpp#23907); or what was left in RAM and is copied over for large batches. The masks
/// lie next to all of them: of two bytes since ggml-org/llama.cpp#23764 (b9410, before Ollama 0.30), and as long as one
/// request's context, since each request has a stream of its own.
struct ServerBuffer: Sendable {
  let shape: ModelShape
  let measures: BufferMeasures
  /// Tokens computed at once.
  let batch: Int
  let settings: LoadSettings
  /// Whether flash attention is wanted; not every GPU backend has a kernel for every model.
  private(set) var flashAttention: Bool
  /// Of the GPUs; what their backend does otherwise than CUDA is in `Catalogue/backends.yaml`.
  private let vendor: String

  enum Place { case only, first, last }

  /// What a GPU computes though it is in RAM: batches of 32 tokens and more are worth copying it.
  struct Spill: Sendable, Hashable {
    /// Bytes of the largest matrix in RAM.
    var matrix = 0
    /// Bytes of the largest cache of a layer in RAM.
    var cache = 0
  }

  init(_ shape: ModelShape, _ settings: LoadSettings, batch: Int, flashAttention: Bool, vendor: Machine.Vendor? = nil) {
    self.shape = shape
    measures = shape.buffers ?? BufferMeasures(shape)
    self.batch = batch
    self.settings = settings
    self.flashAttention = flashAttention
    self.vendor = vendor?.rawValue ?? ""
  }

  /// The same with so many blocks in RAM, where llama.cpp's probe may turn flash attention off. A quantized cache needs it, and
  /// who asks for it has it.
  func with(blocksInRAM: Int) -> ServerBuffer {
    var buffer = self
    if settings.flashAttention == nil, !cacheType.isQuantized, shape.losesFlashAttention(blocksInRAM: blocksInRAM, parallel) {
      buffer.flashAttention = false
    }
    return buffer
  }

  /// Tokens of one request, padded.
  private var context: Int { settings.context.cells }
  private var parallel: Int { settings.parallel }
  var cacheType: KVCacheType { settings.cacheType }

  /// Whether attention really runs as flash attention on the GPU. With a quantized cache it goes to the CPU instead.
  var usesKernel: Bool { flashAttention && measures.hasKernel }
  private var isPlain: Bool { !usesKernel && !(flashAttention && cacheType.isQuantized) }

  func bytes(_ place: Place = .only, spill: Spill = Spill()) -> Int {
    let inputs = masks + rotations
    var moment = work
    let copies = usesKernel ? conversions : 0
    if copies > 0 { moment = max(moment, 4 * measures.attention * b + copies) }
    let spilled = moments.spilled
    if isPlain {
      // Scores are made next to the copies.
      moment += 1.5 * Double(spill.cache)
    } else if spill.cache > 0 {
      let attention = spilled?.attention ?? measures.attention
      moment = max(moment, 4 * attention * b + (spilled?.copies ?? 1) * Double(spill.cache) + copies)
    }
    if spill.matrix > 0 {
      let beside = isPlain ? nil : spilled.map { $0.bytes + 4 * $0.perToken * b }
      moment = max(moment, beside ?? work + Double(spill.matrix))
    }
    moment *= Self.widened[vendor] ?? 1
    switch place {
    case .only: return Bytes.whole(inputs + max(moment, logits))
    case .first: return Bytes.whole(4 * (inputs + b * moments.first) + moment)
    case .last: return Bytes.whole(4 * (inputs + b * moments.last) + max(moment, logits))
    }
  }

  /// An embedding model has a result for every token of a batch (llama.cpp, `server_n_outputs_max`), and what was made to
  /// answer computes its logits, too.
  private var logits: Double {
    shape.embeds && keepsCache ? 4 * b * Double(shape.vocabularySize + 2 * shape.embeddingLength) : 0
  }

  /// Of all GPUs together, where every layer is on one of them.
  func whole(on count: Int) -> Int {
    count > 1 ? (count - 1) * bytes(.first) + bytes(.last) : bytes()
  }

  private var b: Double { Double(batch) }
  private var moments: BufferMeasures.Moments { cacheType.isQuantized ? measures.quantized : measures.full }

  private var work: Double {
    // A quantized cache needs flash attention: where the GPU has no kernel, the CPU attends.
    guard isPlain else { return 4 * b * moments.work }
    let tokens = Double(context)
    let scored = 4 * b * (measures.plain + measures.scores * tokens)
    return max(scored + measures.transposed * tokens * Double(parallel), 4 * b * measures.full.work)
  }

  private var masks: Double {
    guard keepsCache, usesKernel || isPlain else { return 0 }
    return (isPlain ? 4 : 2) * b * (Double(context) + Double(window ?? 0))
  }

  private var keepsCache: Bool { shape.layers.contains { $0 != .none } }

  /// Tokens that windowed layers keep of one request.
  private var window: Int? {
    for case .window(let tokens, _) in shape.layers {
      guard tokens < context else { return context }
      return min(context, (tokens + batch).cells)
    }
    return nil
  }

  /// Copies of one layer in 16 bits.
  private var conversions: Double {
    guard cacheType != .f16, !Self.attendingQuantized.contains(vendor) else { return 0 }
    return shape.layers.map { 2 * Double($0.width) * Double($0.isFull ? context : window ?? 0) * Double(parallel) }
      .max() ?? 0
  }

  /// A quantized cache is rotated before it is stored, by the largest power of two that divides a key, and by 64 for
  /// values (`llama-kv-cache.cpp`, `build_input_k_rot`); each kind of layer has its own.
  private var rotations: Double {
    guard cacheType.isQuantized, usesKernel else { return 0 }
    func matrices(_ key: Int) -> Double {
      guard key.isMultiple(of: 64), key > 0, key < 1 << 20 else { return 0 }
      var side = 64
      while key.isMultiple(of: side * 2) { side *= 2 }
      return Double(4 * (side * side + 64 * 64))
    }
    var bytes = 0.0
    if shape.layers.contains(where: \.isFull) { bytes += matrices(shape.keyLength) }
    if window != nil { bytes += matrices(shape.windowKeyLength ?? shape.keyLength) }
    return bytes
  }
}
