import Knowledge
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
  public let hasVision: Bool
  /// Of a windowed layer, where it differs from that of a full one.
  public let windowKeyLength: Int?
  /// What an engine keeps while it computes; `nil` where no engine was asked.
  let buffers: BufferMeasures?

  public struct Experts: Sendable, Hashable {
    public let count: Int
    public let used: Int
    /// Middle numbers of one expert, where that is known.
    public let width: Int?

    public init(count: Int, used: Int, width: Int? = nil) {
      self.count = count
      self.used = used
      self.width = width
    }
  }

  public init(
    architecture: String, embeddingLength: Int, headCount: Int, headCountKV: Int, keyLength: Int,
    vocabularySize: Int, feedForwardLength: Int?, layers: [LayerCache], experts: Experts?,
    trainedContext: Int?,
    hasVision: Bool = false, windowKeyLength: Int? = nil
  ) {
    self.init(
      architecture: architecture, embeddingLength: embeddingLength, headCount: headCount,
      headCountKV: headCountKV,
      keyLength: keyLength, vocabularySize: vocabularySize, feedForwardLength: feedForwardLength,
      layers: layers,
      experts: experts, trainedContext: trainedContext, hasVision: hasVision,
      windowKeyLength: windowKeyLength,
      buffers: nil)
  }

  init(
    architecture: String, embeddingLength: Int, headCount: Int, headCountKV: Int, keyLength: Int,
    vocabularySize: Int, feedForwardLength: Int?, layers: [LayerCache], experts: Experts?,
    trainedContext: Int?, hasVision: Bool, windowKeyLength: Int?, buffers: BufferMeasures?
  ) {
    self.architecture = architecture
    self.embeddingLength = embeddingLength
    self.headCount = headCount
    self.headCountKV = headCountKV
    self.keyLength = keyLength
    self.vocabularySize = vocabularySize
    self.feedForwardLength = feedForwardLength
    self.layers = layers
    self.experts = experts
    self.trainedContext = trainedContext
    self.hasVision = hasVision
    self.windowKeyLength = windowKeyLength
    self.buffers = buffers
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
