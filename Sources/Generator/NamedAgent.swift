import Knowledge
import Memory
import Wording

/// A model that was asked for by its name.
struct NamedAgent {
  private let name: ModelName
  private let request: SetupRequest
  private let file: ModelFile?

  /// Throws for a model that cannot work as an agent on any server, and for an unknown one.
  init(_ text: String, _ request: SetupRequest) throws(GeneratorError) {
    guard let name = ModelName(text) else { throw GeneratorError(message: "\(text) is not a model name") }
    self.name = name
    self.request = request
    guard !name.isCloud else {
      guard let cloud = CloudModel.named(name) else {
        throw GeneratorError(
          message: "the context length of \(text) is not known; known cloud models are "
            + Wording.list(CloudModel.all.map(\.name)))
      }
      guard !request.isOffline, request.allowsRemote else {
        throw GeneratorError(message: "\(text) runs on ollama.com, but remote models are turned off")
      }
      let wanted = AgentSearch(request).wanted
      guard cloud.context >= wanted else {
        throw GeneratorError(
          message:
            "\(Wording.tokens(wanted)) were requested; \(text) supports \(Wording.number(cloud.context))")
      }
      guard cloud.seesImages || !request.needsVision else {
        throw GeneratorError(message: "\(text) does not accept images")
      }
      file = nil
      return
    }
    guard let file = ModelCatalogue.standard.file(named: name) else {
      throw GeneratorError(message: "\(text) is not in the model catalogue")
    }
    self.file = file
    for (capability, need) in [("tools", "use tools")]
      + (request.needsVision ? [("vision", "accept images")] : [])
    where !ModelCatalogue.standard.can(capability, named: text) {
      throw GeneratorError(message: "\(text) cannot \(need), which this setup needs")
    }
  }

  /// Why it does not do the work here, as the end of a sentence; `nil` where it does.
  var obstacle: String? {
    guard let file else { return "\(name.shortened) was requested" }
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
      return
        "\(Wording.tokens(context)) were requested; \(name.shortened) was trained for \(Wording.number(trained))"
    }
    let candidate = AgentSearch(request).candidate(file, context)
    let wants =
      "\(name.shortened) needs \(Wording.size(candidate.estimate.wanted)) with \(Wording.tokens(context))"
    guard AgentSearch(request).isAble(candidate, context),
      let speed = DecodeSpeed(candidate.file, candidate.estimate, on: request.machine)
    else { return wants + ", more than this machine has" }
    return wants + " and would generate \(ChoiceReasons.shown(speed)) here"
  }
}
