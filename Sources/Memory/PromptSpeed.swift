import Knowledge
/// How fast a model reads a prompt: a range of tokens per second, and how long the first word takes.
///
/// Many tokens share each reading of the weights, so operations decide: two for every number that a token goes through, and
/// those of attention, which grow with what was read before. What lies in RAM is copied to the GPU for each batch
/// (`ggml_backend_sched`, op offload); without a GPU the CPU computes. `make accuracy` holds it against
/// published speeds.
public struct PromptSpeed: Sendable, Hashable {
  /// Tokens per second on a prompt of ``tokens``.
  public let low: Double
  public let high: Double
  /// The prompt that the speed is said for.
  public let tokens: Int

  private let slow: Pace
  private let fast: Pace

  /// Seconds of what each token and each batch costs.
  private struct Pace: Sendable, Hashable {
    let token: Double
    /// Of each token for each one before it, with no window.
    let pair: Double
    /// The same, as if no more than the window came before.
    let windowed: Double
    let window: Int
    let batch: Double
    let batchTokens: Int

    func seconds(_ tokens: Int) -> Double {
      let n = Double(tokens)
      let batches = Double((tokens + batchTokens - 1) / batchTokens)
      return n * token + n * n / 2 * pair + n * min(n / 2, Double(window)) * windowed + batches * batch
    }
  }

  /// - Returns: `nil` where a card's operations are not known.
  public init?(_ file: ModelFile, _ estimate: MemoryEstimate, on machine: Machine?) {
    guard let machine, let placement = estimate.placement, placement.fit != .no,
      file.shape.layers.contains(where: { $0 != .none }), let numbers = file.activeNumbers
    else { return nil }
    let isOnGPU = placement.gpuLayers > 0
    let card = machine.gpus.filter { $0.operations != nil }.min { $0.operations ?? 0 < $1.operations ?? 0 }
    guard !isOnGPU || card != nil, !isOnGPU || machine.gpus.allSatisfy({ $0.operations != nil }) else {
      return nil
    }
    let peak = card?.operations ?? 0
    let reached = card.map(CardPace.of)?.operations
    let isMixture = file.shape.experts != nil
    // Several cards take batches in turn where the prompt has several.
    let together = machine.gpus.count > 1 ? 1.5 : 1
    // Few tokens meet in each expert, and small matrices do not fill a card.
    let filling = isMixture || numbers < 1.5e9 ? (slow: 0.45, fast: 0.9) : (slow: 1, fast: 1)
    let operations =
      isOnGPU
      ? (
        slow: peak * (reached?.slow ?? 1) * filling.slow,
        fast: peak * (reached?.fast ?? 1) * filling.fast * together
      )
      : Self.processor
    let spilled = card?.isUnified == true || card?.vendor == .apple ? 0 : Double(placement.cpuWeights)
    let batch = max(1, estimate.batch)

    func pace(_ operations: Double, _ link: Double) -> Pace {
      var full = 0.0
      var narrow = 0.0
      var window = 0
      let width = 4 * Double(file.shape.headCount) * Double(file.shape.keyLength)
      for layer in file.shape.layers {
        switch layer {
        case .full: full += width
        case .window(let tokens, _): (narrow, window) = (narrow + width, tokens)
        case .none, .state: break
        }
      }
      return Pace(
        token: 2 * numbers / operations, pair: full / operations, windowed: narrow / operations,
        window: window, batch: isOnGPU ? spilled / link : 0, batchTokens: batch)
    }
    slow = pace(operations.slow, Self.link.slow)
    fast = pace(operations.fast, Self.link.fast)
    tokens = max(1, min(4096, estimate.settings.context))
    low = Double(tokens) / slow.seconds(tokens)
    high = Double(tokens) / fast.seconds(tokens)
    guard low > 0, high.isFinite else { return nil }
  }

  /// Seconds until the first token of the answer to a prompt of so many tokens.
  public func secondsToFirstToken(_ tokens: Int) -> (low: Double, high: Double) {
    (fast.seconds(tokens), slow.seconds(tokens))
  }

  /// Operations per second of home processors on a prompt: four cores with AVX2 to sixteen with AVX-512.
  private static let processor = (slow: 0.1e12, fast: 1.5e12)
  /// Bytes per second from RAM to a card: PCIe 3.0 x8 from pages that are not locked to 4.0 x16.
  private static let link = (slow: 4e9, fast: 24e9)
}

extension ModelFile {
  /// Numbers of the blocks that one token goes through; the output is only needed of the last token.
  var activeNumbers: Double? {
    let average =
      bytesPerNumber?.average
      ?? quantization.flatMap { Quantization($0) }
      .flatMap { $0.averageBits(parameters: 8_000_000_000) }.map { $0 / 8 }
    guard let average, average > 0 else { return nil }
    let layers = Double(weights.layers.reduce(0, +))
    var unused = 0.0
    if let experts = shape.experts, experts.count > 0 {
      unused = Double(weights.experts.reduce(0, +)) * (1 - Double(experts.used) / Double(experts.count))
    }
    let active = (layers - unused) / average
    return active > 0 ? active : nil
  }
}
