import Foundation
import Testing

@testable import Knowledge
@testable import Memory

/// Estimates against llama.cpp's own plans: every geometry of the catalogue at three contexts, three cache types, two
/// batches, one request and four, on one card, on two, and with half of the layers on one.
@Suite struct EnginePlanTests {
  private static let mebi = 1 << 20

  /// Families that Ollama serves one request at a time, so that plans for four are never made.
  private static func happens(_ given: EnginePlans.Case, _ file: ModelFile) -> Bool {
    given.parallel == 1 || !LoadSettings.servesOneAtATime(file.shape)
  }

  private static func file(_ model: String) -> ModelFile? {
    ModelName(model).flatMap { ModelCatalogue.standard.file(named: $0) }
  }

  /// Where buffers of one card differ from the plan, by how many per cent at most, and why.
  private static let exceptions: [String: (percent: Double, reason: String)] = [
    "qwen3 embedding": (3, "a copy of the last states, where the output is a matrix of its own"),
    "bert": (29, "an encoder's masks are as wide as its batch"),
    "nomic-bert": (8, "an encoder's masks are as wide as its batch"),
    "gemma-embedding": (26, "an encoder's masks are as wide as its batch"),
    "deepseek2": (12, "without a kernel, scores and transposed values overlap only partly"),
    "stablelm": (4, "the same, for heads of 160"),
    "llama": (4, "the same, for heads of 160"),
    "falcon": (14, "attention and feed-forward side by side: two moments with a quantized cache"),
    "phi3": (10, "gate and way up in one matrix: a third moment with a quantized cache"),
    "dbrx": (5, "routing overlaps with a quantized cache"),
    "llama4": (9, "routing overlaps with a quantized cache"),
    "granitehybrid": (15, "states of several requests"),
    "nemotron_h": (3, "states beside a quantized cache"),
    "nemotron_h_moe": (3, "states beside a quantized cache"),
    "glm4moelite": (1, "a latent cache's copies"),
  ]

  private struct Difference {
    let label: String
    let architecture: String
    /// Engine, ours.
    let compute: (Int, Int)
    let cache: (Int, Int)
    /// Of the engine, weights included.
    let total: Int

    var isNear: Bool { abs(compute.0 - compute.1) <= EnginePlanTests.mebi }
    var percent: Double { 100 * Double(abs(compute.0 - compute.1)) / Double(max(1, compute.0)) }
    var ofTotal: Double {
      100 * Double(abs(compute.0 - compute.1) + abs(cache.0 - cache.1)) / Double(max(1, total))
    }
  }

  private static func differences(_ placement: EnginePlans.Placement) -> [Difference] {
    EnginePlans.all.filter { $0.placement == placement }.flatMap { plan -> [Difference] in
      guard let file = file(plan.model) else { return [] }
      return plan.cases.filter { happens($0, file) }.flatMap { given -> [Difference] in
        let ours = EstimatedPlan(file, placement, given)
        return given.compute.indices.map { card in
          Difference(
            label:
              "\(plan.model) \(given.context) \(given.type) \(given.batch) \(given.parallel) card \(card)",
            architecture: file.shape.architecture
              + (file.shape.embeds && file.shape.layers.contains { $0 != .none } ? " embedding" : ""),
            compute: (given.compute[card], ours.compute[card]),
            cache: (given.cache[card], ours.cache[card]),
            total: plan.weights[card] + given.cache[card] + given.compute[card])
        }
      }
    }
  }

