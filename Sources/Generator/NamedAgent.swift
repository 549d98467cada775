import Knowledge

/// A model that was asked for by its name.
struct NamedAgent {
  private let name: ModelName
  private let request: SetupRequest
  private let file: ModelFile?

  /// Throws for a name that no agent can work with wherever it runs, or of which nothing is known.
  init(_ text: String, _ request: SetupRequest) throws(GeneratorError) {
    guard let name = ModelName(text) else { throw GeneratorError(message: "\(text) is no name of a model") }
    self.name = name
    self.request = request
    guard !name.isCloud else {
      guard let cloud = CloudModel.named(name) else {
        throw GeneratorError(
          message: "the limits of \(text) are not known; of the models that run on ollama.com these are: "
            + CloudModel.all.map(\.name).joined(separator: ", "))
      }
      guard !request.isOffline, request.allowsRemote else {
        throw GeneratorError(message: "\(text) runs on ollama.com, and nothing remote is allowed")
      }
      let wanted = AgentSearch(request).wanted
      guard cloud.context >= wanted else {
        throw GeneratorError(message: "\(text) holds \(cloud.context) tokens, and \(wanted) are wanted")
      }
      guard cloud.seesImages || !request.needsVision else {
        throw GeneratorError(message: "\(text) sees no images")
      }
      file = nil
      return
    }
    guard let file = ModelCatalogue.standard.file(named: name) else {
      throw GeneratorError(message: "\(text) is not in the library as it is known here")
    }
    self.file = file
    for (capability, need) in [("tools", "use tools")]
      + (request.needsVision ? [("vision", "see images")] : [])
    where !ModelCatalogue.standard.can(capability, named: text) {
      throw GeneratorError(message: "\(text) cannot \(need), which the agent must")
    }
  }

  /// Why it does not do the work here, as the end of a sentence; `nil` where it does.
  var obstacle: String? {
    guard let file else { return "\(name.shortened) was asked for" }
    return fitting(file) == nil ? problem(file) : nil
  }

  /// The model as it is loaded here; `nil` where it does not run at a useful speed.
  var model: ModelChoice.Model? { file.flatMap(fitting) }

  private func fitting(_ file: ModelFile) -> ModelChoice.Model? {
    let able = contexts(file).compactMap { loaded(file, $0) }
    return able.first { !$0.spills } ?? able.first
  }

  /// All that it was trained for counts too, where nobody said how much it must be.
  private func contexts(_ file: ModelFile) -> [Int] {
    let search = AgentSearch(request)
    guard request.context == nil, let trained = file.shape.trainedContext,
      trained >= AgentSearch.leastContext, trained < search.wanted
    else { return search.contexts }
    return (search.contexts + [trained]).sorted(by: >)
  }

  /// With the whole KV cache where it has room on the GPU, with half of it otherwise.
  private func loaded(_ file: ModelFile, _ context: Int) -> ModelChoice.Model? {
    let search = AgentSearch(request)
    let candidate = search.candidate(file, context)
    guard search.isAble(candidate, context) else { return nil }
    var model = search.model(candidate, context)
    if model.spills {
      let settings = candidate.estimate.settings
      model = ModelChoice.Model("agent", FitReport.Entry(file, on: request.machine, settings), settings)
    }
    return model.entry.speed.map(AgentSearch.isUseful) ?? true ? model : nil
  }

  private func problem(_ file: ModelFile) -> String {
    let context = request.context ?? AgentSearch.leastContext
    if let trained = file.shape.trainedContext, trained < context {
      return "\(name.shortened) was trained for \(trained) tokens, and \(context) are wanted"
    }
    let candidate = AgentSearch(request).candidate(file, context)
    let wants =
      "\(name.shortened) wants \(ChoiceReasons.gibibytes(candidate.estimate.wanted)) with \(context) tokens"
    guard AgentSearch(request).isAble(candidate, context),
      let speed = DecodeSpeed(candidate.file, candidate.estimate, on: request.machine)
    else { return wants + ", which this machine does not have to give" }
    return wants + " and would answer with \(ChoiceReasons.shown(speed)) here"
  }
}
