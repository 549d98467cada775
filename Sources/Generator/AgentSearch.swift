import Knowledge
import Memory
import Wording

/// Looks through the library for a model that can use tools and be given a long context on a machine.
struct AgentSearch {
  private let request: SetupRequest
  /// Tokens that are asked for.
  let wanted: Int

  /// The least that an agent can work with (Ollama's advice for coding tools is 64000).
  static let leastContext = 32768

  init(_ request: SetupRequest) {
    self.request = request
    wanted = request.context ?? Suggestion.Purpose.agent.context
  }

  typealias Candidate = (file: ModelFile, estimate: MemoryEstimate)

  /// Context lengths to try. Half the context on the GPU is better than all of it on the CPU, unless the user set a length.
  var contexts: [Int] { [wanted] + (request.context == nil ? [Self.leastContext] : []) }

  /// - Parameter leavesEnough: whether a model leaves room for what is to be loaded next to it; one of the best that
  ///   does is taken before one that does not, unless quality is all that counts.
  func best(where leavesEnough: (ModelChoice.Model) -> Bool) throws(GeneratorError) -> ModelChoice.Model {
    if let name = request.model {
      let named = try NamedAgent(name, request)
      guard let model = named.model else {
        throw GeneratorError(message: (named.obstacle ?? name) + ", and no remote model replaces it")
      }
      return model
    }
    for context in contexts {
      let able = able(context, request.preference)
      if request.preference == .quality, let first = able.first { return model(first, context) }
      let whole = able.filter(Self.isWhole).prefix(Self.comparable).map { model($0, context) }
      if let taken = whole.first(where: leavesEnough) ?? whole.first { return taken }
    }
    if let taken = able(wanted, .quality).first { return model(taken, wanted) }
    if wanted > Suggestion.Purpose.agent.context {
      // As if nobody had asked for so much.
      var usual = request
      usual.context = nil
      return try AgentSearch(usual).best(where: leavesEnough)
    }
    let least = min(wanted, Self.leastContext)
    if let taken = able(least, .quality).first { return model(taken, least) }
    throw GeneratorError(
      message:
        "no model with \(request.needsVision ? "tool and image" : "tool") support fits this machine with "
        + "\(Wording.tokens(wanted)) and leaves room for anything else")
  }

  /// How far down the list a model may stand and still be taken for what it leaves room for.
  private static let comparable = 6

  /// Models that can do the work and load, the best first, each with a KV cache that takes half the memory: one that
  /// only then has room is better than a smaller one.
  func able(_ context: Int, _ preference: SetupRequest.Preference) -> [Candidate] {
    let demands =
      preference == .quality
      ? Suggestion.Demands(context: context, slowest: Self.slowestUseful, spillCost: 0.5)
      : Suggestion.Demands(context: context, slowest: Self.slowestFluent)
    let sizes = Suggestion.sizes(
      .agent, on: request.machine, settings: Self.halfCache(context), demands: demands)
    return sizes.filter { candidate in
      // What `latest` is changes.
      !candidate.file.name.hasSuffix(":latest") && isAble(candidate, context)
        && (!request.needsVision || ModelCatalogue.standard.can("vision", named: candidate.file.name))
    }
  }

  /// A model with a KV cache that takes half the memory.
  func candidate(_ file: ModelFile, _ context: Int) -> Candidate {
    (file, MemoryEstimator(file, on: request.machine).estimate(Self.halfCache(context)))
  }

  private static func halfCache(_ context: Int) -> LoadSettings {
    LoadSettings(context: context, cacheType: .q8_0)
  }

  /// Whether it was trained for a context, loads, and leaves a quarter of the RAM to everything else that runs on the
  /// computer.
  func isAble(_ candidate: Candidate, _ context: Int) -> Bool {
    guard let fit = candidate.estimate.placement?.fit, fit != .no else { return false }
    return (candidate.file.shape.trainedContext ?? 0) >= context && leavesRoom(candidate.estimate)
  }

  static func isWhole(_ candidate: Candidate) -> Bool { candidate.estimate.placement?.fit == .entirely }

  private func leavesRoom(_ estimate: MemoryEstimate) -> Bool {
    guard let ram = request.machine.ramBytes, let placement = estimate.placement else { return true }
    return request.machine.gpus.contains(where: \.isUnified) || placement.cpuBytes <= ram / 4 * 3
  }

  /// Tokens per second below which waiting is all that one does, and those that one reads along with.
  private static let slowestUseful = 8.0
  private static let slowestFluent = 25.0

  static func isUseful(_ speed: DecodeSpeed) -> Bool { (speed.low + speed.high) / 2 >= slowestUseful }

  /// The whole cache where it has room, half of it where that alone keeps the model on the GPU, or lets it load.
  func model(_ candidate: Candidate, _ context: Int) -> ModelChoice.Model {
    let full = LoadSettings(context: context)
    let estimate = MemoryEstimator(candidate.file, on: request.machine).estimate(full)
    let isWorse = estimate.placement?.fit != .entirely && Self.isWhole(candidate)
    let settings = isWorse || !leavesRoom(estimate) ? candidate.estimate.settings : full
    return ModelChoice.Model(
      "agent", FitReport.Entry(candidate.file, on: request.machine, settings), settings)
  }
}
