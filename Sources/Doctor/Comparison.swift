import Knowledge
import Wording

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

  /// - Parameter ownContext: asks the server for a model's own num_ctx.
  public init(
    _ expectations: [Expectation], _ server: LiveServer, ownContext: (String) throws -> Int?
  ) throws {
    var differences: [Difference] = []
    for expectation in expectations {
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
        differences.append(Self.context(expectation, own, "its own parameters set", wanted))
      }
    }
    var seen: Set<Difference> = []
    self.differences = differences.filter { seen.insert($0).inserted }
  }

  private static func version(_ expectation: Expectation, _ server: LiveServer) -> Difference? {
    guard let required = expectation.requires, let least = Version(required),
      let version = Version(server.version),
      version < least
    else { return nil }
    return Difference(
      kind: .tooOld, model: expectation.model,
      message: "\(expectation.model) requires Ollama \(required); the server runs \(server.version)",
      effect: "The server refuses to load the model.", advice: "Update Ollama.", place: expectation.place)
  }

  private static func notPulled(_ expectation: Expectation) -> Difference {
    Difference(
      kind: .notPulled, model: expectation.model,
      message: "\(expectation.model) is not installed on the server",
      effect: "Requests for it fail with 404.",
      advice: expectation.isMadeHere
        ? "Run ollama create \(expectation.model) with its Modelfile."
        : "Run ollama pull \(expectation.model).",
      place: expectation.place)
  }

  private static func context(_ expectation: Expectation, _ running: LiveServer.Running) -> Difference? {
    guard let wanted = expectation.context, let actual = running.context, actual != wanted else { return nil }
    // Another client may have loaded it with more.
    if expectation.isSent || actual > wanted { return nil }
    return context(expectation, actual, "is loaded with", wanted)
  }

  private static func context(_ expectation: Expectation, _ actual: Int, _ who: String, _ wanted: Int)
    -> Difference
  {
    Difference(
      kind: .otherContext, model: expectation.model,
      message:
        "\(expectation.model) \(who) \(Wording.context(actual)); the files say \(Wording.number(wanted))",
      effect: actual < wanted
        ? "Longer prompts are silently truncated." : "It uses more memory than intended.",
      advice:
        "Restart the server so that it reads its settings, and run ollama create again if the Modelfile changed. A client may also request its own context.",
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
        ? "\(expectation.model) runs entirely on the CPU, although its server has a GPU"
        : "\(Wording.percent(percent)) of \(expectation.model) is offloaded to the CPU, although its server has a GPU",
      effect: isAll ? "Expect 5-10x slower generation." : "Generation runs at the speed of the CPU part.",
      advice: isAll
        ? "Common causes: the NVIDIA Container Toolkit is not installed on the host, the driver is too old for the image's CUDA version, or a crashed process still holds GPU memory. The server log lists the GPUs it found."
        : "It does not fit with this context, or another program uses GPU memory: `ollama-lint fit \(expectation.model)` shows the budget.",
      place: expectation.place)
  }
}
