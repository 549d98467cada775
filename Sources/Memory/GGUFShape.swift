import Knowledge
/// The measures and weights of a model, read from its own file: nothing is guessed.
extension ModelFile {
  /// - Parameters:
  ///   - projector: bytes of a vision projector in a file of its own.
  ///   - layout: of all files of a model that is split; `nil` for a whole one.
  ///   - parameters: numbers in all of them.
  /// - Returns: `nil` for a file without the measures of a language model (an adapter, a projector).
  public init?(
    _ file: GGUFFile, name: String, source: Source, projector: Int = 0, layout: GGUFLayout? = nil,
    parameters: Int? = nil
  ) {
    let layout = layout ?? file.layout
    guard let shape = ModelShape(file.metadata, tokenCount: file.tokenCount, layerCount: layout.layers.count)
    else { return nil }
    let hasOutput = !shape.architecture.contains("bert")
    let isTied = hasOutput && layout.output == 0
    self.init(
      name: name, shape: shape,
      weights: WeightLayout(
        layers: layout.layers,
        experts: layout.experts,
        inputEmbedding: layout.tokenEmbedding, perLayerEmbedding: layout.perLayerTokenEmbedding + layout.otherInputs,
        output: (isTied ? layout.tokenEmbedding : layout.output) + layout.outputNorm + layout.other,
        isTied: isTied, vision: layout.projector + projector),
      quantization: file.fileTypeName, source: source, parameters: parameters ?? file.parameterCount)
  }
}

extension ModelShape {
  /// The measures by the keys of a GGUF file; see `gguf-py/gguf/constants.py` of llama.cpp for the names.
  init?(_ metadata: GGUFMetadata, tokenCount: Int?, layerCount: Int) {
    func number(_ key: String) -> Int? { metadata.measure(key) }
    func perLayer(_ key: String) -> GGUFMetadata.PerLayer? { metadata.perLayer(metadata.own(key)) }
    guard let architecture = metadata.architecture, let blocks = number("block_count"),
      (1..<4096).contains(blocks),
      let embedding = number("embedding_length"), (1..<(1 << 24)).contains(embedding)
    else { return nil }
    let heads = perLayer("attention.head_count")
    let headCount = max(1, min(heads?.greatest ?? 1, 1 << 16))
    let kvHeads = perLayer("attention.head_count_kv")
    let key = number("attention.key_length") ?? embedding / headCount
    let value = number("attention.value_length") ?? key
    let reader = LayerReader(
      blocks: blocks, embedding: embedding, key: key, value: value, kvHeads: kvHeads, heads: headCount,
      architecture: architecture, metadata: metadata)
    var experts: Experts?
    if let count = number("expert_count"), let used = number("expert_used_count"), count > 0 {
      experts = Experts(count: count, used: used, width: number("expert_feed_forward_length"))
    }
    self.init(
      architecture: architecture, embeddingLength: embedding, headCount: headCount,
      headCountKV: max(1, min(kvHeads?.least ?? headCount, 1 << 16)), keyLength: key,
      vocabularySize: min(tokenCount ?? number("vocab_size") ?? 0, 1 << 32),
      feedForwardLength: perLayer("feed_forward_length")?.greatest, layers: reader.layers(), experts: experts,
      trainedContext: number("context_length"), hasVision: number("vision.block_count") != nil,
      windowKeyLength: number("attention.key_length_swa"), embeds: number("pooling_type") != nil)
    buffers = planned()
  }

  /// What the engine planned for a model of the library with the same geometry, however it was trained: of several the one
  /// with the longest context, which shows most.
  private func planned() -> BufferMeasures? {
    ModelCatalogue.standard.rows.filter { Int($0["embedding_length"]) == embeddingLength }
      .compactMap { CatalogueShape($0)?.shape() }.filter { $0.buffers != nil && isLike($0) }
      .max { $0.trainedContext ?? 0 < $1.trainedContext ?? 0 }?.buffers
  }

  private func isLike(_ other: ModelShape) -> Bool {
    func name(_ shape: ModelShape) -> String { Self.otherNames[shape.architecture] ?? shape.architecture }
    return name(self) == name(other) && headCount == other.headCount && keyLength == other.keyLength
      && layers.map(\.width) == other.layers.map(\.width) && experts == other.experts
      && (experts != nil || feedForwardLength == other.feedForwardLength)
  }

