import Knowledge
/// Where llama.cpp puts layers (`common/fit.cpp`), on the GPUs that Ollama hands it.
///
/// If all of it leaves the margin free, layers are split in proportion to free memory. Else the GPUs are filled from the
/// last, which holds the output, to the first. Of a mixture, blocks go without their experts first; then as many as
/// possible get their experts back, from the first GPU on.
struct ServerFit {
  let weights: WeightLayout
  /// Bytes of each block's cache.
  let cache: [Int]
  let buffer: ServerBuffer
  /// Bytes free on each GPU.
  let free: [Int]
  /// Bytes left free on each.
  let margin: Int
  /// Of a block's numbers, on average, and how much larger the largest matrix's are.
  let bytesPerNumber: (average: Double, widest: Double)?

  /// What one GPU holds: consecutive layers, the last of them without their experts.
  struct Share: Sendable, Hashable {
    var layers = 0
    var partial = 0
    /// Thirds of the first partial block's experts that are on the GPU.
    var thirds = 0
    /// Whether the rest of that block's experts are on the next GPU, and not in RAM.
    var overflowsToNext = false
    var full: Int { layers - partial }
    /// Blocks whose experts are in RAM.
    var inRAM: Int { partial - (overflowsToNext ? 1 : 0) }
  }

  struct Placed {
    var shares: [Share]
    /// Of each GPU.
    var weights: [Int]
    var cache: [Int]
    var compute: [Int]

    func total(_ device: Int) -> Int { weights[device] + cache[device] + compute[device] }
  }

  private var blocks: Int { weights.layers.count }
  /// Blocks and the output layer.
  private var count: Int { blocks + 1 }
  private var isMixture: Bool { buffer.shape.experts != nil && weights.experts.contains { $0 > 0 } }
  private var last: Int { free.count - 1 }

  func place() -> Placed {
    let whole = measured(inProportion())
    if free.indices.allSatisfy({ fits(whole, $0) }) { return whole }
    let dense = backToFront()
    guard isMixture, roomBesideDense() > 0 else { return dense }
    return frontToBack(dense)
  }

  /// What a number of layers forced onto the GPUs comes to.
  func forced(_ layers: Int) -> Placed { measured(inProportion(min(max(0, layers), count))) }

  private func fits(_ placed: Placed, _ device: Int) -> Bool { placed.total(device) <= free[device] - margin }

  /// llama.cpp's default split (`llama_model::load_tensors`): by free memory.
  private func inProportion(_ layers: Int? = nil) -> [Share] {
    let layers = layers ?? count
    let all = Float(free.reduce(0, +))
    guard free.count > 1, all > 0 else {
      return [Share(layers: layers)] + free.dropFirst().map { _ in Share() }
    }
    var sum: Float = 0
    let ends = free.map { bytes -> Float in
      sum += Float(bytes)
      return sum / all
    }
    var shares = free.map { _ in Share() }
    for index in 0..<layers {
      let device = ends.firstIndex { $0 > Float(index) / Float(layers) } ?? last
      shares[device].layers += 1
    }
    return shares
  }

  // MARK: Filling

  private func backToFront() -> Placed {
    var shares = free.map { _ in Share() }
    for device in free.indices.reversed() {
      let unassigned = count - shares.reduce(0) { $0 + $1.layers }
      shares[device] =
        greatest(0, unassigned) { layers in
          var trial = shares
          trial[device] = share(layers, on: device)
          return fits(measured(trial), device) ? trial[device] : nil
        } ?? Share()
    }
    return measured(shares)
  }

  /// Of a mixture everything but the output is partial at first.
  private func share(_ layers: Int, on device: Int) -> Share {
    guard isMixture else { return Share(layers: layers) }
    return Share(layers: layers, partial: device == last ? max(0, layers - 1) : layers)
  }

  private func roomBesideDense() -> Int {
    var shares = inProportion()
    for device in shares.indices { shares[device].partial = shares[device].layers }
    let placed = measured(shares)
    return free.indices.reduce(0) { $0 + free[$1] - margin - placed.total($1) }
  }

  private func frontToBack(_ dense: Placed) -> Placed {
    var best = dense
    var start = dense.shares.firstIndex { $0.layers > 0 } ?? last
    for device in free.indices where device <= start {
      let movable = best.shares[start...].reduce(0) { $0 + $1.partial }
      let found = greatest(0, movable) { moved -> (Placed, Int)? in
        let (shares, next) = converting(moved, to: device, in: best.shares, from: start)
        let placed = measured(shares)
        return fits(placed, device) ? (placed, next) : nil
      }
      if let found { (best, start) = found }
      if let more = withPartOfAnother(best, device, start) { (best, start) = more }
    }
    return best
  }

  /// Takes partial blocks away from the GPUs from `start` on, and gives them whole to another.
  private func converting(_ moved: Int, to device: Int, in shares: [Share], from start: Int) -> ([Share], Int) {
    var shares = shares
    var left = moved
    var from = start
    while from < shares.count {
      let here = min(left, shares[from].partial)
      shares[from].layers -= here
      shares[from].partial -= here
      shares[device].layers += here
      left -= here
      if shares[from].partial > 0 || from == last { break }
      from += 1
    }
    return (shares, from)
  }

