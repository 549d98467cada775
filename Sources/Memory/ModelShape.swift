/// The measures of a model that decide how much memory it takes besides its weights.
public struct ModelShape: Sendable, Hashable {
  /// `general.architecture` of its GGUF file.
  public let architecture: String
  public let embeddingLength: Int
  /// Query heads per layer.
  public let headCount: Int
  /// KV heads of a layer with full attention; the least of them where layers differ.
  public let headCountKV: Int
  public let keyLength: Int
  public let vocabularySize: Int
  public let feedForwardLength: Int?
  /// What each block keeps of the tokens it has seen, first block first.
  public let layers: [LayerCache]
  /// Experts of a mixture, and how many of them a token goes through.
  public let experts: Experts?
  /// Context length it was trained for, in tokens.
  public let trainedContext: Int?
  /// Whether it reads images.
  public internal(set) var hasVision = false
  /// Of a windowed layer, where it differs from that of a full one.
  public internal(set) var windowKeyLength: Int?
  /// Whether it makes vectors of texts, and no answers.
  var embeds = false
  /// What an engine keeps while it computes; `nil` where no engine was asked.
  var buffers: BufferMeasures?

  public struct Experts: Sendable, Hashable {
    public let count: Int
    public let used: Int
    /// Middle numbers of one expert, where that is known.
    public internal(set) var width: Int?
  }

  /// Blocks and the output layer: what `ollama` and llama.cpp count as layers to offload.
  public var layerCount: Int { layers.count + 1 }
}

/// What one block keeps of the tokens it has seen.
public enum LayerCache: Sendable, Hashable {
  /// Nothing: it reuses an earlier layer's cache, or has no attention.
  case none
  /// `width` numbers for every token of the context: KV heads x (key length + value length), or the
  /// latent vector of multi-head latent attention.
  case full(width: Int)
  /// The same, but of the last `tokens` only.
  case window(tokens: Int, width: Int)
  /// A state that does not grow, in numbers of four bytes (Mamba, gated delta nets, short convolutions).
  case state(numbers: Int)
}
