import Knowledge
/// What Ollama reckoned with for cache and graph before it measured: `GraphSize` and `VisionGraphSize` of
/// `fs/ggml/ggml.go`, up to 0.24. Layers were placed, and `ollama ps` reported, by these.
struct GraphSize {
  /// Of each block.
  let cache: [Int]
  /// The graph where every layer is on the GPU.
  let full: Int
  /// The graph where one is not.
  let partial: Int
  /// The graph that reads a picture.
  let vision: Int

  /// - Parameter gateExperts: bytes of the first matrices of a block's experts.
  init(_ shape: ModelShape, _ settings: LoadSettings, batch: Int, flashAttention: Bool, gateExperts: Int) {
    let terms = Terms(shape, settings, batch)
    let engine = Engine(settings.release, architecture: shape.architecture)
    cache = terms.cache()
    vision = Self.vision(shape)
    // By a rule of thumb where the family has no formula.
    let groups = shape.headCount / max(1, shape.headCountKV)
    let isOSS = ["gptoss", "gpt-oss"].contains(shape.architecture)
    if isOSS {
      let whole = Double(shape.layers.count) * terms.perToken(shape.layers.first) * terms.c
      if flashAttention, settings.release >= Version(0, 11, 8) {
        partial = (4 * settings.parallel + Int(terms.c) / 1024 + 110) << 20
        full = partial
      } else {
        partial = Bytes.whole(Double(engine.gptossFactors.partial * groups) * whole / 6)
        full = Bytes.whole(Double(engine.gptossFactors.full * groups) * whole / 6)
      }
    } else if let sizes = terms.sizes(gateExperts: Double(gateExperts)) {
      full = Bytes.whole(sizes.full)
      partial = Bytes.whole(sizes.partial)
    } else {
      full = Bytes.whole(Double(groups) * Double(cache.reduce(0, +)) / 6)
      partial = full
    }
  }

  /// Pictures of the size each family is trained on, scored patch against patch.
  private static func vision(_ shape: ModelShape) -> Int {
    guard shape.hasVision else { return 0 }
    switch shape.architecture {
    // 896 x 896 pixels in patches of 14, 16 heads; 1540 x 1540 likewise.
    case "gemma3": return 4 * (896 * 896 * 3 + 4096 * 4096 * 16)
    case "mistral3": return 4 * (1540 * 1540 * 3 + 12100 * 12100 * 16)
    // 1280 pieces of 28 x 28 pixels, patches of 14, 16 heads.
    case "qwen25vl": return 4 * (3 * 3 * 1_003_520 + 5120 * 5120 * 16 + 1280 * 5120)
    default: return 0
    }
  }

  /// The letters of the formulas.
  private struct Terms {
    let shape: ModelShape
    let bytes: Double
    let parallel: Double
    /// Gemma 3's windows were counted in full until 0.6.3.
    let knowsWindows: Bool
    /// Tokens computed at once.
    let b: Double
    /// Tokens of all requests together.
    let c: Double
    var e: Double { Double(shape.embeddingLength) }
    var h: Double { Double(shape.headCount) }
    /// KV heads.
    var n: Double { Double(shape.headCountKV) }
    /// Key length, and width of an embedding's head.
    var k: Double { Double(shape.keyLength) }
    var w: Double { e / max(1, h) }
    var v: Double { Double(shape.vocabularySize) }

    init(_ shape: ModelShape, _ settings: LoadSettings, _ batch: Int) {
      self.shape = shape
      parallel = Double(settings.parallel)
      knowsWindows = settings.release >= Version(0, 6, 3)
      b = Double(batch)
      c = Double(settings.context) * parallel
      // q8_0 was counted as one byte, q4_0 as half a one.
      bytes =
        switch settings.cacheType {
        case .q8_0: 1
        case .q4_0: 0.5
        default: 2
        }
    }

    func perToken(_ layer: LayerCache?) -> Double {
      switch layer {
      case .full(let width), .window(_, let width): Double(width) * bytes
      default: 0
      }
    }

    func cache() -> [Int] {
      shape.layers.map { layer in
        switch layer {
        case .none: 0
        case .state(let numbers): numbers * 4
        case .full: Bytes.whole(c * perToken(layer))
        case .window(let tokens, _):
          switch shape.architecture {
          case "gemma3" where knowsWindows: Bytes.whole((Double(tokens) * parallel + b) * perToken(layer))
          case "gptoss", "gpt-oss": Bytes.whole((4096 * parallel + b) * perToken(layer))
          default: Bytes.whole(c * perToken(layer))
          }
        }
      }
    }

    /// - Returns: `nil` where the family has no formula.
    func sizes(gateExperts: Double) -> (full: Double, partial: Double)? {
      let logits = 4 * b * (e + v)
      let output = e * v * 105 / 128
      switch shape.architecture {
      case "llama", "llama4":
        let full = max(4 * b * (1 + 4 * e + c * (1 + h)), logits)
        if gateExperts > 0 {
          let middle = Double(shape.feedForwardLength ?? shape.experts?.width ?? 0)
          return (
            full,
            max(
              3 * gateExperts + 4 * b * (2 * middle + n + e + c + w * n),
              4 * (c * b * h + c * w * n + b * 1024 + w * n * b))
          )
        }
        let layer = 4 * b * (1 + e + max(c, e)) + e * e * 9 / 16 + 4 * c * (b * h + w * n)
        return (full, 4 * b * e + max(layer, logits + output))
      case "gemma", "gemma2", "gemma3", "gemma3n":
        let layer = 4 * b * (2 * e + 1 + 2 * k * h + c + c * h) + 4 * k * c * 8 + e * k * h * 9 / 16
        let full = max(logits, 4 * b * (2 + c + c * h + 2 * e + 2 * k * h))
        let times: Double = shape.architecture == "gemma3n" ? 4 : 1
        return (times * full, times * max(logits + output, layer))
      case "command-r":
        return (
          max(logits, 4 * b * (2 + 4 * e + c * (1 + h))),
          max(logits + output, 4 * b * (1 + 2 * e + c * (1 + h)) + 4 * e * c + e * e * 9 / 16)
        )
      case "qwen2":
        return (
          max(logits, 4 * b * (1 + 2 * e + c + c * h)),
          max(logits + output, 4 * (b * (1 + 2 * e + c * (1 + h)) + e * (1 + c)))
        )
      case "phi2":
        return (
          max(logits, 4 * b * (1 + 4 * e + c + c * h)),
          max(logits + 4 * b * e + output, 4 * b * (2 + 3 * e + c + c * h))
        )
      case "stablelm":
        let full = 4 * b * (c * (1 + h) + 3 * e + 2)
        return (full, max(4 * b * (v + 2 * e), full))
      case "deepseek2":
        let wide = 4 * b * (3 * e + v)
        return (
          max(wide, 4 * b * (3 * e + 2 + c * (1 + n) + 2 * k * n)),
          max(
            wide + output,
            4 * b * (2 * e + 1 + 2 * k * n + c + c * n) + 4 * k * c * n + e * k * n * 9 / 16)
        )
      case "chatglm":
        return (
          max(logits, 4 * b * (2 + 2 * e + c + c * h + k * h)),
          max(logits + output, 4 * b * (1 + 2 * e + k * h + c + c * h) + 8 * k * c)
        )
      default: return nil
      }
    }
  }
}
