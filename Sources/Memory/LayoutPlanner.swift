/// How many layers go to which GPUs, by what decides it.
extension Layout {
  /// Ollama's formulas: one GPU where the model is fully on it, else all.
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

  /// As many layers as go onto the fewest GPUs; where not all do, the output stays with the CPU.
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

  /// llama.cpp's fit, on the GPUs that Ollama hands it: the one with most free memory where its prediction fills at most
  /// four fifths of that, else all (`server/sched.go`, `selectLlamaServerPlacement`).
  func fitted(_ devices: [Device]) -> Filling {
    let used = Device.chosen(devices, for: predicted)
    return filling(fit(on: used).place(), used)
  }

  /// Whether the model would be on GPUs fully if Ollama did not choose one of them by its prediction, which takes no note
  /// of buffers, nor of heads longer than the embedding has room for (`server/sched.go`, `OLLAMA_SCHED_SPREAD`).
  func fitsWhenSpread(_ devices: [Device]) -> Bool {
    guard devices.count > 1, Device.chosen(devices, for: predicted).count < devices.count else {
      return false
    }
    let shares = fit(on: devices).place().shares
    return shares.allSatisfy { $0.inRAM == 0 } && shares.reduce(0) { $0 + $1.layers } == layerCount
  }

  func fit(on devices: [Device]) -> ServerFit {
    ServerFit(
      weights: weights, cache: cache, buffer: serverBuffer, free: devices.map(\.free), margin: margin,
      bytesPerNumber: bytesPerNumber)
  }

  func filling(_ placed: ServerFit.Placed, _ devices: [Device]) -> Filling {
    var filling = Filling(devices: devices)
    filling.layers = placed.shares.reduce(0) { $0 + $1.layers }
    filling.blocksWithExpertsInRAM = placed.shares.reduce(0) { $0 + $1.inRAM }
    guard filling.layers > 0 else { return Filling() }
    filling.weights = placed.weights.reduce(0, +)
    filling.cache = placed.cache.reduce(0, +)
    filling.compute = placed.compute.reduce(0, +)
    // The projector is on the first GPU, next to what the fit sees; in RAM where `num_gpu` asks for a part of the layers
    // (`llm/llama_server.go`, `shouldDisableMMProjOffload`).
    guard settings.forcedLayers ?? layerCount >= layerCount else { return filling }
    filling.weights += weights.vision
    filling.compute? += VisionBuffer(shape).atOnce(byOllama: false)
    return filling
  }

  /// Fills the GPUs from the output layer towards the first block.
  ///
  /// - Parameters:
  ///   - kept: bytes left free of each GPU.
  ///   - first: bytes that are taken of the first GPU before.
  ///   - graph: bytes reckoned for computing, where that is not what is allocated.
  private func pack(
    _ devices: [Device], kept: Int, first: Int = 0, graph: Int? = nil, output: Bool
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
      // The projector goes along; only Ollama's own engine counts it here.
      let seen = weights.output + (engine.isOllamas ? weights.vision : 0)
      guard takes(seen) else { return filling }
      filling.layers = 1
      filling.weights = weights.output + weights.vision
    }
    for index in weights.layers.indices.reversed() {
      let bytes = weights.layers[index]
      guard takes(bytes + cacheBytes(index)) else { break }
      filling.layers += 1
      filling.weights += bytes
      filling.cache += cacheBytes(index)
    }
    guard filling.layers > (output ? 1 : 0) else { return Filling() }
    filling.devices = Array(devices.prefix(device + 1))
    return filling
  }
}
