import Testing

@testable import Knowledge
@testable import Memory

@Suite struct GGUFShardsTests {
  @Test func theNameOfOneLeadsToAll() throws {
    let shards = try #require(GGUFShards(path: "models/big-q4-00002-of-00003.gguf"))
    #expect(
      shards.paths == (1...3).map { "models/big-q4-0000\($0)-of-00003.gguf" })
  }

  @Test(arguments: [
    "big.gguf", "big-00001-of-00001.gguf", "big-00004-of-00003.gguf", "big-00000-of-00002.gguf",
    "big-1-of-2.gguf", "big-00001-of-99999.gguf", "-00001-of.gguf", "big-00001-of-00002.bin",
    "00001-of-00002.gguf",
  ])
  func otherNamesAreWholeFiles(_ path: String) { #expect(GGUFShards(path: path) == nil) }

  private func part(_ metadata: [(String, GGUFWriter.Value)], _ names: [String]) throws -> GGUFFile {
    let tensors = names.map { GGUFWriter.Tensor(name: $0, dimensions: [256, 4], type: 12, byteCount: 576) }
    return try GGUFFile(ByteSource(GGUFWriter.file(metadata, tensors)))
  }

  @Test func theTensorsOfAllFilesAreTheModels() throws {
    let metadata: [(String, GGUFWriter.Value)] = [
      ("general.architecture", .string("llama")), ("llama.block_count", .uint32(2)),
      ("llama.embedding_length", .uint32(256)), ("llama.attention.head_count", .uint32(2)),
      ("llama.attention.head_count_kv", .uint32(1)),
    ]
    let first = try part(metadata, ["token_embd.weight", "blk.0.ffn_up.weight"])
    let second = try part([], ["blk.1.ffn_up.weight", "output.weight"])
    let path = "m-00001-of-00002.gguf"
    let whole = LocalModels.model(in: .success(first), at: path) { name in
      name == "m-00002-of-00002.gguf" ? .success(second) : nil
    }
    let weights = try #require(whole).weights
    #expect(weights.layers == [576, 576])
    #expect(weights.output == 576 && !weights.isTied)
    // Named by a later file it is the same model.
    let again = LocalModels.model(in: .success(second), at: "m-00002-of-00002.gguf") { name in
      name == path ? .success(first) : nil
    }
    #expect(again?.weights == weights)
    #expect(LocalModels.model(in: .success(first), at: path, read: { _ in nil }) == nil)
  }

  /// Measures that no model has are not multiplied with one another.
  @Test func absurdMeasuresAreNoTrap() throws {
    let metadata: [(String, GGUFWriter.Value)] = [
      ("general.architecture", .string("llama")), ("llama.block_count", .uint32(4095)),
      ("llama.embedding_length", .uint64((1 << 24) - 1)), ("llama.context_length", .uint64(1 << 62)),
      ("llama.attention.head_count", .uint64(1 << 62)), ("llama.attention.head_count_kv", .uint64(1 << 62)),
      ("llama.attention.key_length", .uint64(1 << 32)), ("llama.attention.value_length", .uint64(1 << 32)),
      ("llama.feed_forward_length", .uint64(1 << 62)), ("llama.expert_count", .uint64(1 << 32)),
      ("llama.expert_used_count", .uint64(1 << 32)), ("llama.attention.sliding_window", .uint64(1 << 32)),
    ]
    let file = try #require(ModelFile(part(metadata, ["token_embd.weight"]), name: "absurd", source: .gguf))
    let card = Machine.GPU(name: "card", vendor: nil, vramBytes: 8 << 30)
    let machine = Machine(gpus: [card], ramBytes: nil, operatingSystem: nil, source: .flag)
    for release in [Version(0, 9, 0), Version(0, 20, 0), .newest] {
      let settings = LoadSettings(
        context: 1 << 27, parallel: 1024, flashAttention: false, release: release)
      let estimate = MemoryEstimator(file, on: machine).estimate(settings)
      #expect(estimate.wanted > 8 << 30)
      _ = DecodeSpeed(file, estimate, on: machine)
    }
  }
}
