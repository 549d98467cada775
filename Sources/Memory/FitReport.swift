import Knowledge
/// Whether models fit a machine, and what follows from it.
public struct FitReport: Sendable {
  /// One model at the settings asked for.
  public struct Entry: Sendable {
    public let name: String
    /// `nil` where the model is not known.
    public let file: ModelFile?
    public let estimate: MemoryEstimate?
    public let speed: DecodeSpeed?
    public let prompt: PromptSpeed?
    /// The context that was asked for, where the model was trained for less and gets no more.
    public let cutContext: Int?
    /// Tokens; `nil` where it cannot be said.
    public let largestContext: Int?
    /// The same with a KV cache of q8_0, where that is not what is used already.
    public let largestContextQuantized: Int?
    /// The estimate at other contexts, smallest first.
    public let ladder: [MemoryEstimate]
    public let ladderSpeeds: [DecodeSpeed?]
    public let ladderPrompts: [PromptSpeed?]
    /// What to say of a name that is not known.
    public let problem: String?
  }

  public let machine: Machine?
  public let entries: [Entry]
  /// `nil` for a single model.
  public let together: Together?

  /// - Parameter isSet: whether the models are wanted together, and not one of them.
  public init(machine: Machine?, entries: [Entry], isSet: Bool = true) {
    self.machine = machine
    self.entries = entries
    // What is not loaded keeps nothing company.
    let isLoaded = entries.allSatisfy { $0.estimate?.isRefused != true }
    self.together = isSet && isLoaded && entries.count > 1 ? Together(entries, on: machine) : nil
  }

  /// Contexts that people ask about, in tokens.
  public static let contexts = [4096, 8192, 32768, 65536, 131_072]
}

extension FitReport.Entry {
  /// A model whose weights are known.
  public init(_ file: ModelFile, on machine: Machine?, _ settings: LoadSettings) {
    let estimator = MemoryEstimator(file, on: machine)
    let estimate = estimator.estimate(settings)
    var quantized = settings
    quantized.cacheType = .q8_0
    let trained = file.shape.trainedContext ?? .max
    let ladder = FitReport.contexts.filter { $0 <= trained }.map { context in
      var settings = settings
      settings.context = context
      return estimator.estimate(settings)
    }
    self.init(
      name: file.name, file: file, estimate: estimate, speed: DecodeSpeed(file, estimate, on: machine),
      prompt: PromptSpeed(file, estimate, on: machine),
      cutContext: settings.context > estimate.settings.context ? settings.context : nil,
      largestContext: estimator.largestContext(settings),
      largestContextQuantized: settings.cacheType.isQuantized || !estimate.usesFlashAttention
        ? nil : estimator.largestContext(quantized),
      ladder: ladder, ladderSpeeds: ladder.map { DecodeSpeed(file, $0, on: machine) },
      ladderPrompts: ladder.map { PromptSpeed(file, $0, on: machine) }, problem: nil)
  }

  /// A name that nothing is known of.
  public init(unknown name: String, because problem: String) {
    self.init(
      name: name, file: nil, estimate: nil, speed: nil, prompt: nil, cutContext: nil, largestContext: nil,
      largestContextQuantized: nil,
      ladder: [], ladderSpeeds: [], ladderPrompts: [], problem: problem)
  }
}
