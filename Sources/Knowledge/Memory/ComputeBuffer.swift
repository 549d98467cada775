/// What the engine allocates beside weights and cache to compute in.
///
/// The larger of two moments decides: the logits of a batch, or one layer's attention over it. The terms
/// are those of Ollama's `fs/ggml/ggml.go` (GraphSize); with flash attention those that grow with the
/// context fall away, and llama.cpp's logged buffers equal the logits: 258.5 MiB for Llama 3 8B.
struct ComputeBuffer {
  let shape: ModelShape
  /// Tokens computed at once.
  let batch: Int
  /// Tokens of the cache, all parallel requests together.
  let cached: Int
  let flashAttention: Bool
  let engine: LoadSettings.Engine
  /// Requests served at once.
  let parallel: Int
  /// Bytes of the whole KV cache.
  let cacheBytes: Int

  /// On the GPU that holds the output layer.
  var withOutput: Int { (byRule ?? max(logits, attention)) + vision }

  /// On any other GPU.
  var withoutOutput: Int { byRule ?? attention }

  /// What the engines before llama.cpp's fit set aside where they had no formula of a family's own.
  private var byRule: Int? {
    guard engine != .llamaServer else { return nil }
    let isOSS = shape.architecture.hasPrefix("gpt") && shape.architecture.hasSuffix("oss")
    if isOSS, flashAttention { return (4 * parallel + cached / 1024 + 110) << 20 }
    let groups = shape.headCount * cacheBytes / max(1, shape.headCountKV) / 6
    if isOSS { return 2 * groups }
    let own: Set<String> = [
      "gemma3", "gemma3n", "gemma4", "llama4", "mistral3", "mllama", "qwen25vl", "qwen3", "qwen3moe",
      "qwen3vl",
      "qwen3vlmoe", "qwen35", "qwen35moe", "qwen3next", "olmo3", "deepseek2", "glm4moelite", "glmocr", "lfm2",
      "lfm2moe", "nemotron_h", "nemotron_h_moe", "laguna", "bert", "nomic-bert",
    ]
    let withFormula: Set<String> = [
      "llama", "gemma", "gemma2", "command-r", "qwen2", "phi2", "stablelm", "chatglm",
    ]
    if withFormula.contains(shape.architecture) || (engine == .ownEngine && own.contains(shape.architecture))
    {
      return nil
    }
    return groups
  }

  /// Models that take pictures of any size keep room for a large one: about a gibibyte beside the
  /// projector's weights (Ollama sets 1 GiB aside; `llm/server.go`).
  private var vision: Int {
    guard shape.takesPicturesOfAnySize else { return 0 }
    return 1 << 30
  }

  private var e: Int { shape.embeddingLength }
  private var v: Int { shape.vocabularySize }
  private var h: Int { shape.headCount }
  private var c: Int { flashAttention ? 0 : cached }

  private var logits: Int {
    shape.architecture == "deepseek2" ? 4 * batch * (3 * e + v) : 4 * batch * (e + v)
  }

  private var attention: Int {
    let k = shape.keyLength
    let n = shape.headCountKV
    let terms: Int
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
    let experts = (shape.experts?.used ?? 0) * (shape.feedForwardLength ?? 0)
    return 4 * batch * (terms + (flashAttention ? 0 : experts))
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
    guard engine == .llamaServer else { return min(512, context) }
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
