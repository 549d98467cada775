/// A model's weights and measures: all that an estimate of its memory and speed needs.
public struct ModelFile: Sendable, Hashable {
  public enum Source: String, Sendable, Hashable { case catalogue, gguf, store }

  /// As it is asked for: `qwen2.5-coder:14b`.
  public let name: String
  public let shape: ModelShape
  public let weights: WeightLayout
  public let quantization: String?
  public let source: Source
  /// Weights that a token goes through, where it is not all of them.
  public let activeParameters: Int?
  public let parameters: Int?

  public init(
    name: String, shape: ModelShape, weights: WeightLayout, quantization: String?, source: Source,
    activeParameters: Int? = nil, parameters: Int? = nil
  ) {
    self.name = name
    self.shape = shape
    self.weights = weights
    self.quantization = quantization
    self.source = source
    self.activeParameters = activeParameters
    self.parameters = parameters
  }

  /// The same weights by another name.
  public func named(_ name: String) -> ModelFile {
    ModelFile(
      name: name, shape: shape, weights: weights, quantization: quantization, source: source,
      activeParameters: activeParameters, parameters: parameters)
  }
}

extension ModelCatalogue {
  /// The weights behind a name of the library; `nil` where the catalogue does not know them well enough.
  ///
  /// A tag in another quantization than the default one is scaled from the default's exact size by the
  /// average bits of the two.
  public static func file(named name: ModelName) -> ModelFile? {
    guard let row = row(named: name), let measures = CatalogueShape(row), let shape = measures.shape(),
      let package = packageBytes(row), let defaultMix = Quantization(row["default_quant"])
    else { return nil }
    let vision = Int(row["projector_bytes"]) ?? 0
    let parameters = Int(row["parameters"]) ?? 0
    var mix = defaultMix
    var bytes = package - vision
    if !isExact(row, name.tag), let asked = name.tag.flatMap({ Quantization(inTag: $0) }), asked != defaultMix
    {
      guard let from = defaultMix.averageBits(parameters: parameters),
        let to = asked.averageBits(parameters: parameters)
      else { return nil }
      let fixed = measures.weights(fileBytes: bytes, vision: 0, quantization: defaultMix).perLayerEmbedding
      bytes = fixed + Int(Double(bytes - fixed) * to / from)
      mix = asked
    }
    return ModelFile(
      name: name.shortened, shape: shape,
      weights: measures.weights(fileBytes: bytes, vision: vision, quantization: mix),
      quantization: mix.name, source: .catalogue, activeParameters: Int(row["active_parameters"]),
      parameters: parameters)
  }

  /// The other sizes of a model, each by its plain tag.
  public static func siblings(of name: ModelName) -> [ModelFile] {
    guard name.isLibrary else { return [] }
    return tags(of: name.model).filter { !$0.contains("-") }
      .compactMap { ModelName("\(name.model):\($0)").flatMap { file(named: $0) } }
  }

  /// Exact bytes where a manifest was seen, else the size on the library's page.
  private static func packageBytes(_ row: CatalogueTable.Row) -> Int? {
    if let exact = Int(row["default_file_bytes"]) { return exact }
    let size = row["listed_size"]
    guard let number = Double(size.prefix { $0.isNumber || $0 == "." }) else { return nil }
    let unit = size.drop { $0.isNumber || $0 == "." }.uppercased()
    switch unit {
    case "KB": return Int(number * 1e3)
    case "MB": return Int(number * 1e6)
    case "GB": return Int(number * 1e9)
    case "TB": return Int(number * 1e12)
    default: return nil
    }
  }
}
