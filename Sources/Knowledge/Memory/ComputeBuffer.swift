/// What an engine really allocates beside weights and cache to compute in.
///
/// The largest moment decides. Until 0.24, where llama.cpp computed, that were the logits of a whole batch: its
/// logged buffers equal them, 258.5 MiB for Llama 3 8B. llama-server keeps logits of one token a request
/// (ggml-org/llama.cpp#23861, in 0.30), as Ollama's own engine did (`runner/ollamarunner/runner.go`): what is
/// left is one layer's work on the batch, and the mask. Without flash attention every token's score of every
/// other comes on top.
struct ComputeBuffer {
  let shape: ModelShape
  /// Tokens computed at once.
  let batch: Int
  /// Tokens of the cache, all parallel requests together.
  let cached: Int
  let flashAttention: Bool
  let engine: Engine

  /// On the GPU that holds the output layer.
  var withOutput: Int {
    if engine.isOllamas { return max(layer, vision) }
    return foreseen + vision
  }

  /// On any other GPU.
  var withoutOutput: Int { engine.isOllamas || engine.planner == .fit ? layer : attention }

  /// What the engine that places layers knows of: llama.cpp's fit does not see the projector.
  var foreseen: Int {
    if engine.isOllamas { return withOutput }
    return engine.planner == .fit ? layer : max(logits, attention)
  }

  /// For a picture. Models that take pictures of any size keep room for one of 2048 x 2048 pixels, 16384
  /// patches; the middle layers of their towers are 4304 wide. Gemma's are always 4096 patches.
  private var vision: Int {
    guard shape.hasVision else { return 0 }
    func activations(_ patches: Int) -> Int { patches * 4 * (3 * 4304 + 4 * 1152) }
    let isGemma = shape.architecture == "gemma3"
    if engine.scoresWholePictures, isGemma || shape.architecture == "mistral3" {
      let patches = isGemma ? 4096 : 12100
      return 4 * patches * patches * 16 + patches * 4 * 5 * 1152
    }
    if shape.takesPicturesOfAnySize { return activations(16384) }
    return engine.isOllamas && isGemma ? activations(4096) : 0
  }

  private var e: Double { Double(shape.embeddingLength) }
  private var v: Double { Double(shape.vocabularySize) }
  private var h: Double { Double(shape.headCount) }
  private var b: Double { Double(batch) }
  private var c: Double { flashAttention ? 0 : Double(cached) }
  private var middle: Double { Double(shape.feedForwardLength ?? 0) }

  private var logits: Int {
    Bytes.whole(4 * b * (shape.architecture == "deepseek2" ? 3 * e + v : e + v))
  }

  /// What the processor fills for it.
  var onProcessor: Int { Bytes.whole(engine.maskBytes.processor * b * Double(cached)) }

  /// One layer's work on a batch: what lies between the matrices of the feed-forward step, of each used expert
  /// in a mixture, beside the mask. llama.cpp needs the mask's wide form only until it is narrowed to two
  /// bytes. Measured for Qwen3.8 27B at 512 tokens: 132 MiB; for Gemma 4 12b at 2048: 522 MiB.
  private var layer: Int {
    guard flashAttention else { return attention }
    let used = Double(shape.experts?.used ?? 0)
    let width = shape.experts?.width.map(Double.init) ?? 0
    let between = used > 0 ? used * (e + 3 * width) : 3 * middle
    let mask = b * Double(cached)
    let work = 4 * b * (between + 3 * e)
    if engine.planner == .fit { return Bytes.whole(max(6 * mask, 2 * mask + work)) }
    return Bytes.whole(engine.maskBytes.gpu * mask + work)
  }

  private var attention: Int {
    let k = Double(shape.keyLength)
    let n = Double(shape.headCountKV)
    let terms: Double
    switch shape.architecture {
    case "qwen2": terms = 1 + 2 * e + c * (1 + h)
    case "gemma", "gemma2", "gemma3": terms = 2 + c * (1 + h) + 2 * e + 2 * k * h
    case "gemma3n": terms = 4 * (2 + c * (1 + h) + 2 * e + 2 * k * h)
    case "command-r": terms = 2 + 4 * e + c * (1 + h)
    case "stablelm": terms = c * (1 + h) + 3 * e + 2
    case "deepseek2": terms = 3 * e + 2 + c * (1 + n) + 2 * k * n
    case "chatglm": terms = 2 + 2 * e + c * (1 + h) + k * h
    default: terms = 1 + 4 * e + c * (1 + h)
    }
    // A mixture also holds every used expert's middle.
    let experts = Double(shape.experts?.used ?? 0) * middle
    return Bytes.whole(4 * b * (terms + (flashAttention ? 0 : experts)))
  }
}

extension LoadSettings {
  /// Tokens computed at once, as Ollama chooses them (`server/sched.go`).
  ///
  /// - Parameters:
  ///   - predicted: Ollama's own rough prediction of the model's size, see ``MemoryEstimate``.
  ///   - free: bytes free on the GPU, where one is known.
  func batchSize(predicted: Int, free: Int?, usesFlashAttention: Bool, isSmallCard: Bool) -> Int {
    if let batch { return max(1, min(batch, context, 8192)) }
    guard release >= .llamaServer else { return min(512, context) }
    let tokens = context * parallel
    var size = tokens > 32768 ? 2048 : tokens > 4096 ? 1024 : 512
    guard usesFlashAttention else { return min(tokens > 4096 && isSmallCard ? 256 : 512, context) }
    guard let free else { return min(size, context) }
    while size > 512 {
      let share = size == 2048 ? 0.6 : 0.75
      let surcharge = size == 2048 ? 2 << 30 : 768 << 20
      let room = Double(free) * 0.8 - Double(predicted)
      if room >= 0, Double(predicted) <= Double(free) * share, Double(surcharge) <= room { break }
      size /= 2
    }
    return min(size, context)
  }
}
