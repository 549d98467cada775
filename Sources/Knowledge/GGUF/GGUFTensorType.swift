/// How a tensor's numbers are stored: in blocks of `blockLength` numbers that take `blockBytes` each.
///
/// Ids and blocks from Ollama `fs/ggml/type.go` and ggml's `ggml.c` (2026-08).
public enum GGUFTensorType: UInt32, Sendable, Hashable, CaseIterable {
  case f32 = 0
  case f16, q4_0, q4_1
  case q5_0 = 6
  case q5_1, q8_0, q8_1, q2_K, q3_K, q4_K, q5_K, q6_K, q8_K
  case iq2_XXS, iq2_XS, iq3_XXS, iq1_S, iq4_NL, iq3_S, iq2_S, iq4_XS
  case i8, i16, i32, i64, f64, iq1_M, bf16
  /// The two ternary types are known to ggml, but Ollama refuses to read them.
  case tq1_0 = 34
  case tq2_0
  case mxfp4 = 39
  case nvfp4, q1_0

  /// As Ollama prints it: `Q4_K`.
  public var name: String { String(describing: self).uppercased() }

  /// Whether Ollama loads tensors of this type.
  public var isReadByOllama: Bool { self != .tq1_0 && self != .tq2_0 }

  /// Numbers in one block; a tensor's rows are whole blocks.
  public var blockLength: Int {
    switch self {
    case .f32, .f16, .bf16, .f64, .i8, .i16, .i32, .i64: 1
    case .q4_0, .q4_1, .q5_0, .q5_1, .q8_0, .q8_1, .iq4_NL, .mxfp4: 32
    case .nvfp4: 64
    case .q1_0: 128
    case .q2_K, .q3_K, .q4_K, .q5_K, .q6_K, .q8_K, .iq2_XXS, .iq2_XS, .iq3_XXS, .iq1_S, .iq3_S, .iq2_S,
      .iq4_XS, .iq1_M, .tq1_0, .tq2_0:
      256
    }
  }

  /// Bytes of one block.
  public var blockBytes: Int {
    switch self {
    case .i8: 1
    case .f16, .bf16, .i16: 2
    case .f32, .i32: 4
    case .f64, .i64: 8
    case .mxfp4: 17
    case .q4_0, .iq4_NL, .q1_0: 18
    case .q4_1: 20
    case .q5_0: 22
    case .q5_1: 24
    case .q8_0: 34
    case .q8_1, .nvfp4: 36
    case .iq1_S: 50
    case .tq1_0: 54
    case .iq1_M: 56
    case .iq2_XXS, .tq2_0: 66
    case .iq2_XS: 74
    case .iq2_S: 82
    case .q2_K: 84
    case .iq3_XXS: 98
    case .q3_K, .iq3_S: 110
    case .iq4_XS: 136
    case .q4_K: 144
    case .q5_K: 176
    case .q6_K: 210
    case .q8_K: 292
    }
  }
}
