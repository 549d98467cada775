/// The type of the numbers in the KV cache (`OLLAMA_KV_CACHE_TYPE`).
public enum KVCacheType: String, Sendable, Hashable, CaseIterable {
  case f32, f16, bf16, q8_0, q5_1, q5_0, q4_1, q4_0, iq4_nl

  /// Bytes of 32 elements, the block that quantized types are stored in (llama.cpp, `ggml-common.h`).
  var bytesPerBlock: Int {
    switch self {
    case .f32: 128
    case .f16, .bf16: 64
    case .q8_0: 34
    case .q5_1: 24
    case .q5_0: 22
    case .q4_1: 20
    case .q4_0, .iq4_nl: 18
    }
  }

  /// Quantized types need flash attention.
  public var isQuantized: Bool { bytesPerBlock < 64 }
}
