/// Where Ollama's formulas put layers (`llm/memory.go`, up to 0.12.10): round robin over the GPUs that have
/// room, from the last block to the first, then the output. Each GPU was charged a minimum and one layer for
/// safety, and these charges are in the sizes that `ollama ps` showed.
struct FormulaPlan {
  /// Blocks on GPUs, counted from the last.
  private(set) var blocks = 0
  private(set) var hasOutput = false
  private(set) var gpusUsed = 0
  /// Bytes that were reported for the model.
  private(set) var reported = 0

  private let weights: WeightLayout
  private let graph: GraphSize
  /// Planned bytes of every block with its cache.
  private let sizes: [Int]

  init(weights: WeightLayout, graph: GraphSize, devices: [Device], isOllamas: Bool, forced: Int?) {
    self.weights = weights
    self.graph = graph
    sizes = weights.layers.indices.map {
      weights.layers[$0] + ($0 < graph.cache.count ? graph.cache[$0] : 0)
    }
    lay(on: devices, isOllamas: isOllamas, forced: forced)
  }

  private mutating func lay(on devices: [Device], isOllamas: Bool, forced: Int?) {
    let isMetal = devices.first?.isMetal ?? false
    let partial = isMetal ? graph.full : graph.partial
    let full = devices.count > 1 && !isMetal ? partial : graph.full
    let largest = max(partial, full)
    let buffer = sizes.first ?? 0
    // llama.cpp's projector lay on the first GPU; that of Ollama's own engine went with the output.
    let projector = isOllamas ? 0 : weights.vision
    let output = weights.output + (isOllamas ? weights.vision + graph.vision : 0)

    var open: [Int] = []
    var used = devices.map { _ in 0 }
    var held = devices.map { _ in 0 }
    for index in devices.indices {
      let first = open.isEmpty ? projector : 0
      guard devices[index].unheld >= first + largest + devices[index].reserve + 2 * buffer else { continue }
      used[index] = first + devices[index].reserve + buffer
      open.append(index)
    }
    var overflow = open.isEmpty ? projector : 0
    for index in sizes.indices.reversed() {
      var isPlaced = false
      if forced.map({ blocks < $0 }) ?? true {
        while !open.isEmpty, !isPlaced {
          let place = index % open.count
          let device = open[place]
          if devices[device].unheld > used[device] + largest + sizes[index] {
            used[device] += sizes[index]
            held[device] += 1
            blocks += 1
            isPlaced = true
          } else {
            open.remove(at: place)
          }
        }
      }
      if !isPlaced { overflow += sizes[index] }
    }
    if forced.map({ blocks < $0 }) ?? true, blocks == sizes.count || forced != nil || !open.isEmpty {
      for count in stride(from: open.count, to: 0, by: -1) {
        let device = open[blocks % count]
        guard devices[device].unheld > used[device] + largest + output else { continue }
        used[device] += output
        held[device] += 1
        hasOutput = true
        break
      }
    }
    let isWhole = hasOutput && blocks == sizes.count
    if !hasOutput { overflow += output }
    gpusUsed = held.count { $0 > 0 }
    for index in devices.indices where held[index] > 0 { used[index] += isWhole ? full : partial }
    reported = used.reduce(0, +) + overflow
    if gpusUsed == 0 { reported = sizes.reduce(0, +) + output + projector }
  }
}
