import Testing

@testable import Knowledge
@testable import Memory

/// More context never fits better or runs faster, and more memory is never worse: for every model of the catalogue.
@Suite struct MonotonicityTests {
  private static let files = ModelCatalogue.standard.names.compactMap {
    ModelName($0).flatMap { ModelCatalogue.standard.file(named: $0) }
  }
  private static let contexts = [4096, 16384, 65536, 98304, 131_072]
  private static let sizes = [6, 8, 12, 24, 48]

  private static func machine(_ gib: Int, cards: Int = 1) -> Machine {
    let card = Machine.GPU(
      name: "card", vendor: .nvidia, vramBytes: gib << 30, bandwidth: 500e9, operations: 20e12, target: "8.6")
    return Machine(
      gpus: Array(repeating: card, count: cards), ramBytes: 192 << 30, operatingSystem: nil, source: .flag)
  }

  /// Slack for sums in another order.
  private static func isFaster(_ a: (low: Double, high: Double)?, than b: (low: Double, high: Double)?)
    -> Bool
  {
    guard let a, let b else { return false }
    return a.high > b.high * 1.000_1 || a.low > b.low * 1.000_1
  }

  private static func answer(_ file: ModelFile, _ estimate: MemoryEstimate, _ machine: Machine) -> (
    low: Double, high: Double
  )? { DecodeSpeed(file, estimate, on: machine).map { ($0.low, $0.high) } }

  private static func prompt(_ file: ModelFile, _ estimate: MemoryEstimate, _ machine: Machine) -> (
    low: Double, high: Double
  )? { PromptSpeed(file, estimate, on: machine).map { ($0.low, $0.high) } }

  @Test func everyModelTakesPart() {
    #expect(Self.files.count > 390)
    #expect(Self.files.count == Set(Self.files.map(\.name)).count)
  }

  /// Ollama chooses the batch by context and memory, so that both may turn around where it does: then the batch fell. It also
  /// chooses one of several GPUs where that may be too small. `fit` says both.
  @Test(arguments: [512, nil] as [Int?], [KVCacheType.f16, .q8_0])
  func moreContextNeverFitsBetterNorRunsFaster(_ batch: Int?, _ type: KVCacheType) throws {
    var broken: [String] = []
    for file in Self.files {
      for (gib, cards) in [(8, 1), (24, 1), (12, 2)] {
        let machine = Self.machine(gib, cards: cards)
        let estimates = Self.contexts.map {
          MemoryEstimator(file, on: machine).estimate(.init(context: $0, cacheType: type, batch: batch))
        }
        for (short, long) in zip(estimates, estimates.dropFirst()) where long.batch >= short.batch {
          // What does not fit GPU and RAM together is not loaded at all.
          guard let a = short.placement, let b = long.placement, b.fit != .no, !short.fitsWhenSpread else {
            continue
          }
          let isFaster = Self.isFaster(
            Self.answer(file, long, machine), than: Self.answer(file, short, machine))
          // llama.cpp fills cards in turn, and the last block of each with a third of its experts at a time: what is
          // left over on several cards may be a block less.
          let block = cards > 1 ? file.weights.experts.max() ?? 0 : 0
          if b.cpuWeights < a.cpuWeights, a.cpuWeights - b.cpuWeights <= block { continue }
          if b.cpuWeights < a.cpuWeights || isFaster || long.wanted < short.wanted {
            broken.append(
              "\(file.name) \(cards)x\(gib) GiB \(short.settings.context) -> \(long.settings.context)")
          }
        }
      }
    }
    #expect(broken.isEmpty, "\(broken.count): \(broken.prefix(20))")
  }

  @Test(arguments: [8192, 65536])
  func moreMemoryIsNeverWorse(_ context: Int) {
    var broken: [String] = []
    for file in Self.files {
      for cards in [1, 2] {
        let machines = Self.sizes.map { Self.machine($0, cards: cards) }
        let estimates = machines.map {
          MemoryEstimator(file, on: $0).estimate(.init(context: context, batch: 512))
        }
        for index in Self.sizes.indices.dropLast() {
          let (small, large) = (estimates[index], estimates[index + 1])
          guard let a = small.placement, let b = large.placement, a.fit != .no, !large.fitsWhenSpread else {
            continue
          }
          let isSlower =
            Self.isFaster(
              Self.answer(file, small, machines[index]), than: Self.answer(file, large, machines[index + 1]))
            || Self.isFaster(
              Self.prompt(file, small, machines[index]), than: Self.prompt(file, large, machines[index + 1]))
          if b.cpuWeights > a.cpuWeights || isSlower || (a.fit == .entirely && b.fit != .entirely) {
            broken.append("\(file.name) \(cards)x\(Self.sizes[index]) GiB\(isSlower ? " slower" : "")")
          }
        }
      }
    }
    #expect(broken.isEmpty, "\(broken.count): \(broken.prefix(20))")
  }

  @Test func aLongerPromptTakesLongerAndIsReadNoFaster() {
    var broken: [String] = []
    let machine = Self.machine(8)
    for file in Self.files {
      let estimate = MemoryEstimator(file, on: machine).estimate(.init(context: 131_072))
      guard let speed = PromptSpeed(file, estimate, on: machine) else { continue }
      let waits = [512, 4096, 32768, 131_072].map { tokens in (tokens, speed.secondsToFirstToken(tokens)) }
      for ((n, a), (m, b)) in zip(waits, waits.dropFirst()) {
        let pace = (a.low / Double(n) - b.low / Double(m)) / (a.low / Double(n))
        if b.low < a.low || b.high < a.high || a.low > a.high || (pace > 0.001 && estimate.batch <= 512) {
          broken.append("\(file.name) \(n) -> \(m)")
        }
      }
    }
    #expect(broken.isEmpty, "\(broken.count): \(broken.prefix(20))")
  }
}
