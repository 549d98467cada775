extension CatalogueShape {
  /// The text part of the model, tensor by tensor.
  ///
  /// - Returns: `nil` for architectures whose tensors are not known here.
  func mix() -> TensorMix? {
    guard !["bert", "nomic-bert", "nomic-bert-moe", "mllama"].contains(architecture),
      number("kv_lora_rank") == nil,
      let layers = layers()
    else { return nil }
    var mix = TensorMix(
      blocks: blocks, groups: heads / max(1, kvHeads), expertCount: number("expert_count") ?? 0,
      vocabulary: vocabulary)
    let words = Double(vocabulary) * Double(embedding)
    if !isTied { mix.add(.embedding, words, row: embedding) }
    mix.add(.output, words, row: embedding)
    if architecture.hasPrefix("nemotron_h"), row["layer_order"].count == blocks {
      addInOrder(to: &mix)
      return mix
    }
    for (index, layer) in layers.enumerated() {
      switch layer {
      case .state: addState(to: &mix, index)
      case .window: addAttention(to: &mix, index, isWindowed: true)
      default: addAttention(to: &mix, index, isWindowed: false)
      }
      addFeedForward(to: &mix, index)
      mix.add(.whole, Double(2 * embedding), row: embedding, layer: index)
    }
    if isGatedDelta { addPrediction(to: &mix) }
    return mix
  }

  private var isGatedDelta: Bool { ["qwen35", "qwen35moe", "qwen3next"].contains(architecture) }

  private func addAttention(to mix: inout TensorMix, _ layer: Int, isWindowed: Bool) {
    let e = Double(embedding)
    let key = isWindowed ? number("key_length_swa") ?? keyLength : keyLength
    let value = isWindowed ? number("key_length_swa") ?? valueLength : valueLength
    let kv = Double(isWindowed ? number("head_count_kv_swa") ?? kvHeads : kvHeads)
    let queries = Double(heads * key)
    // Gated attention has a gate as wide as the queries.
    mix.add(.other, e * queries * (isGatedDelta ? 2 : 1), row: embedding, layer: layer)
    mix.add(.key, e * kv * Double(key), row: embedding, layer: layer)
    // Gemma 4's full layers take the keys for values.
    let isShared = architecture == "gemma4" && !isWindowed && number("shared_kv_layers") ?? 0 == 0
    if !isShared { mix.add(.value, e * kv * Double(value), row: embedding, layer: layer) }
    mix.add(.attentionOutput, Double(heads * value) * e, row: heads * value, layer: layer)
  }

  /// A gated delta net: queries and keys of 16 heads of 128, values and their gate, and the way out.
  private func addState(to mix: inout TensorMix, _ layer: Int) {
    if architecture == "granitehybrid" { addMamba(to: &mix, layer) }
    // A short convolution: three times the embedding's width in, once out.
    if architecture.hasPrefix("lfm2") {
      mix.add(.other, Double(4 * embedding * embedding), row: embedding, layer: layer)
    }
    guard isGatedDelta else { return }
    let e = Double(embedding)
    mix.add(.other, e * Double(2 * 16 * 128 + 2 * deltaWidth), row: embedding, layer: layer)
    mix.add(.attentionOutput, Double(deltaWidth) * e, row: deltaWidth, layer: layer)
  }

  /// Blocks of one kind each: `M` keeps a state, `*` attends, `-` is a network, and the `E` share what is left of the
  /// published count as experts, whose inner width is not always the embedding's.
  private func addInOrder(to mix: inout TensorMix) {
    let order = Array(row["layer_order"])
    let e = Double(embedding)
    for (layer, letter) in order.enumerated() {
      mix.add(.whole, e, row: embedding, layer: layer)
      switch letter {
      case "M": addMamba(to: &mix, layer)
      case "*": addAttention(to: &mix, layer, isWindowed: false)
      case "E":
        // One that every token goes through, twice as wide as the others.
        let shared = 2 * e * Double(number("expert_feed_forward_length") ?? 0)
        mix.add(.other, shared, row: embedding, layer: layer)
        mix.add(.down, shared, row: embedding, layer: layer)
        mix.add(.whole, e * Double(number("expert_count") ?? 0), row: embedding, layer: layer)
      default:
        let width = number("feed_forward_length") ?? 0
        mix.add(.other, e * Double(width), row: embedding, layer: layer)
        mix.add(.down, e * Double(width), row: width, layer: layer)
      }
    }
    let experts = order.indices.filter { order[$0] == "E" }
    let left = (Double(parameters) - mix.parameters) / Double(max(1, experts.count))
    guard left > 0 else { return }
    for layer in experts {
      mix.add(.other, left / 2, row: embedding, layer: layer, isExpert: true)
      mix.add(.down, left / 2, row: number("expert_feed_forward_length") ?? 256, layer: layer, isExpert: true)
    }
  }

  /// Mamba 2: values and their gate, two states of 128 for each group, a step for each head of 64, and the way out.
  private func addMamba(to mix: inout TensorMix, _ layer: Int) {
    let inner = number("ssm_inner") ?? 2 * embedding
    let states = 2 * 128 * (number("ssm_groups") ?? 1)
    mix.add(.other, Double(embedding * (2 * inner + states + inner / 64)), row: embedding, layer: layer)
    mix.add(.other, Double(inner * embedding), row: inner, layer: layer)
    mix.add(.whole, Double(5 * (inner + states) + inner + 3 * inner / 64), row: inner, layer: layer)
  }

  private func addFeedForward(to mix: inout TensorMix, _ layer: Int) {
    let e = Double(embedding)
    // Of the largest Llama 4 every second block is dense, twice as wide as an expert.
    let isDense = architecture == "llama4" && number("expert_count") == 128 && layer.isMultiple(of: 2)
    if let count = number("expert_count"), count > 0, layer >= denseBlocks, !isDense {
      guard let width = number("expert_feed_forward_length") ?? number("feed_forward_length") else { return }
      let one = e * Double(width)
      mix.add(.other, 2 * one * Double(count), row: embedding, layer: layer, isExpert: true)
      mix.add(.down, one * Double(count), row: width, layer: layer, isExpert: true)
      mix.add(.whole, e * Double(count), row: embedding, layer: layer)
      // One more that every token goes through.
      let shared = isGatedDelta || architecture == "llama4" ? 1.0 : architecture == "granitehybrid" ? 2 : 0
      if shared > 0 {
        mix.add(.other, 2 * one * shared, row: embedding, layer: layer)
        mix.add(.down, one * shared, row: width, layer: layer)
      }
      if architecture != "gemma4" { return }
    }
    guard
      let width = number("feed_forward_length")
        ?? (isDense ? number("expert_feed_forward_length").map { 2 * $0 } : nil)
    else { return }
    mix.add(.other, (isGated ? 2 : 1) * e * Double(width), row: embedding, layer: layer)
    mix.add(.down, e * Double(width), row: width, layer: layer)
  }

  /// The block that predicts a second token, which files of this family carry.
  private func addPrediction(to mix: inout TensorMix) {
    addAttention(to: &mix, blocks, isWindowed: false)
    addFeedForward(to: &mix, blocks)
    mix.add(.other, Double(2 * embedding * embedding), row: 2 * embedding)
  }
}
