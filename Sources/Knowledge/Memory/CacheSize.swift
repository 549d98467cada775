extension ModelShape {
  /// Bytes of the KV cache and states of every block.
  ///
  /// A windowed block keeps its window and one batch, a full one the whole context, both padded to 256
  /// tokens and once for every parallel request (llama.cpp, `src/llama-kv-cache-iswa.cpp`); a state does
  /// not grow with the context and is kept in four bytes whatever the cache's type.
  func cacheBytes(_ settings: LoadSettings, batch: Int) -> [Int] {
    let context = padded(settings.context)
    let parallel = LoadSettings.servesOneAtATime(architecture) ? 1 : settings.parallel
    // Before 0.11.5 windows were not made use of: every layer held the whole context.
    let hasWindows = settings.engine != .formulas
    return layers.map { layer in
      switch layer {
      case .none: 0
      case .full(let width): bytes(context, width, settings.cacheType) * parallel
      case .window(let tokens, let width):
        bytes(hasWindows ? min(context, padded(tokens + batch)) : context, width, settings.cacheType) * parallel
      case .state(let numbers): numbers * 4 * parallel
      }
    }
  }

  private func padded(_ tokens: Int) -> Int { (tokens + 255) / 256 * 256 }

  private func bytes(_ tokens: Int, _ width: Int, _ type: KVCacheType) -> Int {
    tokens * width * type.bytesPerBlock / 32
  }
}
