@testable import Knowledge

/// A model of two layers with every kind of tensor and most kinds of metadata, 5 KB in all.
enum SampleModel {
  static let metadata: [(String, GGUFWriter.Value)] = [
    ("general.architecture", .string("llama")), ("general.file_type", .uint32(15)),
    ("general.alignment", .uint32(32)), ("llama.block_count", .uint32(2)),
    ("llama.attention.head_count", .uint32(8)), ("llama.attention.head_count_kv", .int32s([4, 2])),
    ("llama.attention.sliding_window_pattern", .bools([true, false])),
    ("llama.rope.freq_base", .float32(10000)), ("llama.rope.scaling.factor", .float64(2.5)),
    ("llama.small", .int8(-3)), ("llama.unsigned", .uint8(250)), ("llama.half", .int16(-300)),
    ("llama.unsigned_half", .uint16(65000)), ("llama.long", .int64(-5_000_000_000)),
    ("llama.size", .uint64(5_000_000_000)), ("llama.huge", .uint64(.max)), ("llama.tied", .bool(false)),
    ("llama.sizes", .uint64s([1, 2])), ("llama.large", .uint64s([1, .max])), ("llama.int", .int32(-7)),
    ("llama.scales", .float32s([0.5, 1.5])), ("llama.nested", .nested(2)),
    ("tokenizer.ggml.tokens", .strings(["<s>", "</s>", "a", "b", "h\u{e9}"])),
    ("tokenizer.chat_template", .string("{% if tools %}{{ tools }}{% endif %}")),
  ]

  static let tensors: [GGUFWriter.Tensor] = [
    .init(name: "token_embd.weight", dimensions: [256, 5], type: 12, byteCount: 720),
    .init(name: "blk.0.attn_q.weight", dimensions: [32, 2], type: 8, byteCount: 68),
    .init(name: "blk.0.ffn_up_exps.weight", dimensions: [32, 2, 2], type: 2, byteCount: 72),
    .init(name: "blk.0.ffn_gate_shexp.weight", dimensions: [32], type: 2, byteCount: 18),
    .init(name: "blk.1.attn_q.weight", dimensions: [10], type: 1, byteCount: 20),
    .init(name: "output_norm.weight", dimensions: [10], byteCount: 40),
    .init(name: "output.weight", dimensions: [256], type: 14, byteCount: 210),
    .init(name: "per_layer_token_embd.weight", dimensions: [8], byteCount: 32),
    .init(name: "v.blk.0.attn_q.weight", dimensions: [4], byteCount: 16),
    .init(name: "mm.0.weight", dimensions: [2], byteCount: 8),
    .init(name: "rope_freqs.weight", dimensions: [4], byteCount: 16),
  ]

  static func bytes(version: UInt32 = 3, isBigEndian: Bool = false) -> [UInt8] {
    GGUFWriter.file(version: version, isBigEndian: isBigEndian, metadata, tensors)
  }

  /// The file that `bytes` make.
  static func read(_ bytes: [UInt8]) throws(GGUFError) -> GGUFFile { try GGUFFile(ByteSource(bytes)) }
}

extension GGUFLayout {
  /// Bytes of all tensors.
  var total: Int {
    layers.reduce(0, +) + tokenEmbedding + output + outputNorm + perLayerTokenEmbedding + otherInputs + projector + other
  }
}
