import Testing

@testable import Knowledge
@testable import Memory

@Suite struct GGUFShapeTests {
  private func shape(_ architecture: String, _ keys: [(String, GGUFWriter.Value)]) throws -> ModelShape {
    let metadata: [(String, GGUFWriter.Value)] =
      [("general.architecture", .string(architecture))] + keys.map { ("\(architecture).\($0.0)", $0.1) }
    let file = try GGUFFile(ByteSource(GGUFWriter.file(metadata)))
    return try #require(ModelShape(file.metadata, tokenCount: 32000, layerCount: 0))
  }

  private static let llama: [(String, GGUFWriter.Value)] = [
    ("block_count", .uint32(32)), ("context_length", .uint32(8192)), ("embedding_length", .uint32(4096)),
    ("feed_forward_length", .uint32(14336)), ("attention.head_count", .uint32(32)),
    ("attention.head_count_kv", .uint32(8)),
  ]

  @Test func aLlamaHasFullLayers() throws {
    let shape = try shape("llama", Self.llama)
    #expect(shape.layers == Array(repeating: .full(width: 8 * 256), count: 32))
    #expect(shape.layerCount == 33)
    #expect(shape.trainedContext == 8192)
    // The engine planned models of the library with this geometry.
    var bare = shape
    bare.buffers = nil
    #expect(shape.buffers?.isMeasured == true)
    #expect(
      bare
        == ModelShape(
          architecture: "llama", embeddingLength: 4096, headCount: 32, headCountKV: 8, keyLength: 128,
          vocabularySize: 32000, feedForwardLength: 14336, layers: shape.layers, experts: nil,
          trainedContext: 8192))
  }

  @Test func aGeometryThatTheLibraryDoesNotHaveIsNotMeasured() throws {
    var keys = Self.llama
    keys[3] = ("feed_forward_length", .uint32(14080))
    #expect(try shape("llama", keys).buffers == nil)
  }

  /// llama.cpp reads no window of other architectures, whatever the file says, so that their caches are whole.
  @Test func onlySomeArchitecturesHaveWindows() throws {
    let keys: [(String, GGUFWriter.Value)] = Self.llama + [("attention.sliding_window", .uint32(4096))]
    #expect(try shape("starcoder2", keys).layers.allSatisfy { $0 == .full(width: 8 * 256) })
    #expect(try shape("olmo2", keys).layers.prefix(4).map(\.isFull) == [false, false, false, true])
  }

  @Test func aNetworkOfNemotronKeepsNothing() throws {
    let keys: [(String, GGUFWriter.Value)] = [
      ("block_count", .uint32(3)), ("embedding_length", .uint32(3136)),
      ("attention.head_count", .uint32(40)), ("attention.key_length", .uint32(128)),
      ("attention.head_count_kv", .uint32s([0, 0, 8])), ("feed_forward_length", .uint32s([0, 12544, 0])),
      ("ssm.conv_kernel", .uint32(4)), ("ssm.inner_size", .uint32(7680)), ("ssm.state_size", .uint32(128)),
      ("ssm.group_count", .uint32(8)),
    ]
    let layers = try shape("nemotron_h", keys).layers
    #expect(layers == [.state(numbers: 3 * (7680 + 16 * 128) + 128 * 7680), .none, .full(width: 8 * 256)])
  }

  @Test func aModelWithPoolingMakesVectors() throws {
    #expect(try shape("qwen3", Self.llama + [("pooling_type", .uint32(3))]).embeds)
    #expect(try !shape("qwen3", Self.llama).embeds)
  }

  @Test func everySixthLayerOfGemma3IsFull() throws {
    let shape = try shape(
      "gemma3",
      [
        ("block_count", .uint32(12)), ("embedding_length", .uint32(2560)),
        ("attention.head_count", .uint32(8)),
        ("attention.head_count_kv", .uint32(4)), ("attention.key_length", .uint32(256)),
        ("attention.value_length", .uint32(256)), ("attention.sliding_window", .uint32(1024)),
      ])
    let wide = LayerCache.full(width: 4 * 512)
    #expect(shape.layers.indices.filter { shape.layers[$0] == wide } == [5, 11])
    #expect(shape.layers[0] == .window(tokens: 1024, width: 4 * 512))
  }

  @Test func aPatternOfFlagsDecidesLayerByLayer() throws {
    let shape = try shape(
      "gemma4",
      [
        ("block_count", .uint32(4)), ("embedding_length", .uint32(64)), ("attention.head_count", .uint32(2)),
        ("attention.head_count_kv", .uint32s([2, 2, 1, 1])), ("attention.key_length", .uint32(64)),
        ("attention.key_length_swa", .uint32(32)), ("attention.value_length", .uint32(64)),
        ("attention.value_length_swa", .uint32(32)), ("attention.sliding_window", .uint32(512)),
        ("attention.sliding_window_pattern", .bools([true, false, true, false])),
        ("attention.shared_kv_layers", .uint32(1)),
      ])
    #expect(
      shape.layers == [
        .window(tokens: 512, width: 2 * 64), .full(width: 2 * 128), .window(tokens: 512, width: 64), .none,
      ])
  }

  @Test func latentAttentionCachesOneVector() throws {
    let keys: [(String, GGUFWriter.Value)] = [
      ("block_count", .uint32(2)), ("embedding_length", .uint32(7168)),
      ("attention.head_count", .uint32(128)),
      ("attention.kv_lora_rank", .uint32(512)), ("rope.dimension_count", .uint32(64)),
    ]
    let latent = try shape("deepseek2", keys + [("attention.head_count_kv", .uint32(1))])
    #expect(latent.layers == [.full(width: 576), .full(width: 576)])
    let old = try shape("deepseek2", keys + [("attention.head_count_kv", .uint32(128))])
    #expect(old.layers == [.full(width: 128 * 320), .full(width: 128 * 320)])
  }

  @Test func recurrentLayersKeepAState() throws {
    let shape = try shape(
      "qwen3next",
      [
        ("block_count", .uint32(4)), ("embedding_length", .uint32(2048)),
        ("attention.head_count", .uint32(16)),
        ("attention.head_count_kv", .uint32(2)), ("attention.key_length", .uint32(256)),
        ("full_attention_interval", .uint32(4)), ("ssm.conv_kernel", .uint32(4)),
        ("ssm.inner_size", .uint32(4096)),
        ("ssm.state_size", .uint32(128)), ("ssm.group_count", .uint32(16)),
      ])
    let state = LayerCache.state(numbers: 3 * (4096 + 2 * 16 * 128) + 128 * 4096)
    #expect(shape.layers == [state, state, state, .full(width: 2 * 512)])
  }

  @Test func absurdMeasuresAreRefusedOrBounded() throws {
    let metadata: [(String, GGUFWriter.Value)] = [
      ("general.architecture", .string("llama")), ("llama.block_count", .uint64(1 << 40)),
      ("llama.embedding_length", .uint32(4096)),
    ]
    let file = try GGUFFile(ByteSource(GGUFWriter.file(metadata)))
    #expect(ModelShape(file.metadata, tokenCount: nil, layerCount: 0) == nil)
    #expect(throws: Never.self) {
      _ = try shape(
        "mamba",
        [
          ("block_count", .uint32(1)), ("embedding_length", .uint32(64)),
          ("ssm.inner_size", .uint64(1 << 62)),
          ("ssm.state_size", .uint64(1 << 62)), ("ssm.conv_kernel", .uint64(1 << 62)),
          ("ssm.group_count", .uint64(1 << 62)), ("attention.head_count_kv", .uint32(0)),
        ])
    }
  }
}
