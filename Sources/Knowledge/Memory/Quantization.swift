/// How weights are stored: the mixes of tensor types that quantizers make.
public struct Quantization: Sendable, Hashable {
  /// As Ollama writes it in tags and `/api/show`: `Q4_K_M`.
  public let name: String

  /// - Returns: `nil` for a name that no quantizer makes.
  public init?(_ name: some StringProtocol) {
    guard let row = Self.table.rows(named: String(name)).first else { return nil }
    self.name = String(row["name"])
  }

  /// The one that a tag names: `14b-instruct-q5_K_M`.
  public init?(inTag tag: some StringProtocol) {
    for part in tag.split(separator: "-").reversed() {
      if let found = Quantization(part) {
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
  /// (llama.cpp, `src/llama-quant.cpp`); one of its own gets the mix's plain type.
  func embeddingBits(isOutput: Bool) -> Double {
    let letters = name.uppercased()
    for (prefix, bits) in [("F32", 32.0), ("F16", 16), ("BF16", 16), ("Q8", 8.5), ("MXFP4", 16)]
    where letters.hasPrefix(prefix) {
      return bits
    }
    if isOutput { return 6.5625 }
    for (prefix, bits) in [
      ("Q6", 6.5625), ("Q5_1", 6), ("Q5", 5.5), ("Q4_1", 5), ("Q4", 4.5), ("Q3", 3.4375), ("Q2", 2.625),
    ]
    where letters.hasPrefix(prefix) {
      return bits
    }
    return 4.5
  }

  private static let table = CatalogueTable(Tables.quants, columns: Tables.quantsColumns)
}
