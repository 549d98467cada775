import Testing

@testable import Knowledge
@testable import Memory

/// What llama.cpp's fit does with the block between two GPUs.
@Suite struct ServerFitTests {
  private func fit(_ free: [Int]) throws -> ServerFit {
    let name = try #require(ModelName("gpt-oss:20b"))
    let file = try #require(ModelCatalogue.standard.file(named: name))
    let settings = LoadSettings(context: 8192, batch: 512)
    return ServerFit(
      weights: file.weights, cache: file.shape.cacheBytes(settings, batch: 512),
      buffer: ServerBuffer(file.shape, settings, batch: 512, flashAttention: true), free: free,
      margin: 1 << 30, bytesPerNumber: file.bytesPerNumber)
  }

  /// Experts that the first GPU has no room for are on the second, not in RAM.
  @Test func expertsOverflowToTheNextGPU() throws {
    let placed = try fit([8 << 30, 6 << 30]).place()
    #expect(placed.shares.map(\.layers).reduce(0, +) == 25)
    #expect(placed.shares[0].overflowsToNext)
    #expect(placed.shares[0].partial == placed.shares[0].inRAM + 1)
    #expect(!placed.shares[1].overflowsToNext)
  }

  @Test func weightsAreNeitherLostNorCountedTwice() throws {
    let fit = try fit([8 << 30, 9 << 30])
    var shares = [ServerFit.Share(layers: 12, partial: 1), ServerFit.Share(layers: 13)]
    let inRAM = fit.measured(shares).weights
    shares[0].overflowsToNext = true
    let onNext = fit.measured(shares).weights
    #expect(onNext[0] == inRAM[0])
    #expect(onNext[1] == inRAM[1] + fit.weights.experts[11])
    #expect(onNext.reduce(0, +) == fit.weights.offloadable)
  }
}
