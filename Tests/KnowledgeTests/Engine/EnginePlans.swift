import Foundation

@testable import Knowledge
@testable import Memory

/// What llama.cpp planned, as `Benchmarks/oracle/measure.py` keeps it.
enum EnginePlans {
  enum Placement: String { case one, two, half, plain, experts }

  struct Case {
    let context: Int
    let type: KVCacheType
    let batch: Int
    let parallel: Int
    /// Bytes of each card.
    let cache: [Int]
    let compute: [Int]
  }

  struct Plan {
    let model: String
    let placement: Placement
    let weights: [Int]
    let cases: [Case]
  }

  static let all: [Plan] = read()

  private static func read() -> [Plan] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("plans.tsv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count > 4, let placement = Placement(rawValue: String(cells[1])) else { return nil }
      let contexts = cells[2].split(separator: ",").compactMap { Int($0) }
      return Plan(
        model: String(cells[0]), placement: placement,
        weights: cells[3].split(separator: ",").compactMap { Int($0) },
        cases: zip(settings(contexts, placement), cells.dropFirst(4)).compactMap { given, cell in
          guard cell != "-" else { return nil }
          let bytes = cell.split { $0 == " " || $0 == "," }.compactMap { Int($0) }
          return Case(
            context: given.0, type: given.1, batch: given.2, parallel: given.3,
            cache: stride(from: 0, to: bytes.count, by: 2).map { bytes[$0] },
            compute: stride(from: 1, to: bytes.count, by: 2).map { bytes[$0] })
        })
    }
  }

  private static func settings(_ contexts: [Int], _ placement: Placement) -> [(Int, KVCacheType, Int, Int)] {
    let types: [KVCacheType] = [.plain, .experts].contains(placement) ? [.f16] : [.f16, .q8_0, .q4_0]
    return contexts.flatMap { context in
      types.flatMap { type in [512, 2048].flatMap { batch in [1, 4].map { (context, type, batch, $0) } } }
    }
  }
}

/// The same, as it is estimated.
struct EstimatedPlan {
  let weights: [Int]
  let cache: [Int]
  let compute: [Int]

  init(
    _ file: ModelFile, _ placement: EnginePlans.Placement, _ given: EnginePlans.Case, byFormula: Bool = false
  ) {
    let settings = LoadSettings(
      context: given.context, parallel: given.parallel, cacheType: given.type, batch: given.batch)
    let batch = min(given.batch, given.context * given.parallel)
    var shape = file.shape
    if byFormula { shape.buffers = nil }
    let buffer = ServerBuffer(shape, settings, batch: batch, flashAttention: placement != .plain)
    let large = 1 << 42
    let fit = ServerFit(
      weights: file.weights, cache: shape.cacheBytes(settings, batch: batch, flashAttention: placement != .plain), buffer: buffer,
      free: placement == .two ? [large, large] : [large], margin: 0,
      bytesPerNumber: file.bytesPerNumber)
    let blocks = shape.layers.count
    let placed =
      switch placement {
      case .half: fit.forced((blocks + 1) / 2)
      case .experts: fit.measured([.init(layers: blocks + 1, partial: blocks + 1)])
      default: fit.place()
      }
    weights = placed.weights
    cache = placed.cache
    compute = placed.compute
  }
}
