import Knowledge
/// What computes a model in a release of Ollama, and what decides where its layers go.
///
/// Both changed more than once, and not for all architectures at the same time, so an estimate for a pinned
/// version has to ask. Read off the release tags of ollama/ollama (`fs/ggml/ggml.go`, `llm/server.go`,
/// `llm/memory.go`).
struct Engine: Sendable, Hashable {
  enum Planner: Sendable, Hashable {
    /// Formulas, and a layer's worth of every GPU kept free: up to 0.11.10 for all, up to 0.12.10 for what
    /// llama.cpp computes.
    case formulas
    /// Layers packed by Ollama: what its own engine really allocates, or for llama.cpp the same formulas.
    case packing
    /// From 0.30: llama.cpp's own fit, which keeps a margin of every GPU free.
    case fit
  }

  let planner: Planner
  /// Whether Ollama's own engine computes it, and not llama.cpp.
  let isOllamas: Bool
  private let release: Version
  private let architecture: String

  init(_ release: Version, architecture: String) {
    self.release = release
    self.architecture = architecture
    isOllamas = release < .llamaServer && (Self.ownSince[architecture].flatMap { Version($0) }.map { $0 <= release } ?? false)
    if release >= .llamaServer {
      planner = .fit
    } else if release < Version(0, 11, 11) || (!isOllamas && release < Version(0, 12, 11)) {
      planner = .formulas
    } else {
      planner = .packing
    }
  }

  /// Whether what is planned with is a formula, and not what is allocated.
  var plansByFormula: Bool { planner != .fit && !(planner == .packing && isOllamas) }

  /// Whether pictures are attended to without flash attention: until 0.13.2 in Ollama's own engine.
  var scoresWholePictures: Bool { isOllamas && release < Version(0, 13, 2) }

  /// Bytes of a number in the attention mask on GPU and processor. Ollama's own engine fills it as numbers of
  /// four bytes and then narrows it; until 0.12.7 it reserved memory for the narrow one alone.
  var maskBytes: (gpu: Double, processor: Double) {
    guard isOllamas else { return (0, 0) }
    return release < Version(0, 12, 7) ? (2, 2) : (6, 4)
  }

  /// Factors of the graph of gpt-oss, which was guessed differently in its first releases.
  var gptossFactors: (full: Int, partial: Int) {
    if release <= Version(0, 11, 2) { return (4, 8) }
    return release < Version(0, 11, 5) ? (4, 4) : (2, 2)
  }

  /// Flash attention where `OLLAMA_FLASH_ATTENTION` says nothing and the cards can.
  var wantsFlashAttention: Bool {
    if planner == .fit { return true }
    if let since = Self.flashSince[architecture].flatMap({ Version($0) }) { return since <= release }
    // llama.cpp was left to decide from 0.13.5 on.
    return !isOllamas && release >= Version(0, 13, 5)
  }

  /// - Parameter isForced: whether `OLLAMA_FLASH_ATTENTION=1` is said.
  func supports(_ type: KVCacheType, flashAttention: Bool, isForced: Bool) -> Bool {
    guard type.isQuantized else { return true }
    guard flashAttention else { return false }
    if planner == .fit { return true }
    guard type == .q8_0 || type == .q4_0 else { return false }
    // What was computed by llama.cpp got a quantized cache only with the variable.
    if !isOllamas, !isForced { return false }
    let isOSS = architecture == "gptoss" || architecture == "gpt-oss"
    return !(isOSS && release < Version(0, 13, 0))
  }
}
