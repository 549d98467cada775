import Knowledge
extension FitReport {
  /// Several models loaded at the same time.
  public struct Together: Sendable {
    /// Whether Ollama keeps all of them loaded, fully on the GPU; `nil` where there is no GPU, or none is known.
    public let fits: Bool?
    /// GPU memory that all of them want, in bytes.
    public let total: Int
    /// The parts of it.
    public let weights: Int
    public let cache: Int
    public let buffers: Int
    /// What keeps them apart.
    public let obstacle: Obstacle?
    /// Tokens each that they can have side by side, with caches of f16 and of q8_0; `nil` where they fit as they
    /// are, 0 where no context lets them.
    public let possible: (f16: Int, q8_0: Int)?

    public enum Obstacle: Sendable, Hashable {
      /// It has no room even by itself.
      case alone(name: String)
      /// Ollama expects more of a model than it allows next to the others.
      case expectation(name: String, expected: Int, allowed: Int)
      /// Ollama admits it, but not all of it has room: llama.cpp leaves `margin` bytes of the GPU free.
      case room(name: String, margin: Int)
    }

    init?(_ entries: [Entry], on machine: Machine?) {
      let loads = entries.compactMap { entry in
        entry.file.flatMap { file in entry.estimate.map { Load(file: file, estimate: $0, machine: machine) } }
      }
      guard loads.count == entries.count else { return nil }
      let estimates = loads.map(\.estimate)
      total = estimates.map(\.wanted).reduce(0, +)
      weights = estimates.map(\.offloadableWeights).reduce(0, +)
      cache = estimates.map(\.kvCache).reduce(0, +)
      buffers = total - weights - cache
      guard let machine, let capacity = machine.vramBytes, capacity > 0 else {
        fits = nil
        obstacle = nil
        possible = nil
        return
      }
      let room = capacity - machine.heldBytes
      let verdict = Self.verdict(loads, room)
      fits = verdict == .admitted
      if case .obstacle(let found) = verdict { obstacle = found } else { obstacle = nil }
      possible =
        verdict == .admitted
        ? nil : (Self.context(loads, room, .f16), Self.context(loads, room, .q8_0))
    }

    private struct Load {
      let file: ModelFile
      let estimate: MemoryEstimate
      let machine: Machine?

      func with(_ context: Int, _ type: KVCacheType) -> Load {
        var settings = estimate.settings
        settings.context = context
        settings.cacheType = type
        return Load(
          file: file, estimate: MemoryEstimator(file, on: machine).estimate(settings), machine: machine)
      }

      /// What Ollama expects it to take before it loads it.
      var expected: Int {
        let batch = estimate.batch
        let surcharge = file.shape.embeds ? 0 : batch >= 2048 ? 2 << 30 : batch >= 1024 ? 768 << 20 : 0
        return MemoryEstimator(file, on: machine).predictedBytes(estimate.settings) + surcharge
      }
    }

    private enum Verdict: Equatable {
      case admitted
      case obstacle(Obstacle)
    }

    /// In the order that is the kinder one: a later model is admitted next to others if Ollama expects it to take
    /// at most four fifths of what they left free (`server/sched.go`), and lies on the GPU fully if llama.cpp's
    /// margin stays.
    private static func verdict(_ loads: [Load], _ room: Int) -> Verdict {
      let falling = verdict(inOrder: loads.sorted { $0.estimate.wanted > $1.estimate.wanted }, room)
      if falling == .admitted { return falling }
      let rising = verdict(inOrder: loads.sorted { $0.estimate.wanted < $1.estimate.wanted }, room)
      return rising == .admitted ? rising : falling
    }

    private static func verdict(inOrder loads: [Load], _ room: Int) -> Verdict {
      if let large = loads.first(where: { $0.estimate.placement?.fit != .entirely }) {
        return .obstacle(.alone(name: large.file.name))
      }
      var free = room
      for (index, load) in loads.enumerated() {
        let allowed = Int(0.8 * Double(max(0, free)))
        if index > 0, load.expected > allowed {
          return .obstacle(.expectation(name: load.file.name, expected: load.expected, allowed: allowed))
        }
        free -= load.estimate.wanted
        let margin = index > 0 && load.estimate.settings.release >= .llamaServer ? 1 << 30 : 0
        if free < margin { return .obstacle(.room(name: load.file.name, margin: margin)) }
      }
      return .admitted
    }

    /// The most tokens, in steps of 1024, with which each is admitted; never more than asked for.
    private static func context(_ loads: [Load], _ room: Int, _ type: KVCacheType) -> Int {
      let most = (loads.map(\.estimate.settings.context).max() ?? 0) / 1024
      return 1024
        * MemoryEstimator.largest(most) { steps in
          let smaller = loads.map { $0.with(min(steps * 1024, $0.estimate.settings.context), type) }
          return verdict(smaller, room) == .admitted
        }
    }
  }
}
