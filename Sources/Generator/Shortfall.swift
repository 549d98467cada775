import Knowledge

/// What a wish asks for that its machine cannot give: a context, or a model.
struct Shortfall {
  /// Why it cannot, as the end of a sentence.
  let reason: String
  /// What a model elsewhere would have to be.
  private let wish: Wish
  private let context: Int

  /// Beyond this many tokens a model that runs partly from RAM reads a prompt for many minutes.
  private static let longest = 131_072

  /// `nil` where all that is asked for runs here.
  ///
  /// - Parameter best: the model that is taken for a wish.
  init?(_ wish: Wish, best: (Wish) throws(GeneratorError) -> ModelChoice.Model) throws(GeneratorError) {
    self.wish = wish
    context = AgentSearch(wish).wanted
    if let model = wish.model {
      guard let reason = try NamedAgent(model, wish).obstacle else { return nil }
      self.reason = reason
      return
    }
    guard let tokens = wish.context else { return nil }
    guard let agent = try? best(wish), agent.settings.context >= tokens else {
      reason = "no model that can use tools holds \(tokens) tokens here"
      return
    }
    var usual = wish
    usual.context = nil
    if tokens > Self.longest, agent.spills {
      reason =
        "with \(tokens) tokens \(agent.base) "
        + (wish.runsOnCPU ? "runs on the processor" : "is not wholly on the GPU")
    } else if tokens > Self.longest, let other = try? best(usual), Self.isFarSmaller(agent, than: other) {
      reason = "with \(tokens) tokens it would be \(agent.base) in place of \(other.base)"
    } else if tokens > Suggestion.Purpose.agent.context, let speed = agent.entry.speed,
      !AgentSearch.isUseful(speed)
    {
      reason = "with \(tokens) tokens \(agent.base) answers with \(ChoiceReasons.shown(speed))"
    } else {
      return nil
    }
  }

  /// The model elsewhere that gives it; `nil` where none is known.
  var remote: CloudModel? {
    let name = wish.model.flatMap(ModelName.init)
    if let name, name.isCloud { return CloudModel.named(name) }
    return CloudModel.first(holding: context, seeingImages: wish.needsVision, insteadOf: name)
  }

  /// What was asked of a model elsewhere, where none is known to give it.
  var demand: String { "holds \(context) tokens" + (wish.needsVision ? " and sees images" : "") }

  private static func isFarSmaller(_ model: ModelChoice.Model, than other: ModelChoice.Model) -> Bool {
    (model.entry.file?.parameters ?? 0) * 2 < other.entry.file?.parameters ?? 0
  }
}
