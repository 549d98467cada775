import Catalogue
/// Bytes of a model of the library: exact where a manifest was seen, else computed from its tensors within
/// what the size on its page leaves open, else that size.
struct CatalogueSize {
  let quantization: Quantization
  /// Of the text part, as its default tag has it.
  let textBytes: Int
  /// Of the part that reads images, in a file of its own or not.
  let vision: Int

  private let measures: CatalogueShape
  /// The tensors, where their sum is the published count.
  let trustedTensors: TensorMix?

  init?(_ row: CatalogueTable.Row, _ measures: CatalogueShape) {
    guard let quantization = Quantization(row["default_quant"]) else { return nil }
    self.quantization = quantization
    self.measures = measures
    let (mix, tower) = Self.trusted(measures)
    trustedTensors = mix
    let listed = Self.listed(row["listed_size"])
    let known = Int(row["default_file_bytes"])
    guard let about = known ?? listed?.bytes else { return nil }
    let vision = Int(row["projector_bytes"]) ?? min(tower, about / 2)
    self.vision = vision
    var text = about - vision
    if known == nil, let listed, let sum = mix?.bytes(quantization) {
      let lower = listed.bytes - listed.slack - vision
      text = max(lower, min(Int(sum), lower + 2 * listed.slack))
    }
    textBytes = text
  }

  /// The same weights in another mix: from their tensors, else scaled by the average bits of the two.
  func textBytes(in asked: Quantization) -> Int? {
    if let bytes = trustedTensors?.bytes(asked) { return Int(bytes) }
    guard let from = quantization.averageBits(parameters: measures.parameters),
      let to = asked.averageBits(parameters: measures.parameters)
    else { return nil }
    let fixed = measures.weights(fileBytes: textBytes, vision: 0, quantization: quantization)
      .perLayerEmbedding
    return fixed + Int(Double(textBytes - fixed) * to / from)
  }

  /// The tensors, where their sum is the published count of parameters, and bytes of the tower that reads
  /// images: what is left of the count, kept at 16 bits.
  private static func trusted(_ measures: CatalogueShape) -> (TensorMix?, Int) {
    guard let mix = measures.mix() else { return (nil, 0) }
    let all = Double(measures.parameters)
    let rest = all - mix.parameters
    if measures.hasVision {
      // Towers have a tenth to three billion parameters; more is text that is not understood.
      guard rest > -0.01 * all, rest < 3e9, rest < 0.3 * all else { return (nil, 0) }
      // Pages of the Ministrals count the text alone; the tower is Pixtral's.
      let least = measures.architecture == "mistral3" ? 0.42e9 : 0
      return (mix, Int(max(least, rest)) * 2)
    }
    return abs(rest) < 0.02 * all ? (mix, 0) : (nil, 0)
  }

  /// A size as the library's page shows it, and how far rounding may have moved it.
  private static func listed(_ size: Substring) -> (bytes: Int, slack: Int)? {
    let digits = size.prefix { $0.isNumber || $0 == "." }
    guard let number = Double(digits) else { return nil }
    let units = ["KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12]
    guard let unit = units[size.dropFirst(digits.count).uppercased()] else { return nil }
    return (Int(number * unit), Int(unit * (digits.contains(".") ? 0.05 : 0.5)))
  }
}
