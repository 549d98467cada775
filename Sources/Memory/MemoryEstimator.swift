import Knowledge
/// Works out what a model takes on a machine, as Ollama would load it there.
public struct MemoryEstimator: Sendable {
  public let file: ModelFile
  public let machine: Machine?

  public init(_ file: ModelFile, on machine: Machine?) {
    self.file = file
    self.machine = machine
  }

  public func estimate(_ settings: LoadSettings) -> MemoryEstimate {
    let flash = usesFlashAttention(settings)
    var settings = settings
    if LoadSettings.servesOneAtATime(file.shape) { settings.parallel = 1 }
    // Ollama cuts a context down to the trained one since 0.9.3 (`llm/server.go`).
    if let trained = file.shape.trainedContext, settings.release >= Version(0, 9, 3) {
      settings.context = min(settings.context, trained)
    }
    var type = settings.cacheType
    let engine = engine(settings)
    var refused: KVCacheType?
    if !engine.supports(type, flashAttention: flash, isForced: settings.flashAttention == true) {
      refused = type
      type = .f16
    }
    settings.cacheType = type

    let devices = devices()
    let predicted = predictedBytes(settings)
    let batch = settings.batchSize(
      predicted: predicted,
      free: devices.map { Device.chosen($0, for: predicted).reduce(0) { $0 + $1.free } },
      usesFlashAttention: flash,
      isSmallCard: devices?.contains { $0.total <= 8 << 30 } ?? false, embeds: file.shape.embeds)
    let cache = file.shape.cacheBytes(settings, batch: batch, flashAttention: flash)
    let buffer = ComputeBuffer(
      shape: file.shape, batch: batch, cached: settings.context * settings.parallel, flashAttention: flash,
      engine: engine)
    let gateExperts = Double(file.weights.experts.max() ?? 0) / 3
    let graph = GraphSize(
      file.shape, settings, batch: batch, flashAttention: flash, gateExperts: Int(gateExperts))

    let server = ServerBuffer(file.shape, settings, batch: batch, flashAttention: flash, vendor: machine?.gpus.first?.vendor)
    let layout = Layout(
      weights: file.weights, cache: cache, buffer: buffer, serverBuffer: server, shape: file.shape,
      bytesPerNumber: file.bytesPerNumber, graph: graph, settings: settings, predicted: predicted)
    let placed = devices.map { layout.place(on: $0, ram: machine?.ramBytes, isUnified: isUnified) }
    let isLost = placed.map {
      $0.placement.gpuLayers > 0 && !server.with(blocksInRAM: layout.layerCount - $0.placement.gpuLayers).flashAttention
    }
    let wholeCompute =
      server.whole(on: devices.map { Device.chosen($0, for: predicted).count } ?? 1)
      + VisionBuffer(file.shape).atOnce(byOllama: false)
    return MemoryEstimate(
      settings: settings, usesFlashAttention: flash, losesFlashAttention: flash && engine.planner == .fit && isLost ?? false,
      cacheType: type, refusedCacheType: refused, batch: batch,
      weights: file.weights.offloadable + file.weights.alwaysInRAM,
      weightsAlwaysInRAM: file.weights.alwaysInRAM, fileBytes: file.weights.fileBytes,
      offloadableWeights: file.weights.offloadable, kvCache: cache.reduce(0, +),
      compute: placed?.compute ?? (engine.planner == .fit ? wholeCompute : buffer.withOutput),
      computeWhole: engine.planner == .fit && placed?.placement.fit != .entirely ? wholeCompute : nil,
      overhead: placed?.overhead ?? Device.reserve(nil), reported: placed?.reported,
      placement: placed?.placement, basis: basis(engine, server, placed?.placement),
      fitsWhenSpread: placed?.placement.fit == .partly && settings.forcedLayers == nil
        && engine.planner == .fit
        && devices.map(layout.fitsWhenSpread) ?? false)
  }

  /// The largest context, in steps of 1024 tokens, at which every layer is on a GPU.
  ///
  /// - Returns: 0 where not even 1024 tokens fit; `nil` where the machine is not known.
  public func largestContext(_ settings: LoadSettings) -> Int? {
    guard devices() != nil else { return nil }
    func fits(_ steps: Int) -> Bool {
      var settings = settings
      settings.context = steps * 1024
      return estimate(settings).placement?.fit == .entirely
    }
    let most = (file.shape.trainedContext ?? 1 << 20) / 1024
    return most < 1 ? nil : Self.largest(most, where: fits) * 1024
  }

