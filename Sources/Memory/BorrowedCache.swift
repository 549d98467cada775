extension ModelShape {
  /// The block whose cache another reads instead of keeping its own, by the reader's index.
  ///
  /// Gemma 3n and the E-models of Gemma 4 end in blocks that reuse the last cache of their kind, full or windowed
  /// (llama.cpp, `src/llama-model.cpp`, `n_layer_kv_from_start`). On another device than its owner, such a cache is copied.
  func borrowedCaches() -> [Int: Int] {
    guard ["gemma3n", "gemma4"].contains(architecture),
      let keeping = layers.lastIndex(where: { $0 != .none }),
      keeping + 1 < layers.count, let period = layers.firstIndex(where: \.isFull).map({ $0 + 1 })
    else { return [:] }
    let full = layers.lastIndex(where: \.isFull)
    let windowed = layers.lastIndex { $0 != .none && !$0.isFull }
    var owners: [Int: Int] = [:]
    for index in (keeping + 1)..<layers.count {
      owners[index] = (index + 1).isMultiple(of: period) ? full : windowed
    }
    return owners
  }

  /// Whether llama.cpp turns flash attention off, since its probe finds that of a block in RAM on the GPU (`resolve_fused_ops`).
  ///
  /// A node without a device follows its predecessor in the graph (`ggml-backend.cpp`, pass 2). Before the attention of a
  /// block that is not finished when the next one begins, that is the next one's states; where no cache is written, the norm
  /// of the queries, which is worth offloading from 32 rows on.
  func losesFlashAttention(blocksInRAM count: Int, _ parallel: Int) -> Bool {
    guard count > 0, count <= layers.count else { return false }
    if experts == nil, Self.unfinishedBlocks.contains(architecture),
      layers[..<count].last(where: { $0 != .none })?.isFull == true, case .state? = layers[count...].first(where: { $0 != .none })
    {
      return true
    }
    return headCount * parallel >= 32 && borrowedCaches().keys.contains { $0 < count }
  }
}

extension LayerCache {
  var isFull: Bool { if case .full = self { true } else { false } }

  /// Numbers kept of a token.
  var width: Int {
    switch self {
    case .full(let width), .window(_, let width): width
    case .none, .state: 0
    }
  }
}
