/// How a tensor's numbers are stored: in blocks of `blockLength` numbers that take `blockBytes` each.
///
/// A Q4_K tensor of 256 x 10 numbers is 10 blocks of 144 bytes. Ids and blocks from Ollama
/// `fs/ggml/type.go` and llama.cpp `ggml/src/ggml.c` (2026-08).
public struct GGUFTensorType: Sendable, Hashable {
  public let id: UInt32
  /// As Ollama prints it: `Q4_K`.
  public let name: String
  /// Numbers in one block; a tensor's rows are whole blocks.
  public let blockLength: Int
  /// Bytes of one block.
  public let blockBytes: Int

  /// Every type that is in use; the numbers between them were given up.
  public static let all: [GGUFTensorType] = [
    (0, "F32", 1, 4), (1, "F16", 1, 2), (2, "Q4_0", 32, 18), (3, "Q4_1", 32, 20), (6, "Q5_0", 32, 22),
    (7, "Q5_1", 32, 24), (8, "Q8_0", 32, 34), (9, "Q8_1", 32, 36), (10, "Q2_K", 256, 84),
    (11, "Q3_K", 256, 110), (12, "Q4_K", 256, 144), (13, "Q5_K", 256, 176), (14, "Q6_K", 256, 210),
    (15, "Q8_K", 256, 292), (16, "IQ2_XXS", 256, 66), (17, "IQ2_XS", 256, 74), (18, "IQ3_XXS", 256, 98),
    (19, "IQ1_S", 256, 50), (20, "IQ4_NL", 32, 18), (21, "IQ3_S", 256, 110), (22, "IQ2_S", 256, 82),
    (23, "IQ4_XS", 256, 136), (24, "I8", 1, 1), (25, "I16", 1, 2), (26, "I32", 1, 4), (27, "I64", 1, 8),
    (28, "F64", 1, 8), (29, "IQ1_M", 256, 56), (30, "BF16", 1, 2), (34, "TQ1_0", 256, 54),
    (35, "TQ2_0", 256, 66), (39, "MXFP4", 32, 17), (40, "NVFP4", 64, 36), (41, "Q1_0", 128, 18),
  ].map { GGUFTensorType(id: $0.0, name: $0.1, blockLength: $0.2, blockBytes: $0.3) }

  /// `nil` for a number that no type has.
  public init?(id: UInt32) {
    guard let type = Self.byID[id] else { return nil }
    self = type
  }

  private init(id: UInt32, name: String, blockLength: Int, blockBytes: Int) {
    self.id = id
    self.name = name
    self.blockLength = blockLength
    self.blockBytes = blockBytes
  }

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
}