  /// Of architectures that llama.cpp's files and the library's call otherwise.
  private static let otherNames = ["gpt-oss": "gptoss", "olmo2": "olmo3", "qwen2vl": "qwen25vl"]
}

/// What each block of a GGUF file keeps, by its keys and by architecture.
private struct LayerReader {
  let blocks: Int
  let embedding: Int
  let key: Int
  let value: Int
  let kvHeads: GGUFMetadata.PerLayer?
  let heads: Int
  let architecture: String
  let metadata: GGUFMetadata

  private func number(_ key: String) -> Int? { metadata.measure(key) }

  func layers() -> [LayerCache] {
    if number("pooling_type") != nil, architecture.contains("bert") {
      return Array(repeating: .none, count: blocks)
    }
    let keeping = blocks - min(blocks, max(0, number("attention.shared_kv_layers") ?? 0))
    return (0..<blocks).map { $0 < keeping ? layer($0) : .none }
  }

  private func layer(_ index: Int) -> LayerCache {
    let kv = max(0, min(kvHeads?[index] ?? heads, 1 << 16))
    if isRecurrent(index, kv) { return .state(numbers: stateNumbers) }
    if kv == 0 { return .none }
    if let rank = number("attention.kv_lora_rank"), rank > 0 {
      let isLatent = number("attention.key_length_mla") != nil || kv == 1
      return .full(width: isLatent ? rank + (number("rope.dimension_count") ?? 64) : heads * (192 + 128))
    }
    guard let window = number("attention.sliding_window"), window > 0, isWindowed(index)
    else { return .full(width: kv * (key + value)) }
    let swaKey = number("attention.key_length_swa") ?? key
    let swaValue = number("attention.value_length_swa") ?? value
    return .window(tokens: window, width: kv * (swaKey + swaValue))
  }

  /// No KV heads, or not one of the layers with full attention.
  private func isRecurrent(_ index: Int, _ kv: Int) -> Bool {
    if kv == 0 {
      // Nemotron's other blocks without attention are a network and nothing else.
      let network = metadata.perLayer(metadata.own("feed_forward_length"))?[index] ?? 0
      return !architecture.hasPrefix("nemotron_h") || network == 0
    }
    if let interval = number("full_attention_interval"), interval > 1 { return (index + 1) % interval != 0 }
    return architecture.hasPrefix("mamba") || architecture.hasPrefix("rwkv")
  }

  private func isWindowed(_ index: Int) -> Bool {
    let name = metadata.own("attention.sliding_window_pattern")
    if let flags = metadata.booleans(name) { return flags.indices.contains(index) ? flags[index] : false }
    if let period = metadata.integer(name), period > 0 { return (index + 1) % period != 0 }
    return Self.periods[architecture].map { (index + 1) % $0 != 0 } ?? false
  }

  /// Every how many layers one is full where the file does not say: `set_swa_pattern` in llama.cpp's `src/models`. In
  /// others it reads no window.
  private static let periods = [
    "gemma2": 2, "gptoss": 2, "gpt-oss": 2, "gemma3": 6, "gemma3n": 5, "gemma-embedding": 6, "cohere2": 4,
    "cohere2moe": 4, "exaone4": 4, "llama4": 4, "olmo2": 4, "olmo3": 4, "smallthinker": 4,
  ]

  /// llama.cpp, `src/llama-hparams.cpp`: `n_embd_r` and `n_embd_s`.
  private var stateNumbers: Int {
    if let cache = number("shortconv.l_cache") { return embedding * max(0, cache - 1) }
    guard let inner = number("ssm.inner_size"), let state = number("ssm.state_size") else { return 0 }
    let kernel = number("ssm.conv_kernel") ?? 1
    let groups = number("ssm.group_count") ?? 0
    let rolling = max(0, kernel - 1).multipliedReportingOverflow(by: inner &+ 2 &* groups &* state)
    let kept = state.multipliedReportingOverflow(by: inner)
    guard !rolling.overflow, !kept.overflow, rolling.partialValue < 1 << 40, kept.partialValue < 1 << 40
    else { return 0 }
    return rolling.partialValue + kept.partialValue
  }
}

extension GGUFMetadata {
  /// A measure of this file's architecture; `nil` where it is none that a model could have, so that products of
  /// measures are not trap.
  fileprivate func measure(_ key: String) -> Int? {
    integer(own(key)).flatMap { (0...1 << 32).contains($0) ? $0 : nil }
  }
}
