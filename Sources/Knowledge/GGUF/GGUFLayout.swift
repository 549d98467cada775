/// The bytes of a model's tensors by what they belong to; together they are all of its tensors.
///
/// `blk.7.ffn_up_exps.weight` is part of `layers[7]` and of `experts[7]`; everything else is counted once.
/// Names as llama.cpp gives them (`src/llama-arch.cpp`, 2026-08).
public struct GGUFLayout: Sendable, Hashable {
  /// Bytes of `blk.N.*` for every N up to the last; 0 for a layer that another split file holds.
  public private(set) var layers: [Int] = []
  /// The part of each layer that is experts (`ffn_*_exps`), which may stay in RAM while the rest is on a
  /// GPU; as long as `layers`.
  public private(set) var experts: [Int] = []
  /// `token_embd`: stays in RAM. Without an output matrix of its own the model uses it there as well.
  public private(set) var tokenEmbedding = 0
  /// `output`, the matrix that makes logits; 0 if the token embedding serves as one.
  public private(set) var output = 0
  /// `output_norm`.
  public private(set) var outputNorm = 0
  /// `per_layer_token_embd` of the Gemma E models.
  public private(set) var perLayerTokenEmbedding = 0
  /// What is looked up or added before the first layer, in RAM too: positions, kinds of tokens and the norm after them.
  public private(set) var otherInputs = 0
  /// Encoders of images and sound and their projectors: `v.`, `mm.`, `a.`.
  public private(set) var projector = 0
  /// Bytes of all other tensors: `rope_freqs`, pooling heads, ...
  public private(set) var other = 0

  init(_ tensors: [GGUFTensor]) {
    for tensor in tensors { add(tensor.name, tensor.byteCount) }
  }

  /// A layer's number beyond this is a name like any other, not a reason to make a list of that length.
  private static let mostLayers = 16_384

  private mutating func add(_ name: String, _ bytes: Int) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    switch parts.first {
    case "blk":
      guard parts.count > 2, let layer = GoValues.integer(String(parts[1])),
        (0..<Self.mostLayers).contains(layer)
      else {
        other += bytes
        return
      }
      if layer >= layers.count {
        let missing = repeatElement(0, count: layer + 1 - layers.count)
        layers += missing
        experts += missing
      }
      layers[layer] += bytes
      if Self.expertTensors.contains(parts[2]) { experts[layer] += bytes }
    case "token_embd": tokenEmbedding += bytes
    case "output": output += bytes
    case "output_norm": outputNorm += bytes
    case "per_layer_token_embd": perLayerTokenEmbedding += bytes
    case "position_embd", "token_types", "token_embd_norm": otherInputs += bytes
    case "v", "mm", "a": projector += bytes
    default: other += bytes
    }
  }
}
