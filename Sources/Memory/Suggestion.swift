import Knowledge
/// Models of the library that suit a purpose on a machine, the best first.
public enum Suggestion {
  public enum Purpose: String, Sendable, CaseIterable {
    /// Tools and a long context.
    case agent
    case chat
    /// Fill-in-the-middle, at once.
    case autocomplete

    /// Context that the work needs, in tokens.
    public var context: Int {
      switch self {
      case .agent: 65536
      case .chat: 8192
      case .autocomplete: 4096
      }
    }

    /// What its models must be able to do (as the catalogue calls it).
    var capability: String {
      switch self {
      case .agent: "tools"
      case .chat: "completion"
      case .autocomplete: "insert"
      }
    }

    /// Tokens per second below which it is no use.
    var slowest: Double {
      switch self {
      case .agent: 20
      case .chat: 10
      case .autocomplete: 40
      }
    }

    var demands: Demands { Demands(context: context, slowest: slowest) }
  }

  /// What is asked of a model beyond what it can do.
  public struct Demands: Sendable {
    /// Tokens that it is to be given.
    public var context: Int
    /// Tokens per second below which speed counts against it.
    public var slowest: Double
    /// How much it counts against it that a part runs from RAM; 1 where answers are waited for.
    public var spillCost: Double

    public init(context: Int, slowest: Double, spillCost: Double = 1) {
      self.context = context
      self.slowest = slowest
      self.spillCost = spillCost
    }
  }

  /// Ranked by size, age, use and speed. None of this is a measurement of quality: it puts what fits in an order
  /// worth trying.
  ///
  /// - Size stands for ability: one point for each doubling, for a mixture of the mean of all and active weights.
  /// - Newer models do with less: a point and a third a year, which is far below what is measured on benchmarks
  ///   ("Densing Law of LLMs", 2024: what a parameter achieves doubles in less than four months).
  ///   A model of the same make and measures as a newer one is left out.
  /// - How often the library's model was pulled in a month since its release says what others kept using.
  /// - Models made for code count more where code is written; windows smaller than the work's count less.
  /// - What is slower than the work can bear, or runs from RAM, falls back.
  ///
  /// - Parameter demands: `nil` for those of the purpose.
  public static func rank(
    _ purpose: Purpose, on machine: Machine?, settings: LoadSettings, limit: Int = 8, demands: Demands? = nil
  ) -> [FitReport.Entry] {
    let demands = demands ?? purpose.demands
    var best: [String: (score: Double, candidate: ModelCatalogue.Candidate, settings: LoadSettings)] = [:]
    for candidate in ModelCatalogue.newest(ModelCatalogue.candidates(for: purpose)) {
      var settings = settings
      settings.context = min(demands.context, candidate.file.shape.trainedContext ?? demands.context)
      let estimate = MemoryEstimator(candidate.file, on: machine).estimate(settings)
      guard let score = score(candidate, estimate, purpose, machine, demands) else {
        continue
      }
      if let known = best[candidate.model], known.score >= score { continue }
      best[candidate.model] = (score, candidate, settings)
    }
    let ranked = best.values.sorted { a, b in
      a.score != b.score ? a.score > b.score : a.candidate.file.name < b.candidate.file.name
    }
    return ranked.prefix(limit).map { .init($0.candidate.file, on: machine, $0.settings) }
  }

  /// Every size of every model that suits a purpose, the best first, each with what it takes: for choosing what has
  /// room next to another.
  public static func sizes(
    _ purpose: Purpose, on machine: Machine?, settings: LoadSettings, demands: Demands? = nil
  ) -> [(file: ModelFile, estimate: MemoryEstimate)] {
    let demands = demands ?? purpose.demands
    let scored = ModelCatalogue.candidates(for: purpose).compactMap { candidate in
      let estimate = MemoryEstimator(candidate.file, on: machine).estimate(settings)
      return score(candidate, estimate, purpose, machine, demands).map { ($0, candidate.file, estimate) }
    }
    return scored.sorted { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1.name < $1.1.name }.map { ($0.1, $0.2) }
  }

