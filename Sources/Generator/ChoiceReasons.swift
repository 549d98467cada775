import Knowledge
import Memory
import Wording

/// Why models were taken, in sentences.
struct ChoiceReasons {
  private let request: SetupRequest

  init(_ request: SetupRequest) { self.request = request }

  // MARK: Agent

  func agent(_ model: ModelChoice.Model) -> [String] {
    let search = AgentSearch(request)
    var reasons = [
      "Agent: \(model.base) with \(Wording.context(model.settings.context)). It supports tools"
        + (request.needsVision ? " and images" : "") + ". " + placement(model)
    ]
    if ModelName(model.base).map(AgentSuitability.isUnfit) == true {
      reasons.append("Ollama's documentation says \(model.base) does not work well with coding agents.")
    }
    if model.settings.cacheType != .f16, let file = model.entry.file {
      let full = MemoryEstimator(file, on: request.machine).estimate(
        LoadSettings(context: model.settings.context))
      reasons.append(
        "Its KV cache is q8_0, which halves it; with f16 the model would need \(Wording.size(full.wanted))."
      )
    }
    if let cost = contextCost(model) { reasons.append(cost) }
    if model.settings.context < search.wanted {
      let trained = model.entry.file?.shape.trainedContext ?? .max
      let why =
        request.model != nil && trained < search.wanted
        ? "\(model.base) was trained for \(Wording.tokens(trained))"
        : "no useful model fits fully on this " + (request.runsOnCPU ? "machine" : "GPU") + " with that"
      reasons.append(
        "\(Wording.tokens(search.wanted)) were requested; \(why), so it has \(Wording.number(model.settings.context))."
      )
    }
    if request.model == nil, let other = alternative(to: model, search) { reasons.append(other) }
    return reasons
  }

  private func placement(_ model: ModelChoice.Model) -> String {
    guard let estimate = model.entry.estimate, let placement = estimate.placement else { return "" }
    let speed = model.entry.speed.map { " Expect \(Self.shown($0))." } ?? ""
    switch placement.fit {
    case .entirely:
      return
        "It fits fully on the GPU: \(Wording.gibibytes(estimate.wanted)) of \(Wording.size(placement.capacity))."
        + speed
    case .partly where request.runsOnCPU:
      return "It runs on the CPU and needs \(Wording.size(estimate.total)) of RAM." + speed
    case .partly where placement.blocksWithExpertsInRAM > 0:
      return
        "It needs \(Wording.size(estimate.wanted)); the experts of \(placement.blocksWithExpertsInRAM) layers stay in RAM."
        + speed
    case .partly:
      return
        "It needs \(Wording.size(estimate.wanted)); \(placement.gpuLayers) of \(placement.layers) layers are on the GPU."
        + speed
    case .no: return "It does not load."
    }
  }

  /// What half the context would save.
  private func contextCost(_ model: ModelChoice.Model) -> String? {
    guard let file = model.entry.file, let estimate = model.entry.estimate else { return nil }
    var settings = model.settings
    settings.context /= 2
    let half = MemoryEstimator(file, on: request.machine).estimate(settings)
    let saved = estimate.kvCache + estimate.compute - half.kvCache - half.compute
    guard saved > 1 << 28 else { return nil }
    return
      "Its KV cache takes \(Wording.size(estimate.kvCache)); half the context would save \(Wording.size(saved))."
  }

  /// The best of those that the other preference would take.
  private func alternative(to model: ModelChoice.Model, _ search: AgentSearch) -> String? {
    let other: SetupRequest.Preference = request.preference == .speed ? .quality : .speed
    guard let own = model.entry.file, let ownSpeed = model.entry.speed else { return nil }
    for candidate in search.able(model.settings.context, other) where candidate.file.name != model.base {
      guard let speed = DecodeSpeed(candidate.file, candidate.estimate, on: request.machine) else { continue }
      let isLarger = (candidate.file.parameters ?? 0) * 4 > (own.parameters ?? .max / 8) * 5
      let isBetter =
        other == .speed
        ? AgentSearch.isWhole(candidate) && speed.low > ownSpeed.low : isLarger && speed.high < ownSpeed.high
      guard isBetter else { continue }
      let kind = other == .speed ? "Faster" : "Larger but slower"
      return "\(kind): \(candidate.file.name), \(Self.shown(speed)) (--prefer \(other.rawValue))."
    }
    return nil
  }

  // MARK: Remote

  /// What runs elsewhere and why, or that nothing does; `nil` where the local model leaves that open.
  func remote(
    _ remote: CloudModel?, _ shortfall: Shortfall?, _ cloudlessServer: String?,
    beside agent: ModelChoice.Model
  ) -> String? {
    guard let shortfall else {
      if request.isOffline {
        return "No remote model; the server has cloud models turned off (OLLAMA_NO_CLOUD)."
      }
      guard !agent.spills else { return nil }
      return "No remote model needed. (Requesting a --model or --context that does not fit adds one.)"
    }
    guard let remote else {
      let why =
        cloudlessServer.map { "\($0) has cloud models turned off (OLLAMA_NO_CLOUD)" }
        ?? (request.isOffline || !request.allowsRemote
          ? "remote models are turned off" : "none is known that \(shortfall.demand)")
      return "No remote model, though \(shortfall.reason): \(why)."
    }
    return
      "Remote: \(remote.name) as a second choice, with up to \(Wording.tokens(remote.context)), because \(shortfall.reason). It runs on "
      + "ollama.com: prompts and code sent to it leave this machine. It is used only when someone selects it, and only "
      + "after ollama signin; --no-remote leaves it out."
  }

  // MARK: Autocomplete

  func autocomplete(
    _ model: ModelChoice.Model?, beside agent: ModelChoice.Model, _ search: CompletionSearch
  ) -> [String] {
    let best = search.best(alone: agent.settings.cacheType)
    guard let model else {
      let why =
        "No autocomplete model: none fits next to \(agent.base), and Ollama would reload a model at every keystroke."
      return [best.map { why + " Without an agent, \($0.name) would fit." } ?? why]
    }
    var text =
      "Autocomplete: \(model.base) with \(Wording.context(model.settings.context)). It supports fill-in-the-middle"
    if let estimate = model.entry.estimate {
      text += " and fits on the GPU next to the agent (\(Wording.size(estimate.wanted)))"
    }
    text += "." + (model.entry.speed.map { " Expect \(Self.shown($0))." } ?? "")
    if let best, best.name != model.base { text += " Without an agent, \(best.name) would fit." }
    return [text]
  }

  // MARK: Words

  static func shown(_ speed: DecodeSpeed) -> String { Wording.speed(speed.low, speed.high) }
}
