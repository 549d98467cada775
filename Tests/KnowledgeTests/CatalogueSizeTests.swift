import Catalogue
import Testing

@testable import Knowledge
@testable import Memory

/// Sizes worked out from tensors, against the manifests of the library.
@Suite struct CatalogueSizeTests {
  private struct Miss {
    let name: String
    let percent: Double
  }

  private func misses(ofImages: Bool) -> [Miss] {
    ModelCatalogue.standard.rows.compactMap { row in
      guard let exact = Int(row["default_file_bytes"]), let mix = Quantization(row["default_quant"]),
        let measures = CatalogueShape(row), measures.hasVision == ofImages,
        let size = CatalogueSize(row, measures), let tensors = size.trustedTensors,
        let text = tensors.bytes(mix)
      else { return nil }
      let error = (text + Double(size.vision) - Double(exact)) / Double(exact) * 100
      return Miss(name: "\(row["name"]):\(row["tag"])", percent: error)
    }
  }

  @Test(arguments: [(false, 0.2, 2.0), (true, 1.0, 10.0)])
  func tensorsComeOutAtTheSizeOfTheFile(ofImages: Bool, median: Double, ninetieth: Double) throws {
    let misses = misses(ofImages: ofImages).sorted { abs($0.percent) < abs($1.percent) }
    #expect(misses.count >= (ofImages ? 15 : 220))
    let middle = try #require(misses.dropFirst(misses.count / 2).first)
    let late = try #require(misses.dropFirst(misses.count * 9 / 10).first)
    let worst = misses.suffix(12).map { "\($0.name) \(($0.percent * 10).rounded() / 10)" }
    #expect(abs(middle.percent) <= median, "\(worst)")
    #expect(abs(late.percent) <= ninetieth, "\(worst)")
  }
}
