import Knowledge

/// Where a running server differs from what the files promise.
public struct Comparison: Sendable {
  public struct Difference: Sendable, Hashable {
    public enum Kind: String, Sendable {
      case notPulled = "model-not-pulled"
      case otherContext = "context-differs"
      case onProcessor = "layers-on-cpu"
      case tooOld = "version-too-old"
    }

    public let kind: Kind
    public let model: String
    public let message: String
    public let effect: String
    public let advice: String
    public let place: String
  }

  public let differences: [Difference]
  /// Models that agree as far as they can be seen.
  public let agreeing: [String]

  /// - Parameter ownContext: asks the server for a model's own num_ctx.
  public init(
    _ expectations: [Expectation], _ server: LiveServer, ownContext: (String) throws -> Int?
  ) throws {
    var differences: [Difference] = []
    var agreeing: [String] = []
    for expectation in expectations {
      let before = differences.count
      if let difference = Self.version(expectation, server) { differences.append(difference) }
      guard let name = ModelName(expectation.model), !name.isCloud else { continue }
      if !server.has(name) {
        differences.append(Self.notPulled(expectation))
        continue
      }
      if let running = server.running(name) {
        if let difference = Self.context(expectation, running) { differences.append(difference) }
        if let difference = Self.placement(expectation, running) { differences.append(difference) }
      } else if expectation.isMadeHere, let wanted = expectation.context, !expectation.isSent,
        let own = try ownContext(expectation.model), own != wanted
      {
        differences.append(Self.context(expectation, own, "its own parameters say", wanted))
      }
      if differences.count == before { agreeing.append(expectation.model) }
    }
    var seen: Set<Difference> = []
    self.differences = differences.filter { seen.insert($0).inserted }
    self.agreeing = agreeing
  }

  private static func version(_ expectation: Expectation, _ server: LiveServer) -> Difference? {
    guard let required = expectation.requires, let least = Version(required),
      let version = Version(server.version),
      version < least
    else { return nil }
    return Difference(
      kind: .tooOld, model: expectation.model,
      message: "the server is \(server.version), and \(expectation.model) requires \(required)",
      effect: "It refuses to load the model.", advice: "Update Ollama.", place: expectation.place)
  }

  private static func notPulled(_ expectation: Expectation) -> Difference {
    Difference(
      kind: .notPulled, model: expectation.model, message: "the server has no \(expectation.model)",
      effect: "Requests for it are answered with 404.",
      advice: expectation.isMadeHere
        ? "Run ollama create \(expectation.model) with its Modelfile."
        : "Run ollama pull \(expectation.model).",
      place: expectation.place)
  }

  private static func context(_ expectation: Expectation, _ running: LiveServer.Running) -> Difference? {
    guard let wanted = expectation.context, let actual = running.context, actual != wanted else { return nil }
    // Another client may have loaded it with more.
    if expectation.isSent || actual > wanted { return nil }
    return context(expectation, actual, "it runs with", wanted)
  }

  private static func context(_ expectation: Expectation, _ actual: Int, _ who: String, _ wanted: Int)
    -> Difference
  {
    Difference(
      kind: .otherContext, model: expectation.model,
      message: "\(expectation.model): \(who) \(actual) tokens of context, and the files say \(wanted)",
      effect: actual < wanted
        ? "What does not fit is cut off without a word." : "It takes memory that nobody asked for.",
      advice:
        "Restart the server so that it reads its settings, and create the model anew if its Modelfile changed; a client may also ask for its own context.",
      place: expectation.place)
  }

  private static func placement(_ expectation: Expectation, _ running: LiveServer.Running) -> Difference? {
    guard expectation.hasGPU == true, running.size > 0, running.gpuSize < running.size else { return nil }
    let percent = Int((Double(running.size) - Double(max(0, running.gpuSize))) / Double(running.size) * 100)
    guard percent > 0 else { return nil }
    let isAll = running.gpuSize == 0
    return Difference(
      kind: .onProcessor, model: expectation.model,
      message: isAll
        ? "\(expectation.model) runs wholly on the processor, though its server is given a GPU"
        : "\(percent) % of \(expectation.model) runs on the processor, though its server is given a GPU",
      effect: isAll ? "Expect a tenth of the speed or less." : "Every token waits for the processor.",
      advice: isAll
        ? "Usual causes: the NVIDIA Container Toolkit is missing on the host, the driver is older than the CUDA of the image, or memory of the GPU is held by a process that ended badly. The server's log says which GPUs it found."
        : "It does not fit beside its context, or another program holds memory of the GPU: `ollama-lint fit \(expectation.model)` shows the budget.",
      place: expectation.place)
  }
}