  @Test func oneCardHoldsTheSameBytes() {
    let all = Self.differences(.one)
    #expect(all.count > 6000)
    let wrong = all.filter { difference in
      !difference.isNear && difference.percent > Self.exceptions[difference.architecture]?.percent ?? 0
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5).map { ($0.label, $0.compute) })")
    #expect(all.filter(\.isNear).count * 100 >= all.count * 95)
    let caches = all.filter { abs($0.cache.0 - $0.cache.1) * 200 > $0.cache.0 }
    #expect(caches.isEmpty, "\(caches.count): \(caches.prefix(5).map { ($0.label, $0.cache) })")
  }

  @Test func twoCardsHoldTheSameBytes() {
    let all = Self.differences(.two)
    #expect(all.count > 12000)
    let near = all.filter { $0.isNear || $0.percent < 1 }
    #expect(near.count * 100 >= all.count * 90, "\(near.count) of \(all.count)")
  }

  /// What is in RAM is copied over in parts, between which the engine's buffers have gaps.
  @Test func halfOnTheCardIsNear() {
    let half = Self.differences(.half)
    let low = half.filter { !$0.isNear && $0.compute.1 * 20 < $0.compute.0 * 19 }
    #expect(low.count * 100 <= half.count * 3, "\(low.count) of \(half.count): \(low.prefix(5).map { ($0.label, $0.compute) })")
    let all = half.map(\.ofTotal).sorted()
    #expect(all.count > 6000)
    #expect(all[all.count / 2] < 0.5, "\(all[all.count / 2])")
    #expect(all[all.count * 9 / 10] < 3, "\(all[all.count * 9 / 10])")
  }

  /// llama.cpp's probe takes the attention of a block in RAM for one that the GPU does, and turns flash attention off: tens of
  /// gigabytes for a long context.
  @Test(arguments: ["lfm2.5-thinking:1.2b", "gemma4:e2b"])
  func flashAttentionGoesOffWithTheEngines(_ model: String) {
    let off = Self.differences(.half).filter { $0.label.hasPrefix(model) && $0.compute.0 > 3 << 30 }
    #expect(!off.isEmpty)
    #expect(off.allSatisfy { $0.percent < 10 }, "\(off.map { ($0.label, $0.compute) })")
  }

  /// By the number of blocks in RAM, up to 16, as llama.cpp logged it for stand-in cards.
  @Test(arguments: [
    ("lfm2.5-thinking:1.2b", 1, [3, 6, 9, 11, 13, 15]), ("nemotron-3-nano:4b", 1, [13, 14]), ("granite4:3b-h", 1, [6, 16]),
    ("gemma4:e2b", 1, []), ("gemma4:e2b", 3, []), ("gemma4:e2b", 4, [16]), ("qwen3.5:9b", 1, []), ("lfm2.5:8b", 1, []),
    ("granite4:7b-a1b-h", 1, []),
  ])
  func flashAttentionGoesOff(_ model: String, _ parallel: Int, _ blocks: [Int]) throws {
    let shape = try #require(Self.file(model)).shape
    #expect((1...16).filter { shape.losesFlashAttention(blocksInRAM: $0, parallel) } == blocks)
  }

  /// As llama.cpp's fit begins with a mixture that is too large.
  @Test func aMixtureWithItsExpertsInRAMIsNear() {
    let all = Self.differences(.experts).map(\.ofTotal).sorted()
    #expect(all.count > 150)
    #expect(all[all.count / 2] < 0.5, "\(all[all.count / 2])")
    #expect(all[all.count * 9 / 10] < 5, "\(all[all.count * 9 / 10])")
  }

  @Test func withoutFlashAttentionTheScoresAreCounted() {
    let all = Self.differences(.plain)
    let caches = all.filter { abs($0.cache.0 - $0.cache.1) > Self.mebi }
    #expect(caches.isEmpty, "\(caches.count): \(caches.prefix(5).map { ($0.label, $0.cache) })")
    let near = all.filter { $0.isNear || $0.percent < 2 }
    #expect(near.count * 100 >= all.count * 93, "\(near.count) of \(all.count)")
  }

  /// A file whose geometry no model of the library has. What mixtures, hybrids and latent caches compute at once is not in
  /// its widths alone.
  @Test func byFormulaDenseModelsAreNear() {
    var count = 0
    var wrong: [String] = []
    for plan in EnginePlans.all where plan.placement == .one || plan.placement == .plain {
      guard let file = Self.file(plan.model), file.shape.experts == nil, file.shape.buffers?.hasKernel == true,
        file.shape.layers.allSatisfy({ $0.width > 0 })
      else { continue }
      for given in plan.cases where Self.happens(given, file) {
        let ours = EstimatedPlan(file, plan.placement, given, byFormula: true).compute[0]
        let (engine, off) = (given.compute[0], abs(ours - given.compute[0]))
        count += 1
        if off > 4 * Self.mebi, off * 20 > engine {
          wrong.append(
            "\(plan.model) \(plan.placement) \(given.context) \(given.type) \(given.batch) \(given.parallel): "
              + "\(ours / Self.mebi), engine \(engine / Self.mebi)")
        }
      }
    }
    #expect(count > 3000)
    #expect(wrong.count * 50 <= count, "\(wrong.count) of \(count): \(wrong.prefix(20))")
  }

  /// Wholly on one card or on two, or partly: with llama.cpp's margin of 1 GiB, and 457 MiB that the driver keeps.
  @Test func verdictsAreTheEngines() {
    var count = 0
    var wrong: [String] = []
    for plan in EnginePlans.all where plan.placement == .one || plan.placement == .two {
      guard let file = Self.file(plan.model) else { continue }
      let sizes = plan.placement == .two ? [24] : [8, 12, 16, 24, 32, 48]
      for given in plan.cases where Self.happens(given, file) {
        let ours = EstimatedPlan(file, plan.placement, given)
        for gib in sizes {
          let room = gib << 30 - 457 << 20 - 1 << 30
          count += 1
          // Of the same file: which types the library's file gives its tensors is not for the engine to say.
          func fits(_ cache: [Int], _ compute: [Int]) -> Bool {
            plan.weights.indices.allSatisfy { plan.weights[$0] + cache[$0] + compute[$0] <= room }
          }
          if fits(given.cache, given.compute) != fits(ours.cache, ours.compute) {
            wrong.append(
              "\(plan.model) \(given.context) \(given.type) \(given.batch) \(given.parallel) on "
                + "\(plan.weights.count)x\(gib)")
          }
        }
      }
    }
    #expect(count > 44000)
    // None of more than 5,000.
    #expect(wrong.count * 5000 <= count, "\(wrong.count) of \(count): \(wrong.prefix(10))")
  }

  /// `ENGINE_TABLE=FILE swift test --filter EnginePlanTests` writes every difference.
  @Test func differencesAreWritten() throws {
    guard let path = ProcessInfo.processInfo.environment["ENGINE_TABLE"] else { return }
    var lines = [
      "model\tarchitecture\tplacement\tcontext\ttype\tbatch\tparallel\tpart\tengine\tours\tformula"
    ]
    for plan in EnginePlans.all {
      guard let file = Self.file(plan.model) else {
        lines.append("\(plan.model)\tunknown")
        continue
      }
      for given in plan.cases where Self.happens(given, file) {
        let ours = EstimatedPlan(file, plan.placement, given)
        let formula = EstimatedPlan(file, plan.placement, given, byFormula: true)
        let head =
          "\(plan.model)\t\(file.shape.architecture)\t\(plan.placement)\t\(given.context)\t\(given.type.rawValue)"
          + "\t\(given.batch)\t\(given.parallel)\t"
        func add(_ part: String, _ a: [Int], _ b: [Int], _ c: [Int]) {
          lines.append(
            head + part + "\t"
              + [a, b, c].map { $0.map(String.init).joined(separator: ",") }.joined(separator: "\t"))
        }
        add("weights", plan.weights, ours.weights, formula.weights)
        add("cache", given.cache, ours.cache, formula.cache)
        add("compute", given.compute, ours.compute, formula.compute)
      }
    }
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }
}