  private static func score(
    _ candidate: ModelCatalogue.Candidate, _ estimate: MemoryEstimate, _ purpose: Purpose,
    _ machine: Machine?,
    _ demands: Demands
  ) -> Double? {
    guard let placement = estimate.placement, placement.fit != .no else { return nil }
    if purpose == .autocomplete, placement.fit != .entirely { return nil }
    guard let parameters = candidate.file.parameters, parameters > 0 else { return nil }
    let active = Double(candidate.file.activeParameters ?? parameters)
    let size = (Double(parameters) * active).squareRoot() / 1e9
    var score = log2(size)
    score += 1.3 * (candidate.year - 2024)
    score += 0.35 * log2(max(1e4, min(3e6, candidate.pullsAMonth)) / 1e5)
    if candidate.isCoder, purpose != .chat { score += 0.6 }
    if purpose == .autocomplete { score -= max(0, log2(size / 7)) * 3 }
    score -= max(0, log2(Double(demands.context) / Double(estimate.settings.context)))
    if let speed = DecodeSpeed(candidate.file, estimate, on: machine) {
      let middle = (speed.low + speed.high) / 2
      if middle < demands.slowest { score -= 2 * log2(demands.slowest / middle) }
    }
    // Reading a long prompt suffers more from layers in RAM than answering does; experts less than layers.
    let cost = (candidate.file.shape.experts == nil ? 4 : 2.5) * demands.spillCost
    score -= Double(placement.spilledPercent) / 100 * cost
    return score
  }

  private static func log2(_ value: Double) -> Double {
    guard value > 0 else { return -64 }
    // Exponent and a straight line between powers of two: enough to put models in an order.
    return Double(value.exponent) + (value.significand - 1)
  }
}

extension ModelCatalogue {
  struct Candidate {
    let model: String
    let file: ModelFile
    /// Of its release, with the month as a fraction; the middle of 2023 where it is not known.
    let year: Double
    /// How often its name was pulled in a month since, all sizes together.
    let pullsAMonth: Double
    let isCoder: Bool
  }

  /// When the library's pages were counted (`Catalogue/models.tsv`): August 2026.
  private static let counted = 2026 + 8.0 / 12

  /// Without models that a newer one of the same make and measures stands for: the letters that a name begins
  /// with, and the same layers.
  static func newest(_ candidates: [Candidate]) -> [Candidate] {
    func kind(_ candidate: Candidate) -> String {
      let shape = candidate.file.shape
      let make = candidate.model.prefix { $0.isLetter }
      return "\(make) \(shape.layers.count) \(shape.embeddingLength) \(shape.headCount) "
        + "\(shape.feedForwardLength ?? 0) \(shape.experts?.count ?? 0) \(candidate.isCoder)"
    }
    let years = Dictionary(grouping: candidates, by: kind).mapValues { $0.map(\.year).max() ?? 0 }
    return candidates.filter { $0.year >= years[kind($0)] ?? 0 }
  }

  /// Plain tags of models that a purpose can use; computed once, for a plan asks many times.
  static func candidates(for purpose: Suggestion.Purpose) -> [Candidate] {
    switch purpose {
    case .agent: agents
    case .chat: chats
    case .autocomplete: completions
    }
  }

  private static let agents = suited(to: .agent)
  private static let chats = suited(to: .chat)
  private static let completions = suited(to: .autocomplete)

  private static func suited(to purpose: Suggestion.Purpose) -> [Candidate] {
    standard.rows.compactMap { row in
      let capabilities = row["capabilities"].split(separator: ",")
      guard capabilities.contains(Substring(purpose.capability)), capabilities.contains("completion"),
        purpose != .agent || (Int(row["context_length"]) ?? 0) >= 32768,
        purpose != .agent || ModelName(String(row["name"])).map(AgentSuitability.isUnfit) == false,
        !Suggestion.specialists.contains(where: { row["name"].contains($0) }),
        let name = ModelName("\(row["name"]):\(row["tag"])"), let file = standard.file(named: name)
      else { return nil }
      let date = row["released"].split(separator: "-").compactMap { Double($0) }
      let year = date.count == 2 ? date[0] + (date[1] - 1) / 12 : 2023.5
      let pulls = (Double(row["pulls"]) ?? 0) / max(1, (counted - year) * 12)
      return Candidate(
        model: name.model, file: file, year: year, pullsAMonth: pulls, isCoder: row["is_coder"] == "yes")
    }
  }
}
