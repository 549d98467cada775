import Knowledge
extension ModelShape {
  /// Bytes of the KV cache and states of every block.
  ///
  /// A windowed block keeps its window and one batch, a full one the whole context, both padded to 256
  /// tokens and once for every parallel request (llama.cpp, `src/llama-kv-cache-iswa.cpp`); a state does
  /// not grow with the context and is kept in four bytes whatever the cache's type. Without flash attention values are
  /// transposed, and all as wide as the widest (`llama-kv-cache.cpp`, `n_embd_v_gqa_max`): Gemma 4's differ.
  func cacheBytes(_ settings: LoadSettings, batch: Int, flashAttention: Bool = true) -> [Int] {
    let context = settings.context.cells
    let parallel = settings.parallel
    let engine = Engine(settings.release, architecture: architecture)
    let widest = flashAttention || engine.planner != .fit ? 0 : (layers.map(\.width).max() ?? 0) / 2
    func padded(_ width: Int) -> Int { max(width, width / 2 + widest) }
    return layers.map { layer in
      switch layer {
      case .none: 0
      case .full(let width): bytes(context * parallel, padded(width), settings.cacheType)
      case .window(let tokens, let width):
        bytes(windowTokens(tokens, context, parallel, batch, engine), padded(width), settings.cacheType)
      case .state(let numbers):
        Bytes.whole(Double(numbers) * 4 * Double(parallel * Self.copies(engine)))
      }
    }
  }

  /// Tokens that a windowed layer keeps, all parallel requests together.
  private func windowTokens(
    _ window: Int, _ context: Int, _ parallel: Int, _ batch: Int, _ engine: Engine
  ) -> Int {
    if engine.planner == .fit { return parallel * min(context, (window + batch).cells) }
    // The llama.cpp inside Ollama held the whole context of windowed layers too.
    guard engine.isOllamas else { return context * parallel }
    // gpt-oss was given windows of 4096 whatever it was trained with.
    if architecture.hasPrefix("gpt") { return min(context * parallel, 4096 * parallel + batch) }
    return min(context * parallel, (window * parallel + batch).cells)
  }

  /// Ollama's own engine kept 24 earlier states next to the present one, to go back to.
  private static func copies(_ engine: Engine) -> Int { engine.isOllamas ? 25 : 1 }

  private func bytes(_ tokens: Int, _ width: Int, _ type: KVCacheType) -> Int {
    Bytes.whole(Double(tokens) * Double(width) * Double(type.bytesPerBlock) / 32)
  }
}

extension Int {
  /// Tokens as a cache has cells for them: a multiple of 256.
  var cells: Int { (self + 255) / 256 * 256 }
}
