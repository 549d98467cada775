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
  }

  /// Ranked by size, age and speed. Size stands for ability, for a mixture the mean of all and active
  /// weights; newer models do with less, about a third less a year; models made for code count more where
  /// code is written. None of this is a measurement of quality: it puts what fits in an order worth trying.
  ///
  /// - Parameters:
  ///   - context: tokens that it is to be given; `nil` for what the purpose needs.
  ///   - slowest: tokens per second below which speed counts against a model; `nil` for the purpose's own.
  public static func rank(
    _ purpose: Purpose, on machine: Machine?, settings: LoadSettings, limit: Int = 8, context: Int? = nil,
    slowest: Double? = nil
  ) -> [FitReport.Entry] {
    let wanted = context ?? purpose.context
    var best: [String: (score: Double, candidate: ModelCatalogue.Candidate, settings: LoadSettings)] = [:]
    for candidate in ModelCatalogue.candidates(for: purpose) {
      var settings = settings
      settings.context = min(wanted, candidate.file.shape.trainedContext ?? wanted)
      let estimate = MemoryEstimator(candidate.file, on: machine).estimate(settings)
      guard let score = score(candidate, estimate, purpose, machine, slowest ?? purpose.slowest) else {
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

  /// Every size of every model that suits a purpose, the best first: for choosing what has room beside another.
  public static func files(_ purpose: Purpose, on machine: Machine?, settings: LoadSettings) -> [ModelFile] {
    ModelCatalogue.candidates(for: purpose).compactMap { candidate -> (score: Double, file: ModelFile)? in
      let estimate = MemoryEstimator(candidate.file, on: machine).estimate(settings)
      return score(candidate, estimate, purpose, machine, purpose.slowest).map { ($0, candidate.file) }
    }.sorted { $0.score != $1.score ? $0.score > $1.score : $0.file.name < $1.file.name }.map(\.file)
  }

  private static func score(
    _ candidate: ModelCatalogue.Candidate, _ estimate: MemoryEstimate, _ purpose: Purpose,
    _ machine: Machine?,
    _ slowest: Double
  ) -> Double? {
    guard let placement = estimate.placement, placement.fit != .no else { return nil }
    if purpose == .autocomplete, placement.fit != .entirely { return nil }
    guard let parameters = candidate.file.parameters, parameters > 0 else { return nil }
    let active = Double(candidate.file.activeParameters ?? parameters)
    let size = (Double(parameters) * active).squareRoot() / 1e9
    var score = log2(size)
    score += 0.6 * (candidate.year - 2023)
    if candidate.isCoder, purpose != .chat { score += 0.6 }
    if purpose == .autocomplete { score -= max(0, log2(size / 7)) * 3 }
    if let speed = DecodeSpeed(candidate.file, estimate, on: machine) {
      let middle = (speed.low + speed.high) / 2
      if middle < slowest { score -= 2 * log2(slowest / middle) }
    }
    // Reading a long prompt suffers more from layers in RAM than answering does; experts less than layers.
    score -= Double(placement.spilledPercent) / 100 * (candidate.file.shape.experts == nil ? 4 : 2)
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
    /// Of its release, with the month as a fraction; 2023 where it is not known.
    let year: Double
    let isCoder: Bool
  }

  /// Plain tags of models that a purpose can use.
  static func candidates(for purpose: Suggestion.Purpose) -> [Candidate] {
    rows.compactMap { row in
      let capabilities = row["capabilities"].split(separator: ",")
      guard capabilities.contains(Substring(purpose.capability)), capabilities.contains("completion"),
        purpose != .agent || (Int(row["context_length"]) ?? 0) >= 32768,
        let name = ModelName("\(row["name"]):\(row["tag"])"), let file = file(named: name)
      else { return nil }
      let date = row["released"].split(separator: "-").compactMap { Double($0) }
      let year = date.count == 2 ? date[0] + (date[1] - 1) / 12 : 2023
      return Candidate(model: name.model, file: file, year: year, isCoder: row["is_coder"] == "yes")
    }
  }
}
