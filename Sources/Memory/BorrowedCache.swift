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