  /// Part of one more block: its attention with two thirds, one third or none of its experts. The rest goes to the next GPU,
  /// if there is one; it must have room for it.
  private func withPartOfAnother(_ placed: Placed, _ device: Int, _ start: Int) -> (Placed, Int)? {
    guard placed.shares[start].layers > (device < last ? 0 : 1), placed.shares[start].partial > 0 else {
      return nil
    }
    var shares = placed.shares
    shares[start].layers -= 1
    shares[start].partial -= 1
    shares[device].layers += 1
    shares[device].partial += 1
    shares[device].overflowsToNext = device < last
    let next = shares[start].partial == 0 ? min(start + 1, last) : start
    for thirds in [2, 1, 0] {
      shares[device].thirds = thirds
      let trial = measured(shares)
      if fits(trial, device), device == last || fits(trial, device + 1) { return (trial, next) }
    }
    return nil
  }

  /// The result for the greatest number that has one; numbers above one without have none either.
  private func greatest<Result>(_ least: Int, _ most: Int, _ result: (Int) -> Result?) -> Result? {
    if let all = result(most) { return all }
    guard most > least, var best = result(least) else { return nil }
    var low = least
    var high = most
    while high - low > 1 {
      let middle = (low + high) / 2
      if let found = result(middle) {
        low = middle
        best = found
      } else {
        high = middle
      }
    }
    return best
  }

  // MARK: Sizes

  func measured(_ shares: [Share]) -> Placed {
    let total = shares.reduce(0) { $0 + $1.layers }
    let isWhole = total == count && shares.allSatisfy { $0.partial == 0 }
    let spill = isWhole ? ServerBuffer.Spill() : spill(first: count - total, shares)
    let buffer = buffer.with(blocksInRAM: count - total)
    let cache =
      buffer.flashAttention == self.buffer.flashAttention
      ? cache : buffer.shape.cacheBytes(buffer.settings, batch: buffer.batch, flashAttention: false)
    var placed = Placed(shares: shares, weights: [], cache: [], compute: [])
    var index = count - total
    let owners = buffer.shape.borrowedCaches()
    var overflow = 0
    for (device, share) in shares.enumerated() {
      var bytes = overflow
      var cached = 0
      overflow = 0
      let own = index..<(index + share.layers)
      let borrowed = own.reduce(0) { sum, reader in
        guard let owner = owners[reader], !own.contains(owner), owner < cache.count else { return sum }
        return sum + cache[owner]
      }
      for offset in 0..<share.layers {
        if index == blocks {
          bytes += weights.output
        } else {
          let elsewhere =
            offset < share.full ? 0 : spilled(index, offset == share.full ? share.thirds : 0)
          bytes += weights.layers[index] - elsewhere
          if share.overflowsToNext, offset == share.full { overflow = elsewhere }
          cached += index < cache.count ? cache[index] : 0
        }
        index += 1
      }
      placed.weights.append(bytes)
      placed.cache.append(cached)
      let place: ServerBuffer.Place = !isWhole || shares.count == 1 ? .only : device == last ? .last : .first
      // Copies of what is in RAM are made on the first GPU; those of another device's caches, where they are read:
      // one for each batch under way.
      var copied = device == 0 ? spill : .init()
      if borrowed > 0 { copied.cache = 0 }
      placed.compute.append(buffer.bytes(place, spill: copied) + borrowed * (place == .only ? 1 : 4))
    }
    return placed
  }

  /// Bytes of a block's experts in RAM.
  private func spilled(_ index: Int, _ thirds: Int) -> Int {
    index < weights.experts.count ? weights.experts[index] * (3 - thirds) / 3 : 0
  }

  private func spill(first: Int, _ shares: [Share]) -> ServerBuffer.Spill {
    let hasPartial = shares.contains { $0.inRAM > 0 }
    let inRAM = hasPartial ? blocks : min(first, blocks)
    return .init(matrix: largestMatrix(ofFirst: inRAM), cache: cache.prefix(first).max() ?? 0)
  }

  /// Bytes of the largest matrix of the first blocks.
  private func largestMatrix(ofFirst count: Int) -> Int {
    let shape = buffer.shape
    if isMixture, let block = weights.experts.prefix(count).max(), block > 0 {
      let third = Double(block) / 3
      guard let experts = shape.experts, let width = experts.width, let bytesPerNumber else {
        return Bytes.whole(third)
      }
      let numbers = Double(experts.count) * Double(shape.embeddingLength) * Double(width)
      return Bytes.whole(max(third, numbers * bytesPerNumber.average) * bytesPerNumber.widest)
    }
    let block = weights.layers.prefix(count).max() ?? 0
    let middle = Double(shape.feedForwardLength ?? 4 * shape.embeddingLength)
    let attention = 2 * Double(shape.keyLength) * (Double(shape.headCount) + Double(shape.headCountKV))
    guard middle > 0 else { return block / 3 }
    return Bytes.whole(Double(block) * middle / (attention + 3 * middle))
  }
}
