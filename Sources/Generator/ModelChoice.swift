import Knowledge

/// The models for a wish, with what they are loaded with and why they were taken.
public struct ModelChoice: Sendable {
  public struct Model: Sendable {
    /// As it is created here: `agent-64k`.
    public let name: String
    /// As the library names it.
    public let base: String
    public let settings: LoadSettings
    public let entry: FitReport.Entry
    /// Whether some of it runs on the processor, and that was wanted.
    public let spills: Bool

    init(_ role: String, _ entry: FitReport.Entry, _ settings: LoadSettings) {
      name = role + "-" + ModelChoice.short(settings.context)
      base = entry.name
      self.settings = settings
      self.entry = entry
      spills = entry.estimate?.placement?.fit != .entirely
    }
  }

  public let agent: Model
  /// `nil` where nothing completes code, or nothing has room beside the agent.
  public let autocomplete: Model?
  /// For people to read, in order.
  public let reasons: [String]

  public var cacheType: KVCacheType { agent.settings.cacheType }

  public init(_ wish: Wish) throws(GeneratorError) {
    let search = AgentSearch(wish)
    let agent = try search.best()
    self.agent = agent
    var reasons = ChoiceReasons(wish).agent(agent, search)
    if wish.harnesses.contains(where: \.completesCode) {
      autocomplete = Self.autocomplete(beside: agent, wish)
      reasons += ChoiceReasons(wish).autocomplete(autocomplete, beside: agent)
    } else {
      autocomplete = nil
    }
    self.reasons = reasons
  }

  /// The best that stays loaded beside the agent.
  private static func autocomplete(beside agent: Model, _ wish: Wish) -> Model? {
    var settings = LoadSettings(context: Suggestion.Purpose.autocomplete.context)
    settings.cacheType = agent.settings.cacheType
    for file in Suggestion.files(.autocomplete, on: wish.machine, settings: settings)
    where !file.name.hasSuffix(":latest") {
      let entry = FitReport.Entry(file, on: wish.machine, settings)
      guard FitReport(machine: wish.machine, entries: [agent.entry, entry]).together?.fits == true else {
        continue
      }
      return Model("autocomplete", entry, settings)
    }
    return nil
  }

  static func short(_ context: Int) -> String { context % 1024 == 0 ? "\(context / 1024)k" : String(context) }
}
