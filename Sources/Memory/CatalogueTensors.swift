import Knowledge
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
    guard isGatedDelta else { return }
    let e = Double(embedding)
    mix.add(.other, e * Double(2 * 16 * 128 + 2 * deltaWidth), row: embedding, layer: layer)
    mix.add(.attentionOutput, Double(deltaWidth) * e, row: deltaWidth, layer: layer)
  }

  private func addFeedForward(to mix: inout TensorMix, _ layer: Int) {
    let e = Double(embedding)
    if let count = number("expert_count"), count > 0 {
      guard let width = number("expert_feed_forward_length") ?? number("feed_forward_length") else { return }
      let one = e * Double(width)
      mix.add(.other, 2 * one * Double(count), row: embedding, layer: layer, isExpert: true)
      mix.add(.down, one * Double(count), row: width, layer: layer, isExpert: true)
      mix.add(.whole, e * Double(count), row: embedding, layer: layer)
      // One more that every token goes through.
      if isGatedDelta {
        mix.add(.other, 2 * one, row: embedding, layer: layer)
        mix.add(.down, one, row: width, layer: layer)
      }
      if architecture != "gemma4" { return }
    }
    guard let width = number("feed_forward_length") else { return }
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
