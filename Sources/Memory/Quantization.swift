import Knowledge
/// How weights are stored: the mixes of tensor types that quantizers make.
public struct Quantization: Sendable, Hashable {
  /// As Ollama writes it in tags and `/api/show`: `Q4_K_M`.
  public let name: String

  /// - Returns: `nil` for a name that no quantizer makes.
  public init?(_ name: some StringProtocol) {
    guard let row = Self.table.rows(named: String(name)).first else { return nil }
    self.name = String(row["name"])
  }

  /// The one that a tag names: `14b-instruct-q5_K_M`. The library writes `fp16` for what quantizers call F16.
  public init?(inTag tag: some StringProtocol) {
    for part in tag.split(separator: "-").reversed() {
      let name = ["fp16": "F16", "fp32": "F32"][part.lowercased()] ?? String(part)
      if let found = Quantization(name) {
        self = found
        return
      }
    }
    return nil
  }

  /// Average bits per weight over a whole model of `parameters` weights, as measured over the library.
  ///
  /// Small models sit higher: their embedding is a larger share and is kept at more bits.
  public func averageBits(parameters: Int) -> Double? {
    let column =
      parameters < 2_000_000_000
      ? "bits_under_2b" : parameters < 12_000_000_000 ? "bits_2b_to_12b" : "bits_over_12b"
    return Self.table.rows(named: name).first.flatMap { Double($0[column]) }
  }

  /// Bits per weight of the token embedding, which is also the output where a model has no other.
  ///
  /// Quantizers keep an embedding that doubles as output at Q6_K in every mix below eight bits
  /// (llama.cpp, `src/llama-quant.cpp`); one of its own gets the mix's plain type. Rows that blocks of 256 do
  /// not fill fall back to a wider type.
  func embeddingBits(isOutput: Bool, row: Int) -> Double {
    var mix = TensorMix(blocks: 1, groups: 1, expertCount: 0, vocabulary: 0)
    mix.add(isOutput ? .output : .embedding, 1_048_576, row: row)
    if let bytes = mix.bytes(self) { return bytes * 8 / 1_048_576 }
    if name.hasPrefix("MXFP4") { return 16 }
    return isOutput ? 6.5625 : 4.5
  }

  private static let table = StandardKnowledge.current.quants
}
