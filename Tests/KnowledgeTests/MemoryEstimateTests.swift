import Testing

@testable import Knowledge
@testable import Memory

@Suite struct MemoryEstimateTests {
  private static let mebi = 1 << 20

  private func file(_ name: String) throws -> ModelFile {
    let parsed = try #require(ModelName(name))
    return try #require(ModelCatalogue.standard.file(named: parsed))
  }

  private func card(_ name: String, ram: Int? = nil) throws -> Machine {
    guard case .card(let model) = GPUCatalogue.standard.look(up: name) else { throw Missing() }
    return Machine(gpus: [.init(model)], ramBytes: ram, operatingSystem: nil, source: .flag)
  }

  private struct Missing: Error {}

  @Test func theCacheOfLlama3IsAGibibyteAt8192() throws {
    let estimate = try MemoryEstimator(file("llama3:8b"), on: nil).estimate(.init(context: 8192))
    #expect(estimate.kvCache == 1024 * Self.mebi)
  }

  @Test(arguments: [(KVCacheType.f16, 64), (.q8_0, 34), (.q4_0, 18), (.f32, 128)])
  func quantizedCachesTakeTheirBlocks(_ type: KVCacheType, _ bytes: Int) throws {
    let estimate = try MemoryEstimator(file("llama3:8b"), on: nil)
      .estimate(.init(context: 8192, cacheType: type))
    #expect(estimate.kvCache == 1024 * Self.mebi * bytes / 64)
  }

