import Knowledge
import Memory
import Wording

/// What a request requests that its machine cannot give: a context, or a model.
struct Shortfall {
  /// Why it cannot, as the end of a sentence.
  let reason: String
  /// What a model elsewhere would have to be.
  private let request: SetupRequest
  private let context: Int

  /// Beyond this many tokens a model that runs partly from RAM reads a prompt for many minutes.
  private static let longest = 131_072

  /// `nil` where all that is asked for runs here.
  ///
  /// - Parameter best: the model that is taken for a request.
  init?(_ request: SetupRequest, best: (SetupRequest) throws(GeneratorError) -> ModelChoice.Model)
    throws(GeneratorError)
  {
    self.request = request
    context = AgentSearch(request).wanted
    if let model = request.model {
      guard let reason = try NamedAgent(model, request).obstacle else { return nil }
      self.reason = reason
      return
    }
    guard let tokens = request.context else { return nil }
    guard let agent = try? best(request), agent.settings.context >= tokens else {
      reason = "no model with tool support runs with \(Wording.tokens(tokens)) on this machine"
      return
    }
    var usual = request
    usual.context = nil
    if tokens > Self.longest, agent.spills {
      reason =
        "with \(Wording.tokens(tokens)) \(agent.base) "
        + (request.runsOnCPU ? "runs on the CPU" : "does not fit fully on the GPU")
    } else if tokens > Self.longest, let other = try? best(usual), Self.isFarSmaller(agent, than: other) {
      reason = "\(Wording.tokens(tokens)) would mean \(agent.base) instead of \(other.base)"
    } else if tokens > Suggestion.Purpose.agent.context, let speed = agent.entry.speed,
      !AgentSearch.isUseful(speed)
    {
      reason = "with \(Wording.tokens(tokens)) \(agent.base) only runs at \(ChoiceReasons.shown(speed))"
    } else {
      return nil
    }
  }

  /// The model elsewhere that gives it; `nil` where none is known.
  var remote: CloudModel? {
    let name = request.model.flatMap(ModelName.init)
    if let name, name.isCloud { return CloudModel.named(name) }
    return CloudModel.first(holding: context, seeingImages: request.needsVision, insteadOf: name)
  }

  /// What was asked of a model elsewhere, where none is known to give it.
  var demand: String {
    "supports \(Wording.tokens(context))" + (request.needsVision ? " and accepts images" : "")
  }

  private static func isFarSmaller(_ model: ModelChoice.Model, than other: ModelChoice.Model) -> Bool {
    (model.entry.file?.parameters ?? 0) * 2 < other.entry.file?.parameters ?? 0
  }
}
