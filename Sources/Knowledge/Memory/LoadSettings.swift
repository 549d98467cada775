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
  public var engine: Engine

  public init(
    context: Int, parallel: Int = 1, cacheType: KVCacheType = .f16, flashAttention: Bool? = nil,
    batch: Int? = nil, forcedLayers: Int? = nil, engine: Engine = .current
  ) {
    self.context = max(1, min(context, 1 << 27))
    self.parallel = max(1, min(parallel, 1024))
    self.cacheType = cacheType
    self.flashAttention = flashAttention
    self.batch = batch
    self.forcedLayers = forcedLayers
    self.engine = engine
  }

  /// Who decides what goes where; it changed twice.
  public enum Engine: Sendable, Hashable {
    /// Up to 0.11.4: formulas, and a layer's worth of every GPU kept free.
    case formulas
    /// 0.11.5 to 0.24: sizes from a dry allocation.
    case ownEngine
    /// From 0.30: llama.cpp's own fit, which keeps a margin of every GPU free.
    case llamaServer

    public static let current = Engine.llamaServer

    public init(_ version: Version) {
      let limits = [(Version("0.30.0"), Engine.llamaServer), (Version("0.11.5"), .ownEngine)]
      self = limits.first { limit, _ in limit.map { !(version < $0) } ?? false }?.1 ?? .formulas
    }
  }

  /// Families that Ollama never serves to several requests at once (`server/sched.go`).
  static func servesOneAtATime(_ architecture: String) -> Bool {
    [
      "mllama", "qwen3vl", "qwen3vlmoe", "qwen35", "qwen35moe", "qwen3next", "lfm2", "lfm2moe", "nemotron_h",
      "nemotron_h_moe", "nemotron_h_omni",
    ].contains(architecture)
  }
}
