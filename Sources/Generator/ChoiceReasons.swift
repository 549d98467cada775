import Knowledge

/// Why models were taken, in sentences.
struct ChoiceReasons {
  private let wish: Wish

  init(_ wish: Wish) { self.wish = wish }

  private var runsOnCPU: Bool { wish.machine.hasNoGPU || wish.machine.gpus.isEmpty }

  // MARK: Agent

  func agent(_ model: ModelChoice.Model, _ search: AgentSearch) -> [String] {
    var reasons = [
      "Agent: \(model.base) with \(model.settings.context) tokens. It can use tools"
        + (wish.needsVision ? " and sees images" : "") + ". " + placement(model)
    ]
    if model.settings.cacheType != .f16, let file = model.entry.file {
      let full = MemoryEstimator(file, on: wish.machine).estimate(
        LoadSettings(context: model.settings.context))
      reasons.append(
        "Its KV cache is kept as q8_0, which halves it: as f16 the model would want \(Self.gibibytes(full.wanted))."
      )
    }
    if let cost = contextCost(model) { reasons.append(cost) }
    if model.settings.context < search.wanted {
      reasons.append(
        "\(search.wanted) tokens were wanted; with them nothing useful is wholly on this GPU, so it is half of that."
      )
    }
    if let other = alternative(to: model, search) { reasons.append(other) }
    if !wish.isOffline {
      reasons.append(
        "For tasks of more than 131072 tokens, or that ask for a model of 70B, use a remote one beside it; "
          + "nothing remote is set up here.")
    }
    return reasons
  }

  private func placement(_ model: ModelChoice.Model) -> String {
    guard let estimate = model.entry.estimate, let placement = estimate.placement else { return "" }
    let speed = model.entry.speed.map { " Expect \(Self.shown($0))." } ?? ""
    switch placement.fit {
    case .entirely:
      return
        "It is wholly on the GPU: \(Self.gibibytes(estimate.wanted)) of \(Self.gibibytes(placement.capacity))."
        + speed
    case .partly where runsOnCPU:
      return "It runs on the processor and takes \(Self.gibibytes(estimate.total)) of RAM." + speed
    case .partly where placement.blocksWithExpertsInRAM > 0:
      return
        "It wants \(Self.gibibytes(estimate.wanted)); the experts of \(placement.blocksWithExpertsInRAM) layers stay in RAM."
        + speed
    case .partly:
      return
        "It wants \(Self.gibibytes(estimate.wanted)); \(placement.gpuLayers) of \(placement.layers) layers are on the GPU."
        + speed
    case .no: return "It does not load."
    }
  }

  /// What half the context would save.
  private func contextCost(_ model: ModelChoice.Model) -> String? {
    guard let file = model.entry.file, let estimate = model.entry.estimate else { return nil }
    var settings = model.settings
    settings.context /= 2
    let half = MemoryEstimator(file, on: wish.machine).estimate(settings)
    let saved = estimate.kvCache + estimate.compute - half.kvCache - half.compute
    guard saved > 1 << 28 else { return nil }
    return
      "The context takes \(Self.gibibytes(estimate.kvCache)) of that; half of it would save \(Self.gibibytes(saved))."
  }

  /// The best of those that the other preference would take.
  private func alternative(to model: ModelChoice.Model, _ search: AgentSearch) -> String? {
    let other: Wish.Preference = wish.preference == .speed ? .quality : .speed
    let found = search.able(model.settings.context, other).first { entry in
      guard entry.name != model.base, let speed = entry.speed, let own = model.entry.speed else {
        return false
      }
      let isWhole = entry.estimate?.placement?.fit == .entirely
      let isLarger = (entry.file?.parameters ?? 0) * 4 > (model.entry.file?.parameters ?? .max / 8) * 5
      return other == .speed ? isWhole && speed.low > own.low : isLarger && speed.high < own.high
    }
    guard let found, let speed = found.speed else { return nil }
    let kind = other == .speed ? "Faster" : "Larger, and slower"
    return "\(kind): \(found.name), \(Self.shown(speed)) (--prefer \(other.rawValue))."
  }

  // MARK: Autocomplete

  func autocomplete(_ model: ModelChoice.Model?, beside agent: ModelChoice.Model) -> [String] {
    var alone = LoadSettings(context: Suggestion.Purpose.autocomplete.context)
    alone.cacheType = agent.settings.cacheType
    let best = Suggestion.files(.autocomplete, on: wish.machine, settings: alone).first {
      !$0.name.hasSuffix(":latest")
    }
    guard let model else {
      let why =
        "No model for autocomplete: none stays loaded beside \(agent.base), and loading one for another at every key is worse than none."
      return [best.map { why + " Without an agent, \($0.name) would fit." } ?? why]
    }
    var text = "Autocomplete: \(model.base) with \(model.settings.context) tokens. It fills in the middle"
    if let estimate = model.entry.estimate {
      text += " and stays on the GPU beside the agent with \(Self.gibibytes(estimate.wanted))"
    }
    text += "." + (model.entry.speed.map { " Expect \(Self.shown($0))." } ?? "")
    if let best, best.name != model.base { text += " Without an agent, \(best.name) would fit." }
    return [text]
  }

  // MARK: Words

  private static func shown(_ speed: DecodeSpeed) -> String {
    "\(Int(speed.low.rounded())) to \(Int(speed.high.rounded())) tokens/s"
  }

  private static func gibibytes(_ bytes: Int) -> String {
    let tenths = (bytes * 10 + (1 << 29)) >> 30
    return "\(tenths / 10).\(tenths % 10) GiB"
  }
}
