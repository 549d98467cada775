import Catalogue
import Knowledge
/// The measures and weights of a model of the library, from its row of the catalogue.
///
/// The columns carry the values of the model's own GGUF file; what they leave open (whether the output
/// shares the embedding, how wide the embeddings of Gemma's E-models are) is computed here.
struct CatalogueShape {
  let row: CatalogueTable.Row
  let architecture: String
  let parameters: Int
  let blocks: Int
  let embedding: Int
  let heads: Int
  let vocabulary: Int

  init?(_ row: CatalogueTable.Row) {
    guard let parameters = Int(row["parameters"]), let blocks = Int(row["block_count"]), blocks > 0,
      blocks < 1000, let embedding = Int(row["embedding_length"]), embedding > 0,
      let heads = Int(row["head_count"]), heads > 0, let vocabulary = Int(row["vocab_size"])
    else { return nil }
    self.row = row
    self.architecture = String(row["architecture"])
    self.parameters = parameters
    self.blocks = blocks
    self.embedding = embedding
    self.heads = heads
    self.vocabulary = vocabulary
  }

  private var capabilities: [Substring] { row["capabilities"].split(separator: ",") }
  var hasVision: Bool { capabilities.contains("vision") }
  func number(_ column: String) -> Int? { Int(row[column]) }
  var kvHeads: Int { number("head_count_kv") ?? heads }
  var keyLength: Int { number("key_length") ?? embedding / heads }
  var valueLength: Int { number("value_length") ?? keyLength }

  // MARK: Shape

  /// - Returns: `nil` where the row does not say which layers hold a cache.
  func shape() -> ModelShape? {
    guard let layers = layers() else { return nil }
    var experts: ModelShape.Experts?
    if let count = number("expert_count"), let used = number("expert_used_count"), count > 0 {
      experts = .init(count: count, used: used, width: number("expert_feed_forward_length"))
    }
    return ModelShape(
      architecture: architecture, embeddingLength: embedding, headCount: heads, headCountKV: kvHeads,
      keyLength: keyLength, vocabularySize: vocabulary, feedForwardLength: number("feed_forward_length"),
      layers: layers, experts: experts, trainedContext: number("context_length"),
      hasVision: hasVision, windowKeyLength: number("key_length_swa"),
      embeds: capabilities.contains("embedding") && !capabilities.contains("completion"),
      buffers: BufferMeasures(of: "\(row["name"]):\(row["tag"])"))
  }

  func layers() -> [LayerCache]? {
    if isEncoder { return Array(repeating: .none, count: blocks) }
    if !row["layer_order"].isEmpty { return ordered() }
    guard let full = number("full_attention_layers") else { return nil }
    let windowed = number("swa_layers") ?? 0
    let shared = number("shared_kv_layers") ?? 0
    let wide = LayerCache.full(width: fullWidth)
    if windowed > 0, let window = number("sliding_window") {
      let narrow = LayerCache.window(tokens: window, width: windowWidth)
      return arranged(full: full, wide, other: narrow, silent: shared)
    }
    guard full + shared < blocks else {
      return Array(repeating: wide, count: blocks - shared) + Array(repeating: .none, count: shared)
    }
    return arranged(full: full, wide, other: .state(numbers: stateNumbers), silent: shared)
  }

  /// As the model's own configuration lists its blocks: `*` attends, `M` keeps a state.
  private func ordered() -> [LayerCache]? {
    let order = row["layer_order"]
    guard order.count == blocks else { return nil }
    return order.map { letter in
      switch letter {
      case "*": .full(width: fullWidth)
      case "M": .state(numbers: stateNumbers)
      default: .none
      }
    }
  }

