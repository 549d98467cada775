import Testing

@testable import Knowledge

@Suite struct GGUFFileTests {
  @Test(arguments: [UInt32(1), 2, 3], [false, true])
  func everyVersionAndByteOrderReadsTheSame(_ version: UInt32, _ isBigEndian: Bool) throws {
    let file = try SampleModel.read(SampleModel.bytes(version: version, isBigEndian: isBigEndian))
    #expect(file.version == Int(version) && file.isBigEndian == isBigEndian)
    let reference = try SampleModel.read(SampleModel.bytes())
    #expect(file.metadata == reference.metadata)
    #expect(file.tensors.map(\.name) == SampleModel.tensors.map(\.name))
    #expect(file.layout == reference.layout)
  }

  @Test func aBigEndianFileAsLlamaCppWritesItIsKnownByItsVersion() throws {
    var bytes = SampleModel.bytes(isBigEndian: true)
    bytes.replaceSubrange(0..<4, with: Array("GGUF".utf8))
    #expect(try SampleModel.read(bytes).isBigEndian)
  }

  @Test func everyTypeOfValueComesBack() throws {
    let metadata = try SampleModel.read(SampleModel.bytes()).metadata
    #expect(metadata.values.count == SampleModel.metadata.count)
    #expect(metadata.architecture == "llama" && metadata.own("block_count") == "llama.block_count")
    #expect(metadata.integer("llama.block_count") == 2)
    #expect(metadata.integer("llama.small") == -3 && metadata.integer("llama.unsigned") == 250)
    #expect(metadata.integer("llama.half") == -300 && metadata.integer("llama.unsigned_half") == 65000)
    #expect(metadata.integer("llama.int") == -7 && metadata.integer("llama.long") == -5_000_000_000)
    #expect(metadata.integer("llama.size") == 5_000_000_000)
    #expect(metadata.integer("llama.huge") == nil && metadata["llama.huge"] == .real(Double(UInt64.max)))
    #expect(metadata["llama.rope.freq_base"] == .real(10000) && metadata["llama.rope.scaling.factor"] == .real(2.5))
    #expect(metadata["llama.tied"] == .boolean(false))
    #expect(metadata.booleans("llama.attention.sliding_window_pattern") == [true, false])
    #expect(metadata["llama.scales"] == .reals([0.5, 1.5]))
    #expect(metadata["llama.sizes"] == .integers([1, 2]))
    #expect(metadata["llama.large"] == .reals([1, Double(UInt64.max)]))
    #expect(metadata["llama.nested"] == .counted(1))
    #expect(metadata.integer("missing") == nil && metadata.string("llama.block_count") == nil)
  }

  @Test func aNumberStandsForAllLayersAndAListForEach() throws {
    let metadata = try SampleModel.read(SampleModel.bytes()).metadata
    let heads = try #require(metadata.perLayer("llama.attention.head_count"))
    #expect(heads == .same(8) && heads[17] == 8 && heads.least == 8)
    let shared = try #require(metadata.perLayer("llama.attention.head_count_kv"))
    #expect(shared[1] == 2 && shared[2] == nil && shared[-1] == nil && shared.greatest == 4)
  }

  @Test func theModelIsDescribed() throws {
    let file = try SampleModel.read(SampleModel.bytes())
    #expect(file.tokenCount == 5 && file.fileTypeName == "Q4_K_M")
    #expect(file.chatTemplate?.hasPrefix("{% if tools") == true)
    #expect(file.parameterCount == 1280 + 64 + 128 + 32 + 10 + 10 + 256 + 8 + 4 + 2 + 4)
  }

  @Test func tensorsAreMeasuredByTheirBlocksAndPlacedInTheFile() throws {
    let bytes = SampleModel.bytes()
    let file = try SampleModel.read(bytes)
    #expect(file.tensors.map(\.byteCount) == SampleModel.tensors.map(\.byteCount))
    #expect(file.dataOffset % 32 == 0 && file.tensors.first?.offset == file.dataOffset)
    #expect(file.tensors[1].offset == file.dataOffset + 736 && file.tensors[2].dimensions == [32, 2, 2])
    #expect(file.tensors[0].type.name == "Q4_K" && file.byteCount == bytes.count)
  }

  @Test func bytesAreSortedByWhatTheyBelongTo() throws {
    let layout = try SampleModel.read(SampleModel.bytes()).layout
    #expect(layout.layers == [68 + 72 + 18, 20] && layout.experts == [72, 0])
    #expect(layout.tokenEmbedding == 720 && layout.output == 210 && layout.outputNorm == 40)
    #expect(layout.perLayerTokenEmbedding == 32 && layout.projector == 24 && layout.other == 16)
    #expect(layout.total == SampleModel.tensors.reduce(0) { $0 + $1.byteCount })
  }

  @Test func aLayerOfAnAbsurdNumberMakesNoList() throws {
    let layout = try SampleModel.read(
      GGUFWriter.file(
        [],
        [
          .init(name: "blk.99999999999.x", dimensions: [1], byteCount: 4),
          .init(name: "blk.-1.x", dimensions: [1], byteCount: 4),
          .init(name: "blk", dimensions: [1], byteCount: 4),
        ])
    ).layout
    #expect(layout.layers.isEmpty && layout.other == 12)
  }

  @Test func longArraysAndTextsAreCountedButNotKept() throws {
    let file = try SampleModel.read(
      GGUFWriter.file([
        ("a", .uint32s([UInt32](repeating: 1, count: 4097))),
        ("b", .uint32s([UInt32](repeating: 1, count: 4096))),
        ("c", .string(String(repeating: "x", count: (1 << 20) + 1))),
        ("tokenizer.ggml.tokens", .strings([String](repeating: "token", count: 100_000))),
        ("last", .uint32(1)),
      ]))
    #expect(file.metadata["a"] == .counted(4097) && file.metadata.count("b") == 4096)
    #expect(file.metadata["c"] == .counted((1 << 20) + 1))
    #expect(file.tokenCount == 100_000 && file.metadata.integer("last") == 1)
  }

  @Test func theVocabularyMayBeGivenAsANumber() throws {
    let file = try SampleModel.read(
      GGUFWriter.file([("general.architecture", .string("bert")), ("bert.vocab_size", .uint32(30522))]))
    #expect(file.tokenCount == 30522)
  }

  @Test func weightsBeginAtTheAlignmentThatTheFileNames() throws {
    let file = try SampleModel.read(
      GGUFWriter.file(
        alignment: 256, [("general.alignment", .uint32(256))],
        [.init(name: "x", dimensions: [3], byteCount: 12)]))
    #expect(file.dataOffset == 256)
  }

  @Test func typesHaveTheBlocksOfTheFormat() {
    #expect(GGUFTensorType.all.count == 34)
    #expect(GGUFTensorType(id: 39)?.blockBytes == 17 && GGUFTensorType(id: 4) == nil)
  }
}
