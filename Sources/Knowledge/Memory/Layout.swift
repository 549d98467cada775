/// Lays a model's layers out over GPUs and RAM, as the engine does.
struct Layout {
  let weights: WeightLayout
  /// Bytes of each block's cache.
  let cache: [Int]
  let buffer: ComputeBuffer
  let settings: LoadSettings
  /// Ollama's own prediction of the model's size.
  let predicted: Int

  struct Placed {
    let placement: Placement
    let compute: Int
    let overhead: Int
  }

  func place(on all: [Device], ram: Int?, isUnified: Bool) -> Placed {
    guard !all.isEmpty, settings.forcedLayers != 0 else { return onProcessor(all, ram: ram) }
    let best = all.sorted { $0.free > $1.free }
    if all.count > 1, let first = best.first, prefersOne(first) {
      let alone = fill([first])
      if alone.layers == weights.layers.count + 1 {
        return placed(alone, on: [first], ram: ram, isUnified: isUnified)
      }
    }
    return placed(fill(best), on: best, ram: ram, isUnified: isUnified)
  }

  /// Ollama takes one GPU where its prediction fills at most four fifths of it, else all.
  private func prefersOne(_ device: Device) -> Bool {
    settings.engine != .llamaServer || Double(predicted) <= 0.8 * Double(device.free)
  }

  /// What went to the GPUs.
  private struct Filling {
    /// Blocks and output layer.
    var layers = 0
    var weights = 0
    var cache = 0
    var blocksWithExpertsInRAM = 0
    var compute = 0
  }

  /// What llama.cpp leaves free of each GPU (`common/fit.cpp`), and Ollama raises for a projector; the
  /// formulas of old kept room for two layers instead.
  private var margin: Int {
    switch settings.engine {
    case .llamaServer: 1 << 30 + weights.vision
    case .ownEngine: 0
    case .formulas: 2 * ((weights.layers.first ?? 0) + (cache.first ?? 0))
    }
  }

  private func fill(_ devices: [Device]) -> Filling {
    if let forced = settings.forcedLayers, forced > 0 { return take(forced, on: devices) }
    let whole = pack(devices) { _ in 1 }
    if whole.layers == weights.layers.count + 1 || weights.expertShare == 0 { return whole }
    guard settings.engine == .llamaServer else { return whole }
    return packMixture(devices) ?? whole
  }

  /// Fills the GPUs from the output layer towards the first block, with `share` of each block's weights.
  private func pack(_ devices: [Device], share: (Int) -> Double) -> Filling {
    var filling = Filling()
    var device = 0
    var room = capacity(of: devices, 0, isLast: true)
    filling.compute = buffer.withOutput
    func takes(_ bytes: Int) -> Bool {
      while bytes > room {
        device += 1
        guard device < devices.count else { return false }
        room = capacity(of: devices, device, isLast: false)
        filling.compute += buffer.withoutOutput
      }
      room -= bytes
      return true
    }
    guard takes(weights.output + weights.vision) else { return Filling() }
    filling.layers = 1
    filling.weights = weights.output + weights.vision
    for index in weights.layers.indices.reversed() {
      let bytes = Int(Double(weights.layers[index]) * share(index))
      guard takes(bytes + cacheBytes(index)) else { break }
      filling.layers += 1
      filling.weights += bytes
      filling.cache += cacheBytes(index)
    }
    return filling.layers > 1 ? filling : Filling()
  }

  /// A mixture that does not fit: all experts to RAM first, then back, from the last block, while there is
  /// room.
  private func packMixture(_ devices: [Device]) -> Filling? {
    let count = weights.layers.count
    func attempt(_ full: Int) -> Filling {
      var filling = pack(devices) { $0 >= count - full ? 1 : 1 - weights.expertShare }
      filling.blocksWithExpertsInRAM = count - full
      return filling
    }
    var low = 0
    var high = count
    guard attempt(0).layers == count + 1 else { return nil }
    while high - low > 1 {
      let middle = (low + high) / 2
      if attempt(middle).layers == count + 1 { low = middle } else { high = middle }
    }
    return attempt(low)
  }

  /// `num_gpu` says how many, and nobody checks.
  private func take(_ forced: Int, on devices: [Device]) -> Filling {
    var filling = Filling()
    filling.compute = buffer.withOutput + (devices.count - 1) * buffer.withoutOutput
    let count = min(forced, weights.layers.count + 1)
    filling.layers = count
    if count == weights.layers.count + 1 { filling.weights += weights.output + weights.vision }
    for index in weights.layers.indices.suffix(min(count, weights.layers.count)) {
      filling.weights += weights.layers[index]
      filling.cache += cacheBytes(index)
    }
    return filling
  }

  private func cacheBytes(_ index: Int) -> Int { index < cache.count ? cache[index] : 0 }

  private func capacity(of devices: [Device], _ index: Int, isLast: Bool) -> Int {
    devices[index].free - margin - (isLast ? buffer.withOutput : buffer.withoutOutput)
  }

  private func placed(_ filling: Filling, on devices: [Device], ram: Int?, isUnified: Bool) -> Placed {
    guard filling.layers > 0 else { return onProcessor(devices, ram: ram) }
    let all = weights.layers.count + 1
    let gpu = filling.weights + filling.cache + filling.compute
    let overhead = devices.map(\.reserve).reduce(0, +)
    let cpuWeights = max(0, weights.offloadable - filling.weights)
    let cpuCache = cache.reduce(0, +) - filling.cache
    let cpu = cpuWeights + cpuCache + weights.alwaysInRAM
    let capacity = devices.map(\.total).reduce(0, +)
    let isWhole = filling.layers == all && filling.blocksWithExpertsInRAM == 0
    let lacksRAM = ram.map { (isUnified ? gpu + cpu : cpu) > $0 } ?? false
    let overflows = settings.forcedLayers != nil && gpu + overhead > capacity
    return Placed(
      placement: Placement(
        fit: overflows || lacksRAM ? .no : isWhole ? .entirely : .partly, layers: all,
        gpuLayers: filling.layers,
        blocksWithExpertsInRAM: filling.blocksWithExpertsInRAM, gpuWeights: filling.weights,
        gpuCache: filling.cache, gpuBytes: gpu + overhead, cpuBytes: cpu, cpuWeights: cpuWeights,
        freeBytes: max(0, capacity - gpu - overhead), capacity: capacity,
        margin: min(capacity, margin * devices.count)),
      compute: filling.compute, overhead: overhead)
  }

  private func onProcessor(_ devices: [Device], ram: Int?) -> Placed {
    let cpu = weights.fileBytes + cache.reduce(0, +) + buffer.withOutput
    let capacity = devices.map(\.total).reduce(0, +)
    return Placed(
      placement: Placement(
        fit: ram.map { cpu > $0 } ?? false ? .no : .partly, layers: weights.layers.count + 1, gpuLayers: 0,
        blocksWithExpertsInRAM: 0, gpuWeights: 0, gpuCache: 0, gpuBytes: 0, cpuBytes: cpu,
        cpuWeights: weights.offloadable, freeBytes: capacity, capacity: capacity,
        margin: min(capacity, margin * devices.count)),
      compute: buffer.withOutput, overhead: 0)
  }
}