  /// One full layer closes each period, as in every architecture with a pattern
  /// (llama.cpp, `llama_hparams::set_swa_pattern`).
  private func arranged(full: Int, _ wide: LayerCache, other: LayerCache, silent: Int) -> [LayerCache] {
    let keeping = blocks - silent
    guard full > 0 else {
      return Array(repeating: other, count: keeping) + Array(repeating: .none, count: silent)
    }
    let ratio = row["swa_pattern"].split(separator: ":").compactMap { Int($0) }
    let period = ratio.count == 2 ? ratio[0] + ratio[1] : max(1, keeping / full)
    var layers = (0..<keeping).map { ($0 + 1) % period == 0 ? wide : other }
    // The counts are the row's own; a pattern that does not come out at them is bent at the end.
    var excess = layers.count { $0 == wide } - full
    for index in layers.indices.reversed() where excess != 0 {
      if excess > 0, layers[index] == wide {
        layers[index] = other
        excess -= 1
      } else if excess < 0, layers[index] == other {
        layers[index] = wide
        excess += 1
      }
    }
    return layers + Array(repeating: .none, count: silent)
  }

  private var fullWidth: Int {
    guard let rank = number("kv_lora_rank") else { return kvHeads * (keyLength + valueLength) }
    // The library's DeepSeek files predate the tensors that let llama.cpp cache the latent vector:
    // every head is cached, keys of 192 and values of 128.
    if architecture == "deepseek2" { return heads * (192 + 128) }
    return rank + (number("rope_dimension_count") ?? 64)
  }

  private var windowWidth: Int {
    let key = number("key_length_swa") ?? keyLength
    let value = number("key_length_swa") ?? valueLength
    return (number("head_count_kv_swa") ?? kvHeads) * (key + value)
  }

  /// Numbers in a recurrent layer's state (llama.cpp, `llama_hparams::n_embd_r` and `n_embd_s`), with the
  /// inner sizes these families are published with; some megabytes a layer, whatever the context.
  private var stateNumbers: Int {
    switch architecture {
    case "lfm2", "lfm2moe": return embedding * 2
    case "qwen35", "qwen35moe", "qwen3next":
      return 3 * (deltaWidth + 2 * 16 * 128) + 128 * deltaWidth
    default:
      let inner = number("ssm_inner") ?? 2 * embedding
      return 3 * (inner + 2 * 128 * (number("ssm_groups") ?? 1)) + 128 * inner
    }
  }

  /// Values of a gated delta net: heads of 128.
  var deltaWidth: Int {
    if architecture == "qwen35moe", embedding == 3072 { return 8192 }
    return embedding >= 5120 ? 6144 : embedding > 2048 || architecture != "qwen35" ? 4096 : 2048
  }

  // MARK: Weights

  /// - Parameters:
  ///   - fileBytes: of the weights without a separate projector.
  ///   - quantization: of these weights.
  func weights(fileBytes: Int, vision: Int, quantization: Quantization) -> WeightLayout {
    let tied = isTied
    let words = Double(vocabulary * embedding)
    let input = Int(words * quantization.embeddingBits(isOutput: tied, row: embedding) / 8)
    let output = tied ? input : Int(words * quantization.embeddingBits(isOutput: true, row: embedding) / 8)
    let perLayer = perLayerEmbeddingBytes + positionBytes
    if isEncoder, architecture != "gemma-embedding" {
      return WeightLayout(
        layers: Array(repeating: max(0, fileBytes - input - perLayer) / blocks, count: blocks),
        experts: [],
        inputEmbedding: input, perLayerEmbedding: perLayer, output: 0, isTied: false, vision: vision)
    }
    let rest = max(0, fileBytes - input - perLayer - (tied ? 0 : output))
    let spread = spread(rest, quantization, isTied: tied)
    return WeightLayout(
      layers: spread.layers, experts: spread.experts,
      inputEmbedding: input, perLayerEmbedding: perLayer, output: output, isTied: tied, vision: vision)
  }

