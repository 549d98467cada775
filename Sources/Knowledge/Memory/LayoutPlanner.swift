/// How many layers go to which GPUs, by what decides it.
extension Layout {
  /// Ollama's formulas: one GPU where the model is wholly on it, else all.
  func planned(_ devices: [Device]) -> Filling {
    func plan(_ devices: [Device]) -> FormulaPlan {
      FormulaPlan(
        weights: weights, graph: graph, devices: devices, isOllamas: engine.isOllamas, forced: nil)
    }
    var chosen = (plan(devices), devices)
    for device in devices {
      let alone = plan([device])
      if alone.hasOutput, alone.blocks == weights.layers.count {
        chosen = (alone, [device])
        break
      }
    }
    let (best, offered) = chosen
    let used = Array(offered.prefix(max(1, best.gpusUsed)))
    var filling =
      best.blocks > 0 ? taken(blocks: best.blocks, output: best.hasOutput, used) : Filling()
    filling.reported = best.reported
    return filling
  }

  /// As many layers as go onto the fewest GPUs; where not all do, the output stays with the processor.
  func packed(_ devices: [Device]) -> Filling {
    let kept = margin
    let isMeasured = engine.isOllamas
    let first = isMeasured ? 0 : weights.vision
    for count in 1...devices.count {
      let used = Array(devices.prefix(count))
      let graph = isMeasured ? nil : count > 1 ? max(self.graph.full, self.graph.partial) : self.graph.full
      let whole = pack(used, kept: kept, first: first, graph: graph, output: true)
      if whole.layers == layerCount { return whole }
    }
    let graph = isMeasured ? nil : max(self.graph.full, self.graph.partial)
    return pack(devices, kept: kept, first: first, graph: graph, output: false)
  }

  /// llama.cpp's fit (`common/fit.cpp`), on the GPUs that Ollama hands it: one where its prediction fills at
  /// most four fifths of it, else all.
  func fitted(_ devices: [Device]) -> Filling {
    let isOne = devices.first.map { Double(predicted) <= 0.8 * Double($0.free) } ?? true
    let used = isOne ? Array(devices.prefix(1)) : devices
    let whole = pack(used, kept: margin, output: true)
    if whole.layers == layerCount || weights.expertShare == 0 { return whole }
    return mixture(used) ?? whole
  }

  /// Fills the GPUs from the output layer towards the first block.
  ///
  /// - Parameters:
  ///   - kept: bytes left free of each GPU.
  ///   - first: bytes that are taken of the first GPU before.
  ///   - graph: bytes reckoned for computing, where that is not what is allocated.
  ///   - share: part of each block's weights that goes along.
  private func pack(
    _ devices: [Device], kept: Int, first: Int = 0, graph: Int? = nil, output: Bool,
    share: (Int) -> Double = { _ in 1 }
  ) -> Filling {
    var filling = Filling()
    var device = 0
    func room(_ index: Int) -> Int {
      let compute = graph ?? (index == 0 ? buffer.foreseen : buffer.withoutOutput)
      return devices[index].free - kept - compute - (index == 0 ? first : 0)
    }
    guard !devices.isEmpty else { return filling }
    var left = room(0)
    func takes(_ bytes: Int) -> Bool {
      while bytes > left {
        device += 1
        guard device < devices.count else { return false }
        left = room(device)
      }
      left -= bytes
      return true
    }
    if output {
      // The projector goes along; llama.cpp's margin has room for it, Ollama's own engine counts it here.
      let seen = weights.output + (engine.planner == .packing && engine.isOllamas ? weights.vision : 0)
      guard takes(seen) else { return filling }
      filling.layers = 1
      filling.weights = weights.output + weights.vision
    }
    for index in weights.layers.indices.reversed() {
      let bytes = Int(Double(weights.layers[index]) * share(index))
      guard takes(bytes + cacheBytes(index)) else { break }
      filling.layers += 1
      filling.weights += bytes
      filling.cache += cacheBytes(index)
    }
    guard filling.layers > (output ? 1 : 0) else { return Filling() }
    // llama.cpp spreads over all that it is given; Ollama takes no more than it needs.
    let count = engine.planner == .fit ? devices.count : min(devices.count, device + 1)
    filling.devices = Array(devices.prefix(count))
    return filling
  }

  /// A mixture that does not fit: all experts to RAM first, then back, from the last block, while there is
  /// room.
  private func mixture(_ devices: [Device]) -> Filling? {
    let count = weights.layers.count
    func attempt(_ full: Int) -> Filling {
      var filling = pack(devices, kept: margin, output: true) {
        $0 >= count - full ? 1 : 1 - weights.expertShare
      }
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
}
