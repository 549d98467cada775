import Knowledge
/// How a model is loaded: what the request, the Modelfile and the server's variables come to.
public struct LoadSettings: Sendable, Hashable {
  /// Tokens that one request may use.
  public var context: Int
  /// Requests served at once (`OLLAMA_NUM_PARALLEL`); each has the whole context.
  public var parallel: Int
  public var cacheType: KVCacheType
  /// `OLLAMA_FLASH_ATTENTION`; `nil` leaves it to Ollama.
  public var flashAttention: Bool?
  /// `num_batch`; `nil` leaves it to Ollama.
  public var batch: Int?
  /// `num_gpu`: layers forced onto the GPU.
  public var forcedLayers: Int?
  /// Of Ollama: what computes, and what decides where layers go, changed with it.
  public var release: Version

  public init(
    context: Int, parallel: Int = 1, cacheType: KVCacheType = .f16, flashAttention: Bool? = nil,
    batch: Int? = nil, forcedLayers: Int? = nil, release: Version = .newest
  ) {
    self.context = max(1, min(context, 1 << 27))
    self.parallel = max(1, min(parallel, 1024))
    self.cacheType = cacheType
    self.flashAttention = flashAttention
    self.batch = batch
    self.forcedLayers = forcedLayers
    self.release = release
  }

  /// Models that Ollama never serves to several requests at once (`server/sched.go`).
  static func servesOneAtATime(_ shape: ModelShape) -> Bool {
    shape.embeds || servesOneAtATime(shape.architecture)
  }

  /// Of models that write text: whether Ollama never serves those of an architecture to several requests at once.
  public static func servesOneAtATime(_ architecture: String) -> Bool { oneAtATime.contains(architecture) }
}
