import Testing

@testable import Knowledge
@testable import Memory

/// What an estimate says it rests on.
@Suite struct EstimateBasisTests {
  private static let ten = Machine.GPU(
    name: "NVIDIA GeForce RTX 3080", vendor: .nvidia, vramBytes: 10 << 30, bandwidth: 760e9, target: "8.6")

  private func basis(
    _ model: String, on gpus: [Machine.GPU], release: Version = .newest, flash: Bool? = nil
  ) throws -> MemoryEstimate.Basis {
    let name = try #require(ModelName(model))
    let file = try #require(ModelCatalogue.standard.file(named: name))
    let machine = Machine(
      gpus: gpus, hasNoGPU: gpus.isEmpty, ramBytes: 256 << 30, operatingSystem: .linux, source: .flag)
    return MemoryEstimator(file, on: machine).estimate(
      .init(context: 4096, flashAttention: flash, release: release)
    ).basis
  }

  @Test func aModelWhollyOnCardsIsThePlan() throws {
    #expect(try basis("qwen3:8b", on: [Self.ten]) == .plan)
    #expect(try basis("qwen3:14b", on: [Self.ten, Self.ten]) == .plan)
    #expect(try basis("qwen3:8b", on: [Self.ten], flash: false) == .plan)
  }

  @Test func aPartInRAMIsNearIt() throws {
    #expect(try basis("qwen3:32b", on: [Self.ten]) == .partialPlan)
  }

  @Test(arguments: ["phi3:3.8b", "deepseek-coder-v2:16b", "falcon:7b"])
  func whatOverlapsIsNotCalledEqual(_ model: String) throws {
    #expect(try basis(model, on: [Self.ten]) == .nearPlan)
  }

  @Test func nothingElseWasPlanned() throws {
    #expect(try basis("qwen3:8b", on: []) == .formula)
    #expect(try basis("bge-m3:567m", on: [Self.ten]) == .formula)
    #expect(try basis("qwen3:8b", on: [Self.ten], release: Version(0, 12, 0)) == .formula)
    let card = Machine.GPU(
      name: "AMD Radeon RX 7900 XTX", vendor: .amd, vramBytes: 24 << 30, bandwidth: 960e9, target: "gfx1100")
    #expect(try basis("qwen3:8b", on: [card]) == .nearPlan)
  }

  /// Vulkan attends on a quantized cache as it is: 186 MiB were logged for this on an Intel GPU's backend, 391 are CUDA's.
  @Test func noBackendButCUDAsCopiesTheCache() throws {
    let name = try #require(ModelName("gemma4:e4b"))
    let shape = try #require(ModelCatalogue.standard.file(named: name)).shape
    let settings = LoadSettings(context: 65536, cacheType: .q8_0, batch: 512)
    func mebi(_ vendor: Machine.Vendor?) -> Int {
      ServerBuffer(shape, settings, batch: 512, flashAttention: true, vendor: vendor).bytes() >> 20
    }
    #expect(mebi(.intel) == 177)
    #expect(mebi(.amd) == mebi(.nvidia))
    #expect(mebi(nil) == 391)
  }
}