  /// From 0.30 on nothing is loaded; before, the cache was kept as f16.
  @Test(arguments: [("0.32.15", true), ("0.30.0", true), ("0.29.9", false), ("0.12.0", false)])
  func aQuantizedCacheNeedsFlashAttention(_ release: String, _ isRefused: Bool) throws {
    let settings = LoadSettings(
      context: 8192, cacheType: .q8_0, flashAttention: false, release: try #require(Version(release)))
    let estimate = try MemoryEstimator(file("llama3:8b"), on: nil).estimate(settings)
    #expect(estimate.cacheType == .f16)
    #expect(estimate.refusedCacheType == .q8_0)
    #expect(estimate.isRefused == isRefused)
  }

  @Test func aCacheThatIsUsedIsNotRefused() throws {
    let estimate = try MemoryEstimator(file("llama3:8b"), on: nil)
      .estimate(.init(context: 8192, cacheType: .q8_0))
    #expect(estimate.refusedCacheType == nil)
    #expect(!estimate.isRefused)
  }

  /// 258.5 MiB and 560.0 MiB are what llama.cpp logs for Llama 3 8B.
  @Test(arguments: [(true, 258.5), (false, 560.0)])
  func theBufferOfLlama3IsTheLoggedOne(_ flash: Bool, _ mebibytes: Double) throws {
    let estimate = try MemoryEstimator(file("llama3:8b"), on: nil)
      .estimate(.init(context: 8192, flashAttention: flash, batch: 512, release: Version(0, 20, 0)))
    #expect(abs(Double(estimate.compute) / Double(Self.mebi) - mebibytes) < 1)
  }

  @Test func theGraphOfGemma3IsTheLoggedOne() throws {
    let settings = LoadSettings(context: 2048, release: Version(0, 6, 0))
    let graph = try GraphSize(
      file("gemma3:27b").shape, settings, batch: 512, flashAttention: false, gateExperts: 0)
    #expect(abs(Double(graph.full) / Double(Self.mebi) - 522.5) < 1)
    #expect(abs(Double(graph.partial) / Double(Self.mebi) - 1638.4) < 15)
  }

  /// As llama-server logs them since it keeps the logits of single tokens.
  @Test(arguments: [("qwen3.6:27b", 4096, 512, 132.0), ("gemma4:12b", 8192, 2048, 522)])
  func theBufferIsTheWorkOfALayer(_ name: String, _ context: Int, _ batch: Int, _ logged: Double) throws {
    let buffer = try ServerBuffer(
      file(name).shape, .init(context: context), batch: batch, flashAttention: true)
    #expect(abs(Double(buffer.bytes()) / Double(Self.mebi) / logged - 1) < 0.08)
  }

  /// `ollama ps` on October 2025's 0.12.0, in gigabytes without their decimals from ten on.
  @Test(arguments: [
    ("qwen3-coder:30b", 8192, 23.0), ("qwen3-coder:30b", 16384, 26), ("qwen3-coder:30b", 65536, 49),
    ("phi4-mini:3.8b", 16384, 9.6), ("gpt-oss:20b", 8192, 15), ("gpt-oss:20b", 131_072, 27),
    ("qwen3:8b", 8192, 7.9),
  ])
  func oldReleasesReportWhatTheyPlanned(_ name: String, _ context: Int, _ gigabytes: Double) throws {
    let settings = LoadSettings(
      context: context, parallel: 4, cacheType: .q8_0, flashAttention: true, release: Version(0, 12, 0))
    let reported = try MemoryEstimator(file(name), on: card("RTX 4090", ram: 64 << 30))
      .estimate(settings).reported
    let shown = gigabytes < 10 ? gigabytes : gigabytes + 0.5
    let error = Double(try #require(reported)) / 1e9 / shown - 1
    #expect(abs(error) < 0.04, "\(error)")
  }

  @Test func windowsKeepTheCacheOfGemmaSmall() throws {
    let estimator = try MemoryEstimator(file("gemma3:27b"), on: nil)
    let now = estimator.estimate(.init(context: 131_072, batch: 512)).kvCache
    let before = estimator.estimate(.init(context: 131_072, batch: 512, release: Version(0, 9, 0))).kvCache
    // Ten layers of 62 hold the whole context: 16 heads of 256 numbers, two bytes each.
    let full = 10 * 131_072 * 16 * 256 * 2
    let windows = 52 * 1536 * 16 * 256 * 2
    #expect(now == full + windows)
    #expect(before > now - full)
  }

  @Test func parallelRequestsMultiplyTheCache() throws {
    let estimator = try MemoryEstimator(file("qwen2.5-coder:7b"), on: nil)
    let one = estimator.estimate(.init(context: 8192)).kvCache
    #expect(estimator.estimate(.init(context: 8192, parallel: 4)).kvCache == 4 * one)
  }

  @Test func someFamiliesServeOneRequestAtATime() throws {
    let estimator = try MemoryEstimator(file("qwen3.5:9b"), on: nil)
    #expect(
      estimator.estimate(.init(context: 8192, parallel: 4)).kvCache
        == estimator.estimate(.init(context: 8192)).kvCache)
  }

  @Test func theContextIsNeverLargerThanTrained() throws {
    let estimate = try MemoryEstimator(file("llama3:8b"), on: nil).estimate(.init(context: 1 << 20))
    #expect(estimate.settings.context == 8192)
  }

  /// CUDA0 4168.09 MiB and CPU_Mapped 292.36 MiB, as logged.
  @Test func theWeightsOfQwenSplitAsLogged() throws {
    let weights = try file("qwen2.5-coder:7b").weights
    #expect(abs(Double(weights.inputEmbedding) / Double(Self.mebi) - 292.36) < 1)
    #expect(abs(Double(weights.offloadable) / Double(Self.mebi) - 4168.09) < 10)
  }

  @Test func embeddingsOfGemmaStayInRAM() throws {
    let model = try file("gemma4:e4b")
    #expect(model.weights.fileBytes > 9_500_000_000)
    #expect(model.weights.offloadable < 4_300_000_000)
    let estimate = try MemoryEstimator(model, on: card("RTX 3070")).estimate(.init(context: 8192))
    #expect(estimate.placement?.fit == .entirely)
  }

  @Test(arguments: [
    ("qwen2.5-coder:7b", Placement.Fit.entirely), ("qwen2.5-coder:14b", .partly), ("codestral:22b", .partly),
    ("llama3.3:70b", .no),
  ])
  func whatFitsACardOf8(_ name: String, _ fit: Placement.Fit) throws {
    let machine = try card("RTX 3070", ram: 30 << 30)
    let estimate = try MemoryEstimator(file(name), on: machine).estimate(.init(context: 4096))
    #expect(estimate.placement?.fit == fit)
  }

  @Test func theLargestContextIsTheLargest() throws {
    let estimator = try MemoryEstimator(file("qwen3:4b"), on: card("RTX 3070"))
    let largest = try #require(estimator.largestContext(.init(context: 4096)))
    #expect(largest > 8192)
    #expect(estimator.estimate(.init(context: largest)).placement?.fit == .entirely)
    #expect(estimator.estimate(.init(context: largest + 1024)).placement?.fit == .partly)
  }

  /// Ollama serves one text at a time and reads it in one batch, and llama.cpp has a result for each of its tokens.
  @Test func embeddingModelsHaveABatchOfTheirOwn() throws {
    let estimator = try MemoryEstimator(file("qwen3-embedding:0.6b"), on: card("RTX 3070"))
    let four = estimator.estimate(.init(context: 8192, parallel: 4))
    #expect(four == estimator.estimate(.init(context: 8192)))
    #expect(four.batch == 2048)
    // 151,669 words and 1,024 numbers.
    #expect(four.compute > 4 * 2048 * 152_000)
    #expect(estimator.estimate(.init(context: 1024)).batch == 1024)
    #expect(try MemoryEstimator(file("qwen3:0.6b"), on: card("RTX 3070")).estimate(.init(context: 1024)).batch == 512)
  }

  @Test func aBatchIsAsLargeAsTheContextOfAllRequests() throws {
    let estimator = try MemoryEstimator(file("llama3:8b"), on: card("RTX 3090"))
    #expect(estimator.estimate(.init(context: 1000, batch: 2048)).batch == 1000)
    #expect(estimator.estimate(.init(context: 1000, parallel: 4, batch: 2048)).batch == 2048)
  }

  @Test func theProjectorIsInRAMWhereLayersAreForced() throws {
    let estimator = try MemoryEstimator(file("gemma3:12b"), on: card("RTX 3090"))
    let part = try #require(estimator.estimate(.init(context: 4096, forcedLayers: 40)).placement)
    let all = try #require(estimator.estimate(.init(context: 4096, forcedLayers: 49)).placement)
    #expect(part.gpuLayers == 40 && all.gpuLayers == 49)
    let weights = try file("gemma3:12b").weights
    #expect(weights.vision > 500 * Self.mebi)
    #expect(part.gpuWeights == weights.layers.suffix(39).reduce(0, +) + weights.output)
    #expect(all.gpuWeights == weights.offloadable)
  }

  @Test func aMixtureLeavesItsExpertsInRAM() throws {
    let machine = try card("RTX 3070", ram: 64 << 30)
    let estimate = try MemoryEstimator(file("qwen3-coder:30b"), on: machine).estimate(.init(context: 8192))
    let placement = try #require(estimate.placement)
    #expect(placement.gpuLayers == placement.layers)
    #expect(placement.blocksWithExpertsInRAM > 0)
    #expect(placement.fit == .partly)
  }

  @Test func twoCardsHoldWhatOneCannot() throws {
    let one = try card("RTX 3090")
    let two = Machine(gpus: one.gpus + one.gpus, ramBytes: nil, operatingSystem: nil, source: .flag)
    let model = try file("llama3.3:70b")
    #expect(MemoryEstimator(model, on: one).estimate(.init(context: 4096)).placement?.fit == .partly)
    #expect(MemoryEstimator(model, on: two).estimate(.init(context: 4096)).placement?.fit == .entirely)
  }

  @Test func withoutAGPUAllIsInRAM() throws {
    let machine = Machine(gpus: [], hasNoGPU: true, ramBytes: 16 << 30, operatingSystem: nil, source: .flag)
    let estimate = try MemoryEstimator(file("qwen3:8b"), on: machine).estimate(.init(context: 4096))
    #expect(estimate.placement?.gpuLayers == 0)
    #expect(estimate.placement?.fit == .partly)
    #expect(estimate.overhead == 0)
  }

  @Test func anUnknownMachineLeavesThePlaceOpen() throws {
    let estimate = try MemoryEstimator(file("qwen3:8b"), on: nil).estimate(.init(context: 4096))
    #expect(estimate.placement == nil)
    #expect(estimate.wanted > 5 << 30)
  }

  @Test func everyPartAddsUp() throws {
    let machine = try card("RTX 3070", ram: 30 << 30)
    for name in ["qwen2.5-coder:14b", "qwen3-coder:30b", "gemma3:12b", "gpt-oss:20b"] {
      let estimate = try MemoryEstimator(file(name), on: machine).estimate(.init(context: 8192))
      let placement = try #require(estimate.placement)
      #expect(placement.gpuWeights + placement.cpuWeights == estimate.offloadableWeights)
      #expect(
        placement.gpuBytes == placement.gpuWeights + placement.gpuCache + estimate.compute + estimate.overhead
      )
      #expect(placement.gpuBytes <= placement.capacity)
    }
  }