  /// Bytes of each block, and of the experts in it: by the types that the mix gives their tensors.
  private func spread(_ bytes: Int, _ quantization: Quantization, isTied: Bool) -> (
    layers: [Int], experts: [Int]
  ) {
    // In MXFP4 experts have 4.25 bits, all else 16.
    let isMXFP4 = quantization.name.hasPrefix("MXFP4")
    if !isMXFP4, let found = mix()?.blockBytes(quantization), found.blocks.allSatisfy({ $0 > 0 }),
      expertParameters == 0 || found.experts.contains(where: { $0 > 0 })
    {
      let scale = Double(bytes) / max(1, found.blocks.reduce(0, +))
      return (found.blocks.map { Bytes.whole($0 * scale) }, found.experts.map { Bytes.whole($0 * scale) })
    }
    guard expertParameters > 0, bytes > 0 else {
      return (Array(repeating: bytes / blocks, count: blocks), [])
    }
    let all = Double(parameters - vocabulary * embedding * (isTied ? 1 : 2))
    let share =
      isMXFP4 ? Double(expertParameters) * 4.25 / 8 / Double(bytes) : Double(expertParameters) / max(1, all)
    let experts = Double(bytes) * min(0.98, share) / Double(blocks - denseBlocks)
    // The network of a block without experts, by the bytes of the others' numbers.
    let perNumber =
      experts / Double(3 * embedding * (number("expert_feed_forward_length") ?? 1) * expertCount)
    let network = Double(3 * embedding * (number("feed_forward_length") ?? 0)) * perNumber
    let beside =
      (Double(bytes) - experts * Double(blocks - denseBlocks) - network * Double(denseBlocks))
      / Double(blocks)
    return (
      (0..<blocks).map { Bytes.whole(max(0, beside) + ($0 < denseBlocks ? network : experts)) },
      (0..<blocks).map { $0 < denseBlocks ? 0 : Bytes.whole(experts) }
    )
  }

  /// Blocks at the start whose feed-forward network is one, without experts (`leading_dense_block_count`).
  var denseBlocks: Int {
    guard expertCount > 0, number("feed_forward_length") != nil else { return 0 }
    switch architecture {
    case "deepseek2": return embedding >= 7168 ? 3 : 1
    case "glm4moelite", "cohere2moe": return 1
    case "lfm2moe": return 2
    default: return 0
    }
  }

  private var expertCount: Int { number("expert_count") ?? 0 }

  /// 256 numbers for every word and layer, kept at 16 bits in every mix: the library's files of Gemma 3n
  /// and 4 E-models come out at their size only so.
  private var perLayerEmbeddingBytes: Int {
    guard number("shared_kv_layers") ?? 0 > 0, ["gemma3n", "gemma4"].contains(architecture) else { return 0 }
    return vocabulary * 256 * blocks * 2
  }

  /// Positions looked up as words are, four bytes a number whatever the mix.
  private var positionBytes: Int {
    architecture == "starcoder" ? 4 * embedding * (number("context_length") ?? 0) : 0
  }

  /// Embedding models: nothing is kept of earlier tokens, and no word comes out.
  var isEncoder: Bool { ["bert", "nomic-bert", "nomic-bert-moe", "gemma-embedding"].contains(architecture) }

  private var expertParameters: Int {
    guard let width = number("expert_feed_forward_length") else { return 0 }
    return 3 * embedding * width * expertCount * (blocks - denseBlocks)
  }

  /// Whether the output layer is the token embedding: by family where that is settled, else by which of
  /// the two parameter counts is nearer the published one.
  var isTied: Bool {
    if Self.tied.contains(architecture) { return true }
    // Of the Ministrals only the smallest.
    if architecture == "mistral3" { return embedding <= 3072 }
    if architecture.hasPrefix("qwen"), hasVision { return embedding <= 2560 && expertParameters == 0 }
    guard let width = number("feed_forward_length"), expertParameters == 0, !hasVision else { return false }
    let attention =
      embedding * (heads * keyLength + kvHeads * (keyLength + valueLength)) + heads * valueLength * embedding
    let words = vocabulary * embedding
    let tied = blocks * (attention + (isGated ? 3 : 2) * embedding * width) + words
    return abs(tied - parameters) < abs(tied + words - parameters)
  }

  /// Whether the feed-forward network has a gate next to the way up.
  var isGated: Bool {
    !["phi2", "starcoder", "starcoder2", "falcon", "nemotron", "nemotron_h", "bert"].contains(architecture)
  }
}
