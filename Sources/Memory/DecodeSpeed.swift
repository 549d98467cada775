import Knowledge
/// How fast a model answers once the prompt is read: a range of tokens per second.
///
/// Every token reads the weights it goes through and the cache once, so bandwidth decides. A card reaches
/// 60 to 90 per cent of its peak, and each block costs a fixed time for its launches: a mixture's more, which
/// first finds its experts. The processor gathers experts at half the pace that it reads whole layers with. The
/// bounds are set over the measured rows of RTX 3070, 4070 and 4090 in public benchmarks, see `make accuracy`.
public struct DecodeSpeed: Sendable, Hashable {
  public let low: Double
  public let high: Double
  /// What it rests on, in words.
  public let basis: String

  /// - Returns: `nil` where a bandwidth is not known.
  public init?(_ file: ModelFile, _ estimate: MemoryEstimate, on machine: Machine?) {
    guard let machine, let placement = estimate.placement, placement.fit != .no else { return nil }
    // What keeps nothing of the tokens before writes none: an embedding model.
    guard file.shape.layers.contains(where: { $0 != .none }) else { return nil }
    let share = Self.activeShare(file)
    let gpuCount = machine.gpus.count
    // Layers run one after the other, also over several cards: each byte is read at its own card's pace.
    let bandwidth = machine.gpus.compactMap(\.bandwidth).min()
    let isOnGPU = placement.gpuLayers > 0
    guard !isOnGPU || bandwidth != nil else { return nil }
    let gpuWeights = Double(placement.gpuWeights) * share
    let cpuWeights = Double(placement.cpuWeights) * share
    // One request reads its own part of the cache: little after a short prompt, half of it on the way.
    let requests = Double(estimate.settings.parallel)
    let gpuCache = Double(placement.gpuCache) / requests / 2
    let cpuCache = Double(estimate.kvCache - placement.gpuCache) / requests / 2
    let blocks = Double(file.shape.layers.count)
    let isMac = machine.gpus.first?.vendor == .apple
    let isMixture = file.shape.experts != nil
    let slowRAM = Self.ramBandwidth.low / (isMixture ? 2 : 1)
    // Until 0.12.6 no kernel had wide heads and a quantized cache: attention went to the processor and back.
    let isTornApart =
      estimate.cacheType.isQuantized && file.shape.keyLength > 128
      && estimate.settings.release < Version(0, 12, 6)
    let launches: (slow: Double, fast: Double) =
      isTornApart ? (0.000_8, 0.000_3) : isMixture ? (0.000_13, 0.000_04) : (0.000_1, 0.000_02)
    let ram = isMac ? (bandwidth ?? Self.ramBandwidth.high) / 1.5 : nil

    func seconds(efficiency: Double, perBlock: Double, ram: Double, cache: Double) -> Double {
      let gpuBytes = gpuWeights + gpuCache * cache
      let onGPU = isOnGPU ? gpuBytes / ((bandwidth ?? 1) * efficiency) : 0
      return onGPU + blocks * perBlock + (cpuWeights + cpuCache * cache) / ram
    }
    let slow = seconds(efficiency: 0.6, perBlock: launches.slow, ram: ram ?? slowRAM, cache: 1)
    let fast = seconds(efficiency: 0.9, perBlock: launches.fast, ram: ram ?? Self.ramBandwidth.high, cache: 0)
    guard slow > 0, fast > 0 else { return nil }
    low = 1 / slow
    high = 1 / fast
    var basis: [String] = []
    if isOnGPU, let bandwidth {
      basis.append(
        "reads \(Self.gigabytes(gpuWeights)) per token at \(Int(bandwidth / 1e9)) GB/s"
          + (gpuCount > 1 ? " per GPU" : ""))
    }
    if cpuWeights + cpuCache > 1e7, !isMac {
      basis.append(
        "reads \(Self.gigabytes(cpuWeights + cpuCache)) per token from RAM at \(Int(slowRAM / 1e9))-60 GB/s")
    }
    self.basis = basis.joined(separator: ", ")
  }

  /// What the memory of home computers gives to a decoding processor: two channels of DDR4 to DDR5, in
  /// bytes per second.
  private static let ramBandwidth = (low: 25e9, high: 60e9)

  /// The part of the offloadable weights that one token goes through.
  private static func activeShare(_ file: ModelFile) -> Double {
    guard let experts = file.shape.experts, experts.count > 0, file.weights.expertShare > 0 else { return 1 }
    let layers = Double(file.weights.layers.reduce(0, +))
    let all = Double(file.weights.offloadable)
    guard all > 0 else { return 1 }
    let unused = layers * file.weights.expertShare * (1 - Double(experts.used) / Double(experts.count))
    return max(0.01, (all - unused) / all)
  }

  private static func gigabytes(_ bytes: Double) -> String {
    let tenths = Int((bytes / 1e8).rounded())
    return "\(tenths / 10).\(tenths % 10) GB"
  }
}