  /// Half of it in RAM: 8.4 GiB of buffers on the GPU, and 391 MiB with flash attention asked for.
  @Test func anEstimateSaysThatFlashAttentionGoesOff() throws {
    let machine = try card("RTX 3070", ram: 30 << 30)
    func estimate(_ flash: Bool?) throws -> MemoryEstimate {
      MemoryEstimator(try file("lfm2.5-thinking"), on: machine).estimate(
        .init(context: 128_000, flashAttention: flash, batch: 512, forcedLayers: 8))
    }
    let off = try estimate(nil)
    #expect(off.losesFlashAttention)
    #expect(off.placement?.fit == .no)
    #expect(off.compute >> 20 == 8643)
    let on = try estimate(true)
    #expect(!on.losesFlashAttention)
    #expect(on.placement?.fit == .partly)
  }

  @Test(arguments: [("14b-instruct-q5_K_M", "Q5_K_M"), ("8b-q8_0", "Q8_0"), ("7b", nil), ("latest", nil)])
  func tagsNameTheirQuantization(_ tag: String, _ name: String?) {
    #expect(Quantization(inTag: tag)?.name == name)
  }

  @Test func aLargerQuantizationIsALargerFile() throws {
    let sizes = try ["q4_0", "q4_K_M", "q5_K_M", "q6_K", "q8_0", "fp16"].map {
      try file("qwen2.5-coder:7b-instruct-\($0 == "fp16" ? "f16" : $0)").weights.fileBytes
    }
    #expect(sizes == sizes.sorted())
    #expect(Set(sizes).count == sizes.count)
  }

  @Test func speedFallsWhenLayersSpill() throws {
    let machine = try card("RTX 3070", ram: 30 << 30)
    func speed(_ name: String) throws -> DecodeSpeed {
      let model = try file(name)
      let estimate = MemoryEstimator(model, on: machine).estimate(.init(context: 4096))
      return try #require(DecodeSpeed(model, estimate, on: machine))
    }
    let small = try speed("qwen2.5-coder:7b")
    let large = try speed("qwen2.5-coder:14b")
    #expect(small.low < small.high)
    #expect(large.high < small.low)
    #expect(large.low >= 5 && large.high <= 20)
  }

  @Test func everyModelOfTheCatalogueCanBeEstimated() throws {
    var known = 0
    for name in ModelCatalogue.standard.names {
      let parsed = try #require(ModelName(name))
      guard let file = ModelCatalogue.standard.file(named: parsed) else { continue }
      known += 1
      let estimate = MemoryEstimator(file, on: try card("RTX 4090", ram: 64 << 30)).estimate(
        .init(context: 8192))
      #expect(estimate.weights > 0 && estimate.wanted > 0, "\(name)")
      #expect(file.weights.layers.allSatisfy { $0 > 0 }, "\(name)")
    }
    #expect(known > 350)
  }
}
