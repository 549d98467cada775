import Knowledge
/// A model's weights and measures: all that an estimate of its memory and speed needs.
public struct ModelFile: Sendable, Hashable {
  public enum Source: String, Sendable, Hashable { case catalogue, gguf, store }

  /// As it is asked for: `qwen2.5-coder:14b`.
  public internal(set) var name: String
  public let shape: ModelShape
  public let weights: WeightLayout
  public let quantization: String?
  public let source: Source
  /// Weights that a token goes through, where it is not all of them.
  public internal(set) var activeParameters: Int?
  public internal(set) var parameters: Int?

  /// Of the numbers in its blocks, on average, and how much larger those of the way down out of a feed-forward network are,
  /// which most mixes give a wider type in some layers; `nil` where they were not counted.
  var bytesPerNumber: (average: Double, widest: Double)? {
    guard let parameters else { return nil }
    let words = Double(shape.vocabularySize) * Double(shape.embeddingLength) * (weights.isTied ? 1 : 2)
    let inBlocks = Double(parameters) - words - Double(weights.vision) / 2
    guard inBlocks > 0 else { return nil }
    let average = weights.layers.reduce(0.0) { $0 + Double($1) } / inBlocks
    let isMXFP4 = quantization?.hasPrefix("MXFP4") ?? false
    return (isMXFP4 ? 4.25 / 8 : average, quantization?.hasSuffix("_K_M") ?? false ? 1.25 : 1)
  }

  /// The same weights by another name.
  public func named(_ name: String) -> ModelFile {
    var file = self
    file.name = name
    return file
  }
}

extension ModelCatalogue {
  /// The weights behind a name of the library; `nil` where the catalogue does not know them well enough.
  public func file(named name: ModelName) -> ModelFile? {
    guard let row = row(named: name), let measures = CatalogueShape(row), let shape = measures.shape(),
      let size = CatalogueSize(row, measures)
    else { return nil }
    var mix = size.quantization
    var bytes = size.textBytes
    if !isExact(row, name.tag), let asked = name.tag.flatMap({ Quantization(inTag: $0) }), asked != mix {
      guard let other = size.textBytes(in: asked) else { return nil }
      bytes = other
      mix = asked
    }
    return ModelFile(
      name: name.shortened, shape: shape,
      weights: measures.weights(fileBytes: bytes, vision: size.vision, quantization: mix),
      quantization: mix.name, source: .catalogue, activeParameters: Int(row["active_parameters"]),
      parameters: Int(row["parameters"]))
  }

  /// The other sizes of a model, each by its plain tag.
  public func siblings(of name: ModelName) -> [ModelFile] {
    guard name.isLibrary else { return [] }
    return tags(of: name.model).filter { !$0.contains("-") }
      .compactMap { ModelName("\(name.model):\($0)").flatMap { file(named: $0) } }
  }
}
