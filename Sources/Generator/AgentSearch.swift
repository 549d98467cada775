import Knowledge

/// Looks through the library for a model that can use tools and be given a long context on a machine.
struct AgentSearch {
  private let wish: Wish
  /// Tokens that are asked for.
  let wanted: Int

  /// The least that an agent can work with (Ollama's advice for coding tools is 64000).
  private static let leastContext = 32768

  init(_ wish: Wish) {
    self.wish = wish
    wanted = wish.context ?? Suggestion.Purpose.agent.context
  }

  func best() throws(GeneratorError) -> ModelChoice.Model {
    // Half the context is better than none of it on the GPU, if nobody said how much it must be.
    let contexts = [wanted] + (wish.context == nil ? [Self.leastContext] : [])
    for context in contexts {
      let able = able(context, wish.preference)
      let taken =
        wish.preference == .quality ? able.first : able.first { $0.estimate?.placement?.fit == .entirely }
      if let taken { return model(taken, context) }
    }
    if let taken = able(wanted, .quality).first ?? able(Self.leastContext, .quality).first {
      return model(taken, min(wanted, taken.estimate?.settings.context ?? wanted))
    }
    throw GeneratorError(
      message: "no model of the library that can use tools" + (wish.needsVision ? " and sees images" : "")
        + " loads on this machine with \(wanted) tokens")
  }

  /// Models that can do the work and load, the best first; each with a cache that takes half the memory, for which a
  /// good one would be given up if it had to be.
  func able(_ context: Int, _ preference: Wish.Preference) -> [FitReport.Entry] {
    let settings = LoadSettings(context: context, cacheType: .q8_0)
    return Suggestion.rank(
      .agent, on: wish.machine, settings: settings, limit: .max, context: context,
      slowest: preference == .quality ? Self.slowestUseful : Self.slowestFluent
    ).filter { entry in
      guard let file = entry.file, (file.shape.trainedContext ?? 0) >= context,
        !entry.name.hasSuffix(":latest"), leavesRoom(entry)
      else { return false }
      return !wish.needsVision || ModelCatalogue.can("vision", named: entry.name)
    }
  }

  /// Whether a quarter of the RAM is left for everything else that runs on the computer.
  private func leavesRoom(_ entry: FitReport.Entry) -> Bool {
    guard let ram = wish.machine.ramBytes, let placement = entry.estimate?.placement else { return true }
    return wish.machine.gpus.contains(where: \.isUnified) || placement.cpuBytes <= ram / 4 * 3
  }

  /// Tokens per second below which waiting is all that one does, and those that one reads along with.
  private static let slowestUseful = 8.0
  private static let slowestFluent = 40.0

  /// The whole cache where it has room, half of it where that alone keeps the model on the GPU.
  private func model(_ entry: FitReport.Entry, _ context: Int) -> ModelChoice.Model {
    guard let file = entry.file else {
      return ModelChoice.Model("agent", entry, LoadSettings(context: context))
    }
    let full = LoadSettings(context: context)
    let whole = FitReport.Entry(file, on: wish.machine, full)
    let isSaved: Bool
    switch whole.estimate?.placement?.fit {
    case .no: isSaved = true
    case .partly: isSaved = entry.estimate?.placement?.fit == .entirely
    default: isSaved = false
    }
    guard isSaved else { return ModelChoice.Model("agent", whole, full) }
    let half = LoadSettings(context: context, cacheType: .q8_0)
    return ModelChoice.Model("agent", FitReport.Entry(file, on: wish.machine, half), half)
  }
}
