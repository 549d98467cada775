import Knowledge

/// Why models were taken, in sentences.
struct ChoiceReasons {
  private let wish: Wish

  init(_ wish: Wish) { self.wish = wish }

  // MARK: Agent

  func agent(_ model: ModelChoice.Model) -> [String] {
    let search = AgentSearch(wish)
    var reasons = [
      "Agent: \(model.base) with \(model.settings.context) tokens. It can use tools"
        + (wish.needsVision ? " and sees images" : "") + ". " + placement(model)
    ]
    if ModelName(model.base).map(AgentSuitability.isUnfit) == true {
      reasons.append("Ollama itself says that \(model.base) does not work well with coding agents.")
    }
    if model.settings.cacheType != .f16, let file = model.entry.file {
      let full = MemoryEstimator(file, on: wish.machine).estimate(
        LoadSettings(context: model.settings.context))
      reasons.append(
        "Its KV cache is kept as q8_0, which halves it: as f16 the model would want \(Self.gibibytes(full.wanted))."
      )
    }
    if let cost = contextCost(model) { reasons.append(cost) }
    if model.settings.context < search.wanted {
      let trained = model.entry.file?.shape.trainedContext ?? .max
      let why =
        wish.model != nil && trained < search.wanted
        ? "\(model.base) was trained for \(trained)"
        : "with them nothing useful is wholly on this " + (wish.runsOnCPU ? "machine" : "GPU")
      reasons.append("\(search.wanted) tokens were wanted; \(why), so it has \(model.settings.context).")
    }
    if wish.model == nil, let other = alternative(to: model, search) { reasons.append(other) }
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
    case .partly where wish.runsOnCPU:
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
    guard let own = model.entry.file, let ownSpeed = model.entry.speed else { return nil }
    for candidate in search.able(model.settings.context, other) where candidate.file.name != model.base {
      guard let speed = DecodeSpeed(candidate.file, candidate.estimate, on: wish.machine) else { continue }
      let isLarger = (candidate.file.parameters ?? 0) * 4 > (own.parameters ?? .max / 8) * 5
      let isBetter =
        other == .speed
        ? AgentSearch.isWhole(candidate) && speed.low > ownSpeed.low : isLarger && speed.high < ownSpeed.high
      guard isBetter else { continue }
      let kind = other == .speed ? "Faster" : "Larger, and slower"
      return "\(kind): \(candidate.file.name), \(Self.shown(speed)) (--prefer \(other.rawValue))."
    }
    return nil
  }

  // MARK: Remote

  /// What runs elsewhere and why, or that nothing does.
  func remote(_ remote: CloudModel?, _ shortfall: Shortfall?, _ cloudlessServer: String?) -> String {
    guard let shortfall else {
      return wish.isOffline
        ? "No remote model, and the server is told so (OLLAMA_NO_CLOUD)."
        : "No remote model: what was asked for fits. A --context or a --model that does not gets one beside the local ones."
    }
    guard let remote else {
      let why =
        cloudlessServer.map { "\($0) has cloud models turned off (OLLAMA_NO_CLOUD)" }
        ?? (wish.isOffline || !wish.allowsRemote
          ? "none is allowed" : "none is known that \(shortfall.demand)")
      return "No remote model, though \(shortfall.reason): \(why)."
    }
    return
      "Remote: \(remote.name) beside it with up to \(remote.context) tokens, since \(shortfall.reason). It runs on "
      + "ollama.com: the prompts and the code that it is given leave this machine. It is asked only where somebody "
      + "chooses it, and only after ollama signin; --no-remote leaves it out."
  }

  // MARK: Autocomplete

  func autocomplete(
    _ model: ModelChoice.Model?, beside agent: ModelChoice.Model, _ search: CompletionSearch
  ) -> [String] {
    let best = search.best(alone: agent.settings.cacheType)
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

  static func shown(_ speed: DecodeSpeed) -> String {
    "\(Int(speed.low.rounded())) to \(Int(speed.high.rounded())) tokens/s"
  }

  static func gibibytes(_ bytes: Int) -> String {
    let tenths = (bytes * 10 + (1 << 29)) >> 30
    return "\(tenths / 10).\(tenths % 10) GiB"
  }
}
