import Vocabulary

/// The health check that an image brings along, which asks a fixed port.
extension ContainerSpec {
  func imageHealthCheck(_ engine: EngineImage) -> Fact? {
    guard let asked = engine.healthPort, let awaited = imageCheck, entrypoint == nil, image.build == nil,
      environment.isComplete, !hasUnknownParts, environment.last("HEALTHCHECK_ENDPOINT") == nil,
      let (text, at) = placedSetting(engine.portOptions + [engine.portVariable].compactMap { $0 }),
      let port = Int(text.split(separator: ":").last ?? ""), port != asked
    else { return nil }
    return engineFact(
      "engine-health", .stalePort, name: engine.name, value: String(port),
      counterpart: awaited.waiter, expected: String(asked), at: at)
  }

  /// A probe that ends the container while it still fetches its model: the server only answers once the weights are loaded.
  func endedEarly(_ engine: EngineImage, model: String?) -> Fact? {
    guard let liveness, let seconds = liveness.value, seconds < Self.leastStart, case .gpu = engine.need,
      let model, model.contains("/"), !model.hasPrefix("/"), let size = HubModel.billions(in: model), size >= 7
    else { return nil }
    return engineFact(
      "engine-liveness", .tooEarly, name: engine.name, value: model, expected: String(seconds), at: liveness.at)
  }

  /// Fetching and loading the weights of 7 billion parameters takes longer than so many seconds.
  private static let leastStart = 180
}

/// A model by its repository at Hugging Face.
enum HubModel {
  /// Billions of parameters, as its name says: 8 in `Llama-3.1-8B-Instruct`; `nil` where it does not say.
  static func billions(in name: String) -> Double? {
    name.split { !($0.isLetter || $0.isNumber || $0 == ".") }.lazy.compactMap { word -> Double? in
      guard let last = word.last, last == "B" || last == "b", word.first?.isNumber == true else { return nil }
      return Double(word.dropLast())
    }.first
  }
}
