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
}
