import Vocabulary

/// What the command of a model server names its model by, and what that says of its weights.
struct EngineSource {
  let text: String
  let option: String
  let at: SourceRange
  let kind: ModelSource
  /// Options by which the weights take less than their files say, or another place than the GPU's.
  private let quantization: String?
  private let isMovedElsewhere: Bool
  private let ranks: Int?
  private let share: Double?

  /// `nil` where the command names none, or only the running program knows it.
  init?(_ engine: EngineImage, _ words: [EngineService.Word], _ variables: [Variable], hasFolders: Bool) {
    let texts = words.map { $0.text.map(EngineOption.hyphenated) }
    let names = engine.modelOptions + engine.hubOptions
    if let found = EngineOption.value(of: names.filter { $0.hasPrefix("-") }, in: texts) {
      guard let value = found.text else { return nil }
      (text, option, at) = (value, found.name, words[found.index].at)
    } else if let variable = variables.last(where: { names.contains($0.name) }) {
      guard let value = variable.value else { return nil }
      (text, option, at) = (value, variable.name, variable.valueAt)
    } else if engine.modelOptions.contains("serve"), let first = words.first, let value = first.text, !value.hasPrefix("-") {
      (text, option, at) = (value, "serve", first.at)
    } else {
      return nil
    }
    guard !text.isEmpty, !text.contains("$"), !text.contains("{"), !text.contains("<"), !text.contains(" ") else { return nil }
    let isPath = ["/", ".", "~"].contains(where: text.hasPrefix) || text.contains("\\")
    if engine.hubOptions.contains(option) {
      kind = .hub
    } else if isPath || !engine.hubOptions.isEmpty {
      kind = .file
    } else {
      kind = text.contains("/") || !hasFolders ? .hub : .either
    }
    func value(_ options: [String]) -> String? { EngineOption.value(of: options, in: texts)?.text }
    quantization = value(["--quantization", "-q", "--quantize", "--load-format"])
    isMovedElsewhere = texts.contains { $0?.hasPrefix("--cpu-offload") == true || $0?.hasPrefix("--config") == true || $0 == nil }
    ranks = value(engine.parallelOptions.isEmpty ? ["--tp"] : engine.parallelOptions).map { Int($0) ?? 0 } ?? 1
    share = value(["--gpu-memory-utilization", "--mem-fraction-static", "--cuda-memory-fraction"]).flatMap { Double($0) }
  }

  /// Whether it is fetched from Hugging Face.
  var isDownloaded: Bool { kind == .hub && text.contains("/") }

  func describe(_ model: inout Fact) {
    model.write(.source, .text(text), at: at)
    model.infer(.sourceKind, kind)
    model.infer(.sourceOption, .text(option))
    guard kind == .hub, !isMovedElsewhere, let ranks, ranks > 0, let bits = WeightBits.of(text, quantization) else { return }
    model.infer(.weightBits, bits)
    model.infer(.cards, ranks)
    if let share, share > 0, share <= 1 { model.infer(.memoryShare, Int(share * 100)) }
  }
}

/// How many bits a weight takes at least, by the words that makers put into the names of repositories.
struct WeightBits {
  /// Words in the name, one is enough.
  let words: [String]
  let bits: Double

  /// `nil` where nothing is certain.
  static func of(_ name: String, _ quantization: String?) -> Double? {
    // An option can make any of them smaller while they are loaded.
    let text = name.lowercased() + " " + (quantization?.lowercased() ?? "")
    if let known = all.first(where: { $0.words.contains(where: text.contains) }) { return known.bits == 0 ? nil : known.bits }
    return quantization == nil || quantization == "auto" ? 16 : nil
  }
}
