import Knowledge
/// What llama.cpp keeps for each token of a batch while it computes, in numbers of four bytes.
///
/// llama.cpp's own plans are these numbers times the batch, plus the attention masks: equal to the byte for nearly every
/// model of the library (`Benchmarks/oracle`). `Catalogue/buffers.tsv` has them as measured; for other files they follow
/// from the widths of the tensors.
public struct BufferMeasures: Sendable, Hashable {
  /// With a cache of 16 bits, and with a quantized one.
  let full: Moments
  let quantized: Moments
  /// The moment of attention, when copies of a layer's keys and values lie next to it.
  let attention: Double
  /// Without flash attention: the widest moment, and what is added for every token of the context.
  let plain: Double
  let scores: Double
  /// Bytes for every token of the context of every request, without flash attention: V, transposed.
  let transposed: Double
  /// Whether CUDA has a flash attention kernel for these heads.
  let hasKernel: Bool
  /// Whether an engine was asked, and not a formula.
  let isMeasured: Bool

  struct Moments: Sendable, Hashable {
    /// The widest moment of a layer, with flash attention. In most families the feed-forward network.
    let work: Double
    /// Inputs that pipeline parallelism keeps three more copies of: on every GPU but the last, and on the last.
    let first: Double
    let last: Double
    /// Where a part of the model is in RAM; `nil` where only sizes tell.
    var spilled: Spilled?
  }

  /// Moments of a layer that is in RAM and computed on the GPU. Gaps between copies are in them.
  struct Spilled: Sendable, Hashable {
    /// Next to the copy of a matrix: bytes for any batch, and numbers for each token.
    let bytes: Double
    let perToken: Double
    /// Next to the copy of its cache: numbers for each token, and how many times as much as the cache the copy takes.
    let attention: Double
    let copies: Double
  }
}

extension BufferMeasures {
  /// - Parameter model: `name:tag` of a row of the catalogue.
  init?(of model: String) {
    guard let row = Self.table.rows(named: model).first else { return nil }
    func numbers(_ columns: [String], _ suffix: String = "") -> [Double]? {
      let found = columns.compactMap { Double(row[$0 + suffix]) ?? (suffix.isEmpty ? nil : Double(row[$0])) }
      return found.count == columns.count ? found : nil
    }
    func moments(_ suffix: String) -> Moments? {
      guard let found = numbers(["work", "pipelined_first", "pipelined_last"], suffix) else { return nil }
      let spilled = numbers(["spilled_bytes", "spilled", "spilled_attention", "spilled_copies"].map { $0 + suffix })
      return Moments(
        work: found[0], first: found[1], last: found[2],
        spilled: spilled.map { .init(bytes: $0[0], perToken: $0[1], attention: $0[2], copies: $0[3]) })
    }
    guard let full = moments(""), let quantized = moments("_quantized"),
      let others = numbers(["attention", "plain", "scores", "transposed"])
    else { return nil }
    (self.full, self.quantized) = (full, quantized)
    (attention, plain, scores, transposed) = (others[0], others[1], others[2], others[3])
    hasKernel = row["kernel"] == "yes"
    isMeasured = true
  }

  private static let table = StandardKnowledge.current.buffers

  /// By the widths of the tensors, for a file that the catalogue has no row of: llama.cpp, `src/models`.
  init(_ shape: ModelShape) {
    let e = Double(shape.embeddingLength)
    let heads = Double(shape.headCount) * Double(shape.keyLength)
    let middle = Double(shape.feedForwardLength ?? shape.experts?.width ?? 0)
    let isQwen = shape.architecture.hasPrefix("qwen")
    let used = Double(shape.experts?.used ?? 0)
    let width = Double(shape.experts?.width ?? shape.feedForwardLength ?? 0)
    let between: Double
    if used > 0 {
      between = isQwen || shape.architecture == "granitemoe" ? used * (e + 3 * width) : used * 3 * width
    } else {
      between = (Self.ungated.contains(shape.architecture) ? 1 : 3) * middle
    }
    let rest =
      switch shape.architecture {
      case "cohere2": 3 * e + heads
      // Three layers' image features go in next to the words.
      case "qwen3vl", "qwen3vlmoe": 5 * e + heads
      case "qwen35", "qwen35moe", "qwen3next": 2 * e
      default: 2 * e + heads
      }
    full = Moments(work: between + rest + Self.inputs, first: 4 * e, last: 8 * e)
    quantized = full
    // Where attention and feed-forward run side by side, one's results lie next to the other.
    let isParallel = ["cohere2", "command-r"].contains(shape.architecture)
    attention = 2 * e + 2 * heads + (isParallel ? between : 0) + Self.inputs
    let values = Double(shape.headCountKV) * Double(shape.keyLength)
    plain = 2 * e + 2 * heads + 2 * values + Self.inputs
    scores = Double(shape.headCount)
    hasKernel = Self.kernels.contains(shape.keyLength)
    transposed = hasKernel ? 0 : 2 * values
    isMeasured = false
  }

  /// Token, position, and where in the cache it goes.
  private static let inputs = 5.0
  /// Head lengths with a kernel where keys and values are equally long (`ggml-cuda/fattn.cu`).
  private static let kernels: Set = [40, 64, 72, 80, 96, 112, 128, 256, 512, 576]
}
