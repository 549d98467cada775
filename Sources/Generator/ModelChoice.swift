import Knowledge
import Memory

/// The models for a request, with what they are loaded with and why they were taken.
public struct ModelChoice: Sendable {
  public struct Model: Sendable {
    /// As it is created here: `agent-64k`.
    public fileprivate(set) var name: String
    /// As the library names it.
    public let base: String
    public let settings: LoadSettings
    public let entry: FitReport.Entry
    /// Whether some of it runs on the CPU, as was requested.
    public let spills: Bool

    init(_ role: String, _ entry: FitReport.Entry, _ settings: LoadSettings) {
      name = role + "-" + ModelChoice.short(settings.context)
      base = entry.name
      self.settings = settings
      self.entry = entry
      spills = entry.estimate?.placement?.fit != .entirely
    }
  }

  public private(set) var agent: Model
  /// `nil` where nothing completes code, or nothing has room next to the agent.
  public private(set) var autocomplete: Model?
  /// For what does not fit here; `nil` where all that is requested does, or nothing may leave the machine.
  public let remote: CloudModel?
  /// Whether the agent is larger than the GPUs there are.
  public let exceedsGPU: Bool
  /// For people to read, in order.
  public let reasons: [String]

  public var cacheType: KVCacheType { agent.settings.cacheType }

  /// - Parameter cloudlessServer: the name of a server that is there and has cloud models turned off.
  public init(_ request: SetupRequest, cloudlessServer: String? = nil) throws(GeneratorError) {
    var request = request
    if cloudlessServer != nil { request.allowsRemote = false }
    let completion = request.harnesses.contains(where: \.completesCode) ? CompletionSearch(request) : nil
    let best = { (request: SetupRequest) throws(GeneratorError) in
      try AgentSearch(request).best { agent in completion.map { $0.best(beside: agent) != nil } ?? true }
    }
    let shortfall = try Shortfall(request, best: best)
    let remote = request.isOffline || !request.allowsRemote ? nil : shortfall?.remote
    var local = request
    if remote != nil {
      // The day's work is done here, as if nothing special had been asked for.
      local.context = nil
      local.model = nil
    }
    let agent = try best(local)
    self.agent = agent
    exceedsGPU = agent.spills && !request.runsOnCPU
    self.remote = remote
    autocomplete = completion?.best(beside: agent)
    let words = ChoiceReasons(local)
    var reasons = words.agent(agent)
    if let completion { reasons += words.autocomplete(autocomplete, beside: agent, completion) }
    self.reasons =
      reasons + [words.remote(remote, shortfall, cloudlessServer, beside: agent)].compactMap { $0 }
  }

  /// The same models under names that are free.
  func avoiding(_ isTaken: (Model) -> Bool) -> ModelChoice {
    func renamed(_ model: Model) -> Model {
      var model = model
      let name = model.name
      var number = 1
      while isTaken(model), number < 100 {
        number += 1
        model.name = "\(name)-\(number)"
      }
      return model
    }
    var choice = self
    choice.agent = renamed(agent)
    choice.autocomplete = autocomplete.map(renamed)
    return choice
  }

  static func short(_ context: Int) -> String { context % 1024 == 0 ? "\(context / 1024)k" : String(context) }
}
