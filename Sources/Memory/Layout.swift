/// Lays a model's layers out over GPUs and RAM, as the engine does.
struct Layout {
  let weights: WeightLayout
  /// Bytes of each block's cache.
  let cache: [Int]
  let buffer: ComputeBuffer
  /// What llama-server reserves to compute in.
  let serverBuffer: ServerBuffer
  let shape: ModelShape
  let bytesPerNumber: (average: Double, widest: Double)?
  /// What Ollama reckoned with where it did not measure.
  let graph: GraphSize
  let settings: LoadSettings
  /// Ollama's own prediction of the model's size.
  let predicted: Int

  struct Placed {
    let placement: Placement
    let compute: Int
    let overhead: Int
    /// What `ollama ps` shows as the model's size.
    let reported: Int
  }

  /// What went to which GPUs.
  struct Filling {
    var devices: [Device] = []
    /// Blocks and output layer.
    var layers = 0
    var weights = 0
    var cache = 0
    var blocksWithExpertsInRAM = 0
    /// Compute buffers of all GPUs, where llama-server's plan has them.
    var compute: Int?
    /// Set where formulas were reported, and not what is allocated.
    var reported: Int?
  }

  var engine: Engine { buffer.engine }
  var layerCount: Int { weights.layers.count + 1 }

  func cacheBytes(_ index: Int) -> Int { index < cache.count ? cache[index] : 0 }

  func place(on all: [Device], ram: Int?, isUnified: Bool) -> Placed {
    guard !all.isEmpty, settings.forcedLayers != 0 else { return onProcessor(all, ram: ram, reported: nil) }
    // llama-server takes GPUs in their own order.
    let best = engine.planner == .fit ? all : all.sorted { $0.free > $1.free }
    let filling: Filling
    if let forced = settings.forcedLayers {
      filling = take(forced, on: best)
    } else {
      switch engine.planner {
      case .formulas: filling = planned(best)
      case .packing: filling = packed(best)
      case .fit: filling = fitted(best)
      }
    }
    guard filling.layers > 0 else { return onProcessor(all, ram: ram, reported: filling.reported) }
    return placed(filling, ram: ram, isUnified: isUnified)
  }

  /// `num_gpu` says how many, and nobody checks.
  private func take(_ forced: Int, on devices: [Device]) -> Filling {
    let count = min(forced, layerCount)
    if engine.planner == .fit { return filling(fit(on: devices).forced(count), devices) }
    var filling = taken(blocks: min(count, layerCount - 1), output: count == layerCount, devices)
    if engine.planner == .formulas {
      filling.reported =
        FormulaPlan(
          weights: weights, graph: graph, devices: devices, isOllamas: engine.isOllamas, forced: forced
        ).reported
    }
    return filling
  }

  /// The last `blocks` of them, whole.
  func taken(blocks: Int, output: Bool, _ devices: [Device]) -> Filling {
    var filling = Filling(devices: devices)
    filling.layers = blocks + (output ? 1 : 0)
    if output { filling.weights = weights.output + weights.vision }
    for index in weights.layers.indices.suffix(blocks) {
      filling.weights += weights.layers[index]
      filling.cache += cacheBytes(index)
    }
    return filling
  }

  /// What is kept free of each GPU whatever is loaded. llama.cpp's fit does not see the projector, so Ollama
  /// has it leave the projector's size and 1 GiB instead of 1 GiB (`llm/llama_server.go`). Where Ollama packs
  /// what llama.cpp computes, and in the formulas, it is the size of layers.
  var margin: Int {
    let layer = (weights.layers.first ?? 0) + (graph.cache.first ?? 0)
    switch engine.planner {
    case .fit: return 1 << 30 + weights.vision
    case .packing: return engine.isOllamas ? 0 : layer
    case .formulas: return 2 * layer
    }
  }

  private func placed(_ filling: Filling, ram: Int?, isUnified: Bool) -> Placed {
    let devices = filling.devices
    let compute = filling.compute ?? (buffer.withOutput + (devices.count - 1) * buffer.withoutOutput)
    let gpu = filling.weights + filling.cache + compute
    let overhead = devices.map(\.reserve).reduce(0, +)
    let cpuWeights = max(0, weights.offloadable - filling.weights)
    let cpuCache = cache.reduce(0, +) - filling.cache
    let cpu = cpuWeights + cpuCache + weights.alwaysInRAM
    let capacity = devices.map(\.total).reduce(0, +)
    let isWhole = filling.layers == layerCount && filling.blocksWithExpertsInRAM == 0
    let lacksRAM = ram.map { (isUnified ? gpu + cpu : cpu) > $0 } ?? false
    let overflows = settings.forcedLayers != nil && gpu + overhead > capacity
    let free = devices.map(\.unheld).reduce(0, +)
    return Placed(
      placement: Placement(
        fit: overflows || lacksRAM ? .no : isWhole ? .entirely : .partly, layers: layerCount,
        gpuLayers: filling.layers, blocksWithExpertsInRAM: filling.blocksWithExpertsInRAM,
        gpuWeights: filling.weights, gpuCache: filling.cache, gpuBytes: gpu + overhead, cpuBytes: cpu,
        cpuWeights: cpuWeights, freeBytes: max(0, free - gpu - overhead), capacity: capacity,
        margin: min(capacity, margin * devices.count)),
      compute: compute, overhead: overhead,
      reported: filling.reported ?? reported(gpu: gpu, cpu: cpu, isWhole: isWhole, devices.count))
  }

  private func onProcessor(_ devices: [Device], ram: Int?, reported: Int?) -> Placed {
    let compute = engine.planner == .fit ? serverBuffer.bytes() : buffer.withOutput
    let cpu = weights.fileBytes + cache.reduce(0, +) + compute
    let capacity = devices.map(\.total).reduce(0, +)
    let planned = weights.offloadable + graph.cache.reduce(0, +)
    return Placed(
      placement: Placement(
        fit: ram.map { cpu > $0 } ?? false ? .no : .partly, layers: layerCount, gpuLayers: 0,
        blocksWithExpertsInRAM: 0, gpuWeights: 0, gpuCache: 0, gpuBytes: 0, cpuBytes: cpu,
        cpuWeights: weights.offloadable, freeBytes: devices.map(\.unheld).reduce(0, +), capacity: capacity,
        margin: min(capacity, margin * devices.count)),
      compute: compute, overhead: 0,
      reported: reported ?? (engine.plansByFormula ? planned : cpu))
  }

  /// The size in `ollama ps`. llama-server's own buffers, of the GPU alone where the whole model is there;
  /// before it everything, the mask that the CPU fills included; and where llama.cpp computed, what
  /// the formulas said (`llm/server.go`, `llm/llama_server.go`).
  private func reported(gpu: Int, cpu: Int, isWhole: Bool, _ gpus: Int) -> Int {
    if engine.planner == .fit { return isWhole ? gpu : gpu + cpu }
    if engine.plansByFormula {
      let size = weights.offloadable + graph.cache.reduce(0, +)
      return size + gpus * (isWhole && gpus == 1 ? graph.full : max(graph.full, graph.partial))
    }
    return gpu + cpu + buffer.onProcessor
  }
}
