import Knowledge
/// How fast a model answers once the prompt is read: a range of tokens per second.
///
/// Every token reads the weights it goes through and the cache once, so bandwidth decides, and each block costs a fixed
/// time in addition to it: see ``CardPace``. `make accuracy` holds it against published speeds.
public struct DecodeSpeed: Sendable, Hashable {
  public let low: Double
  public let high: Double
  /// What it rests on, in words.
  public let basis: String

  /// - Returns: `nil` where a bandwidth is not known.
  public init?(_ file: ModelFile, _ estimate: MemoryEstimate, on machine: Machine?) {
    guard let machine, let placement = estimate.placement, placement.fit != .no else { return nil }
    // Embedding models generate no tokens.
    guard file.shape.layers.contains(where: { $0 != .none }) else { return nil }
    let gpuCount = machine.gpus.count
    // Layers run one after the other, also over several cards: each byte is read at its own card's pace.
    let card = machine.gpus.filter { $0.bandwidth != nil }.min { $0.bandwidth ?? 0 < $1.bandwidth ?? 0 }
    let isOnGPU = placement.gpuLayers > 0
    guard !isOnGPU || card != nil else { return nil }
    let bandwidth = card?.bandwidth ?? 1
    let (gpuWeights, cpuWeights) = file.activeBytes(placement)
    // One request reads its own part of the cache: little after a short prompt, half of it on the way.
    let requests = Double(estimate.settings.parallel)
    let gpuCache = Double(placement.gpuCache) / requests / 2
    let cpuCache = Double(estimate.kvCache - placement.gpuCache) / requests / 2
    let isMixture = file.shape.experts != nil
    let isMac = card?.vendor == .apple
    let ram =
      isMac ? (slow: bandwidth / 1.5, fast: bandwidth / 1.5) : isMixture ? Self.gathering : Self.reading
    let pace = card.map(CardPace.of)
    let blocks = Double(file.shape.layers.count)
    // Each block with a part in RAM waits for the CPU and back.
    let torn = Double(placement.gpuLayers > 0 ? placement.blocksWithExpertsInRAM : 0)
    let delay = Self.delay(file, estimate)

    func seconds(efficiency: Double, block: Double, ram: Double, cache: Double) -> Double {
      let onGPU = isOnGPU ? (gpuWeights + gpuCache * cache) / (bandwidth * efficiency) : 0
      return onGPU + (blocks + torn) * block + (cpuWeights + cpuCache * cache) / ram
    }
    let slow = seconds(
      efficiency: (pace?.bandwidth.slow ?? 1) * Self.unpacking(file),
      block: (pace?.block.slow ?? 100) * 1e-6 * delay.slow, ram: ram.slow, cache: 1)
    let fast = seconds(
      efficiency: pace?.bandwidth.fast ?? 1, block: (pace?.block.fast ?? 20) * 1e-6 * delay.fast, ram: ram.fast,
      cache: 0)
    guard slow > 0, fast > 0 else { return nil }
    low = 1 / slow
    high = 1 / fast
    var basis: [String] = []
    if isOnGPU {
      basis.append(
        "reads \(Self.gigabytes(gpuWeights)) per token at \(Int(bandwidth / 1e9)) GB/s"
          + (gpuCount > 1 ? " per GPU" : ""))
    }
    if cpuWeights + cpuCache > 1e7, !isMac {
      basis.append(
        "reads \(Self.gigabytes(cpuWeights + cpuCache)) per token from RAM at \(Int(ram.slow / 1e9))-\(Int(ram.fast / 1e9)) GB/s"
      )
    }
    self.basis = basis.joined(separator: ", ")
  }

  /// What the memory of home computers gives to a decoding processor: two channels of DDR4 to DDR5, in
  /// bytes per second. Experts of a few megabytes are gathered unevenly.
  private static let reading = (slow: 22e9, fast: 64e9)
  private static let gathering = (slow: 14e9, fast: 60e9)

  /// How many times longer a block takes in addition to its reading than a plain one. A mixture first finds its experts.
  private static func delay(_ file: ModelFile, _ estimate: MemoryEstimate) -> (slow: Double, fast: Double) {
    var delay = file.shape.experts == nil ? (slow: 1.0, fast: 1.0) : (slow: 2.2, fast: 1)
    // Until 0.12.6 no kernel had wide heads and a quantized cache: attention went to the CPU and back.
    if estimate.cacheType.isQuantized, file.shape.keyLength > 128,
      estimate.settings.release < Version(0, 12, 6)
    {
      delay = (delay.slow * 8, delay.fast * 8)
    }
    // Attention in several steps, and four streams in place of one.
    let hasKernel = (file.shape.buffers ?? BufferMeasures(file.shape)).hasKernel
    if !hasKernel || file.shape.architecture == "gemma3n" { delay.slow *= 3 }
    return delay
  }

  /// Blocks of two and three bits take longer to unpack than to read on some cards.
  private static func unpacking(_ file: ModelFile) -> Double {
    ["Q1", "Q2", "Q3"].contains { file.quantization?.contains($0) ?? false } ? 0.85 : 1
  }

  private static func gigabytes(_ bytes: Double) -> String {
    let tenths = Int((bytes / 1e8).rounded())
    return "\(tenths / 10).\(tenths % 10) GB"
  }
}

extension ModelFile {
  /// Bytes that one token goes through, on the GPU and in RAM. Of experts that is a small part, of all else everything.
  func activeBytes(_ placement: Placement) -> (gpu: Double, cpu: Double) {
    let gpu = Double(placement.gpuWeights)
    let cpu = Double(placement.cpuWeights)
    let experts = Double(weights.experts.reduce(0, +))
    guard let mixture = shape.experts, mixture.count > 0, experts > 0 else { return (gpu, cpu) }
    let used = Double(mixture.used) / Double(mixture.count)
    // Whole blocks first, then the experts of others.
    let missing = min(shape.layers.count, max(0, placement.layers - placement.gpuLayers))
    let wholeBlocks = Double(weights.layers.prefix(missing).reduce(0, +))
    let ofWhole = Double(weights.experts.prefix(missing).reduce(0, +))
    let expertsInRAM = min(experts, cpu, ofWhole + max(0, cpu - wholeBlocks))
    return (
      max(gpu * 0.01, gpu - (experts - expertsInRAM) * (1 - used)), max(0, cpu - expertsInRAM * (1 - used))
    )
  }
}