  /// The largest number of steps that fits, where none after one that does not fit does; 0 where not even one.
  static func largest(_ most: Int, where fits: (Int) -> Bool) -> Int {
    if most > 0, fits(most) { return most }
    var (low, high) = (0, most)
    while high - low > 1 {
      let middle = (low + high) / 2
      if fits(middle) { low = middle } else { high = middle }
    }
    return low
  }

  // MARK: Parts

  private func basis(_ engine: Engine, _ server: ServerBuffer, _ placement: Placement?)
    -> MemoryEstimate.Basis
  {
    guard engine.planner == .fit, server.measures.isMeasured else { return .formula }
    // What the CPU keeps was not planned, and an encoder's masks are as wide as its batch.
    guard placement?.gpuLayers != 0, file.shape.layers.contains(where: { $0 != .none }) else {
      return .formula
    }
    let isSpread = machine?.gpus.count ?? 1 > 1 && server.cacheType.isQuantized
    // Other backends pad tensors otherwise, and have kernels for other heads.
    let isOther = machine?.gpus.contains { ![.nvidia, nil].contains($0.vendor) } ?? false
    // Neither type was planned with.
    if isOther || isSpread || [.bf16, .f32].contains(server.cacheType) || Self.overlapping.contains(file.shape.architecture)
      || !server.measures.hasKernel
    {
      return .nearPlan
    }
    return placement?.fit == .entirely || placement == nil ? .plan : .partialPlan
  }

  private func engine(_ settings: LoadSettings) -> Engine {
    Engine(settings.release, architecture: file.shape.architecture)
  }

  private var isUnified: Bool { machine?.gpus.contains(where: \.isUnified) ?? false }

  /// The GPUs with what is free on each; empty where there is none, `nil` where that is not known.
  private func devices() -> [Device]? {
    guard let machine else { return nil }
    if machine.hasNoGPU { return [] }
    guard !machine.gpus.isEmpty else { return nil }
    var devices: [Device] = []
    for gpu in machine.gpus {
      guard let total = machine.usableBytes(of: gpu) else { return nil }
      devices.append(
        Device(
          total: total, reserve: Device.reserve(gpu.vendor),
          held: devices.isEmpty ? machine.heldBytes : 0, isMetal: gpu.vendor == .apple))
    }
    return devices
  }

  /// Ollama's own prediction (`server/sched.go`, PredictServerVRAM): always f16, no windows.
  func predictedBytes(_ settings: LoadSettings) -> Int {
    let shape = file.shape
    let width = shape.embeddingLength / max(1, shape.headCount)
    let perToken = 4 * Double(shape.layers.count) * Double(shape.headCountKV) * Double(width)
    return file.weights.fileBytes
      + Bytes.whole(perToken * Double(settings.context) * Double(settings.parallel))
  }

  /// Flash attention as Ollama decides (`envconfig`, `llm/server.go`, `ml/device.go`).
  private func usesFlashAttention(_ settings: LoadSettings) -> Bool {
    let cardsCan = (machine?.gpus ?? []).allSatisfy { gpu in
      guard gpu.vendor == .nvidia, let target = gpu.target, let version = Double(target) else { return true }
      return version >= 6 && version != 7.2
    }
    let engine = engine(settings)
    guard let said = settings.flashAttention else { return cardsCan && engine.wantsFlashAttention }
    // Ollama turned it off again where model or card could not; llama-server gets what the variable says.
    let isRefused = ["gemma2", "grok", "bert", "nomic-bert", "nomic-bert-moe"].contains(
      file.shape.architecture)
    return engine.planner == .fit ? said : said && cardsCan && !isRefused
  }
}

/// One GPU's memory.
struct Device: Sendable, Hashable {
  let total: Int
  /// What its driver and runtime keep: 457 MiB, on Metal 512 (Ollama, `ml/device.go`).
  let reserve: Int
  /// What a desktop and other programs hold.
  let held: Int
  let isMetal: Bool

  /// What is left once a program has opened it.
  var free: Int { max(0, unheld - reserve) }
  /// What is left before.
  var unheld: Int { max(0, total - held) }

  /// The GPUs that Ollama hands to llama-server for a model that it expects to take so many bytes.
  static func chosen(_ devices: [Device], for predicted: Int) -> [Device] {
    guard let best = devices.max(by: { $0.free < $1.free }), Double(predicted) <= 0.8 * Double(best.free)
    else { return devices }
    return [best]
  }

  static func reserve(_ vendor: Machine.Vendor?) -> Int { vendor == .apple ? 512 << 20 : 457 << 20 }
}
