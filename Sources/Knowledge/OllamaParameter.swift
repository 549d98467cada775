import Syntax

/// A parameter of a Modelfile (`api/types.go`, `parser/parser.go`, August 2026).
public struct OllamaParameter: Sendable {
  public enum Kind: Sendable, Hashable { case integer, float, boolean, text }

  public enum Standing: Sendable, Hashable {
    case read
    /// Accepted with a warning and dropped.
    case deprecated
    /// Once valid; now the whole create fails.
    case removed
    /// Never valid; what it was meant to be, if that exists.
    case invented(instead: String?)
  }

  public let name: String
  public let kind: Kind
  public let standing: Standing
  /// Values that make sense, where Ollama itself checks only the type.
  public let range: ClosedRange<Double>?

  init(
    _ name: String, _ kind: Kind = .integer, _ range: ClosedRange<Double>? = nil,
    _ standing: Standing = .read
  ) {
    self.name = name
    self.kind = kind
    self.standing = standing
    self.range = range
  }

  /// Names that are read, sorted.
  public static var names: [String] { all.filter { $0.standing == .read }.map(\.name).sorted() }

  /// Names are case sensitive, as in Ollama.
  public static func named(_ name: String) -> OllamaParameter? { all.first { $0.name == name } }

  /// The valid name that a wrong one was meant to be.
  public static func nearest(to name: String) -> String? {
    Nearest.match(name, among: all.lazy.filter { $0.standing == .read }.map(\.name))
  }

  private static let large = 1e9

  private static let all: [OllamaParameter] = [
    .init("num_ctx", .integer, 4...large),
    .init("num_batch", .integer, 1...65536),
    .init("num_gpu", .integer, -1...large),
    .init("main_gpu", .integer, 0...1024),
    .init("use_mmap", .boolean),
    .init("num_thread", .integer, 0...4096),
    .init("draft_num_predict", .integer, 0...1024),
    .init("num_keep", .integer, -1...large),
    .init("seed", .integer),
    .init("num_predict", .integer, -2...large),
    .init("top_k", .integer, 0...large),
    .init("top_p", .float, 0...1),
    .init("min_p", .float, 0...1),
    .init("typical_p", .float, 0...1),
    .init("repeat_last_n", .integer, -1...large),
    .init("temperature", .float, 0...5),
    .init("repeat_penalty", .float, 0...10),
    .init("presence_penalty", .float, -2...2),
    .init("frequency_penalty", .float, -2...2),
    .init("stop", .text),
    .init("penalize_newline", .text, nil, .deprecated),
    .init("low_vram", .text, nil, .deprecated),
    .init("f16_kv", .text, nil, .deprecated),
    .init("logits_all", .text, nil, .deprecated),
    .init("vocab_only", .text, nil, .deprecated),
    .init("use_mlock", .text, nil, .deprecated),
    .init("mirostat", .text, nil, .deprecated),
    .init("mirostat_tau", .text, nil, .deprecated),
    .init("mirostat_eta", .text, nil, .deprecated),
    .init("tfs_z", .text, nil, .removed),
    .init("numa", .text, nil, .removed),
    .init("num_gqa", .text, nil, .removed),
    .init("rope_frequency_base", .text, nil, .removed),
    .init("rope_frequency_scale", .text, nil, .removed),
    .init("embedding_only", .text, nil, .removed),
    .init("num_predict_tokens", .text, nil, .invented(instead: "num_predict")),
    .init("max_tokens", .text, nil, .invented(instead: "num_predict")),
    .init("max_new_tokens", .text, nil, .invented(instead: "num_predict")),
    .init("max_length", .text, nil, .invented(instead: "num_predict")),
    .init("n_predict", .text, nil, .invented(instead: "num_predict")),
    .init("context_length", .text, nil, .invented(instead: "num_ctx")),
    .init("n_ctx", .text, nil, .invented(instead: "num_ctx")),
    .init("num_context", .text, nil, .invented(instead: "num_ctx")),
    .init("context_size", .text, nil, .invented(instead: "num_ctx")),
    .init("context_window", .text, nil, .invented(instead: "num_ctx")),
    .init("context", .text, nil, .invented(instead: "num_ctx")),
    .init("max_context", .text, nil, .invented(instead: "num_ctx")),
    .init("max_context_length", .text, nil, .invented(instead: "num_ctx")),
    .init("ctx_size", .text, nil, .invented(instead: "num_ctx")),
    .init("num_gpu_layers", .text, nil, .invented(instead: "num_gpu")),
    .init("gpu_layers", .text, nil, .invented(instead: "num_gpu")),
    .init("n_gpu_layers", .text, nil, .invented(instead: "num_gpu")),
    .init("repetition_penalty", .text, nil, .invented(instead: "repeat_penalty")),
    .init("threads", .text, nil, .invented(instead: "num_thread")),
    .init("n_threads", .text, nil, .invented(instead: "num_thread")),
    .init("batch_size", .text, nil, .invented(instead: "num_batch")),
    .init("n_batch", .text, nil, .invented(instead: "num_batch")),
    .init("ngl", .text, nil, .invented(instead: "num_gpu")),
    .init("keep_alive", .text, nil, .invented(instead: nil)),
    .init("think", .text, nil, .invented(instead: nil)),
    .init("flash_attention", .text, nil, .invented(instead: nil)),
    .init("kv_cache_type", .text, nil, .invented(instead: nil)),
  ]
}
