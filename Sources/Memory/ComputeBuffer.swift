import Knowledge
/// What engines allocated to compute in before llama-server, whose buffers ``ServerBuffer`` has.
///
/// The largest moment decides. Where llama.cpp computed, that was the logits of a whole batch: its logged buffers equal
/// them, 258.5 MiB for Llama 3 8B. Ollama's own engine kept logits of one token a request
/// (`runner/ollamarunner/runner.go`): what is left is one layer's work on the batch, and the mask. Without flash
/// attention every token's score of every other comes on top.
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
  var withoutOutput: Int { engine.isOllamas ? layer : attention }

  /// What the engine that places layers knows of.
  var foreseen: Int { engine.isOllamas ? withOutput : max(logits, attention) }

  /// To read a picture.
  private var vision: Int {
    engine.scoresWholePictures
      ? VisionBuffer(shape).scored : VisionBuffer(shape).atOnce(byOllama: engine.isOllamas)
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

  /// What the CPU fills for it.
  var onProcessor: Int { Bytes.whole(engine.maskBytes.processor * b * Double(cached)) }

  /// One layer's work on a batch: what lies between the matrices of the feed-forward step, of each used expert in a
  /// mixture, next to the mask.
  private var layer: Int {
    guard flashAttention else { return attention }
    let used = Double(shape.experts?.used ?? 0)
    let width = shape.experts?.width.map(Double.init) ?? 0
    let between = used > 0 ? used * (e + 3 * width) : 3 * middle
    let mask = b * Double(cached)
    let work = 4 * b * (between + 3 * e)
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
  func batchSize(
    predicted: Int, free: Int?, usesFlashAttention: Bool, isSmallCard: Bool, embeds: Bool = false
  ) -> Int {
    guard release >= .llamaServer else { return max(1, min(batch ?? 512, context, 8192)) }
    let tokens = context * parallel
    // llama.cpp's batch is at most the context of all requests.
    let most = min(tokens, 8192)
    if let batch { return max(1, min(batch, most)) }
    // A text is read in one batch (`llm/llama_server.go`, `DefaultEmbeddingNumBatch`).
    if embeds { return min(2048, most) }
    guard usesFlashAttention else { return min(tokens > 4096 && isSmallCard ? 256 : 512, most) }
    var size = tokens > 32768 ? 2048 : tokens > 4096 ? 1024 : 512
    guard let free else { return min(size, most) }
    while size > 512 {
      let share = size == 2048 ? 0.6 : 0.75
      let surcharge = size == 2048 ? 2 << 30 : 768 << 20
      let room = Double(free) * 0.8 - Double(predicted)
      if room >= 0, Double(predicted) <= Double(free) * share, Double(surcharge) <= room { break }
      size /= 2
    }
    return min(size, most)
  }
}
