import Foundation
import Testing

@testable import Knowledge
@testable import Memory

/// Where llama.cpp's fit put layers, on one card or two unlike ones: `Benchmarks/oracle/layers.py`.
@Suite struct EngineLayerTests {
  private struct Placement {
    let model: String
    let settings: LoadSettings
    let free: [Int]
    let margin: Int
    /// Blocks without their experts.
    let partial: Int
    let layers: [Int]
    /// Bytes that these take of each card.
    let used: [Int]
  }

  private static let placements: [Placement] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "layers.tsv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "\t").map(String.init)
      guard cells.count > 7, let context = Int(cells[1]), let type = KVCacheType(rawValue: cells[2]),
        let batch = Int(cells[3]), let margin = Int(cells[5]), let partial = Int(cells[6])
      else { return nil }
      let free = cells[4].split(separator: ",").compactMap { Int($0) }
      return Placement(
        model: cells[0], settings: LoadSettings(context: context, cacheType: type, batch: batch), free: free,
        margin: margin, partial: partial, layers: cells[7..<(7 + free.count)].compactMap { Int($0) },
        used: cells.dropFirst(7 + free.count).compactMap { Int($0) })
    }
  }()

  /// Blocks scaled to what the engine's file has in them: the library's own has other types in some tensors.
  private static func asPlanned(_ file: ModelFile, _ model: String) -> WeightLayout {
    let w = file.weights
    guard let plan = EnginePlans.all.first(where: { $0.model == model && $0.placement == .one }),
      let planned = plan.weights.first
    else { return w }
    let scale = Double(planned - w.output) / Double(w.layers.reduce(0, +))
    return WeightLayout(
      layers: w.layers.map { Int(Double($0) * scale) }, experts: w.experts.map { Int(Double($0) * scale) },
      inputEmbedding: w.inputEmbedding,
      perLayerEmbedding: w.perLayerEmbedding, output: w.output, isTied: w.isTied, vision: w.vision)
  }

  /// How much more than the engine we say its own layers take of one card, and how much it leaves free.
  private func difference(_ fit: ServerFit, _ placement: Placement) -> String {
    guard placement.free.count == 1 else { return "" }
    let own = fit.measured([.init(layers: placement.layers[0], partial: placement.partial)])
    let mebi = 1 << 20
    return ", \((own.total(0) - placement.used[0]) / mebi) MiB off (compute \(own.compute[0] / mebi)), "
      + "\((placement.free[0] - placement.margin - placement.used[0]) / mebi) left"
  }

  @Test func layersAreWhereTheEnginePutsThem() throws {
    var same = 0
    var others: [String] = []
    for placement in Self.placements {
      guard let name = ModelName(placement.model), let file = ModelCatalogue.standard.file(named: name) else {
        continue
      }
      let settings = placement.settings
      let batch = min(settings.batch ?? 512, settings.context)
      let fit = ServerFit(
        weights: Self.asPlanned(file, placement.model), cache: file.shape.cacheBytes(settings, batch: batch),
        buffer: ServerBuffer(file.shape, settings, batch: batch, flashAttention: true), free: placement.free,
        margin: placement.margin, bytesPerNumber: file.bytesPerNumber)
      let shares = fit.place().shares
      let partial = shares.reduce(0) { $0 + $1.partial }
      if shares.map(\.layers) == placement.layers, partial == placement.partial {
        same += 1
      } else {
        others.append(
          "\(placement.model) on \(placement.free.map { $0 >> 30 }): \(shares.map(\.layers)) (\(partial)), "
            + "engine \(placement.layers) (\(placement.partial))" + difference(fit, placement))
      }
    }
    let all = same + others.count
    if let path = ProcessInfo.processInfo.environment["ENGINE_TABLE"] {
      let text = "\(same) of \(all)\n" + others.joined(separator: "\n") + "\n"
      try text.write(toFile: path + ".layers", atomically: true, encoding: .utf8)
    }
    #expect(all > 200)
    #expect(same * 100 >= all * 95, "\(same) of \(all): \(others)")
  }
}
