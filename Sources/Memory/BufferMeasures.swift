import Knowledge
/// What llama.cpp keeps for each token of a batch while it computes, in numbers of four bytes.
///
/// llama.cpp's own plans are these numbers times the batch, plus the attention masks: equal to the byte for nearly every
/// model of the library (`Benchmarks/oracle`). `Catalogue/buffers.tsv` has them as measured; for other files they follow
/// from the widths of the tensors.
public struct BufferMeasures: Sendable, Hashable {
  /// The widest moment of a layer, with flash attention. In most families the feed-forward network.
  let work: Double
  /// The same with a quantized KV cache.
  let workQuantized: Double
  /// The moment of attention, when copies of a layer's keys and values lie beside it.
  let attention: Double
  /// Inputs that pipeline parallelism keeps three more copies of: on every GPU but the last, and on the last.
  let pipelined: (first: Double, last: Double)
  /// The same with a quantized KV cache.
  let pipelinedQuantized: (first: Double, last: Double)
  /// Without flash attention: the widest moment, and what is added for every token of the context.
  let plain: Double
  let scores: Double
  /// Bytes for every token of the context of every request, without flash attention: V, transposed.
  let transposed: Double
  /// The widest moment of a layer whose matrices are in RAM, copies of these included: bytes for any batch, and numbers for
  /// each token; `nil` where only the size of the matrix tells.
  let offloaded: (bytes: Double, perToken: Double)?
  /// How many times as much as a layer's cache in RAM its copy takes: gaps between K and V, where the engine has them.
  let copies: Double
  /// Whether CUDA has a flash attention kernel for these heads.
  let hasKernel: Bool
  /// Whether an engine was asked, and not a formula.
  let isMeasured: Bool

  public static func == (a: BufferMeasures, b: BufferMeasures) -> Bool { a.all == b.all }
  public func hash(into hasher: inout Hasher) { hasher.combine(all) }
  private var all: [Double] {
    [
      work, workQuantized, attention, pipelined.first, pipelined.last, pipelinedQuantized.first,
      pipelinedQuantized.last, plain, scores, transposed, offloaded?.bytes ?? 0, offloaded?.perToken ?? 0, copies, hasKernel ? 1 : 0,
    ]
  }
}

extension BufferMeasures {
  /// - Parameter model: `name:tag` of a row of the catalogue.
  init?(of model: String) {
    guard let row = Self.table.rows(named: model).first else { return nil }
    func number(_ column: String) -> Double? { Double(row[column]) }
    guard let work = number("work"), let attention = number("attention"),
      let first = number("pipelined_first"),
      let last = number("pipelined_last"), let plain = number("plain"), let scores = number("scores"),
      let transposed = number("transposed")
    else { return nil }
    self.work = work
    self.workQuantized = number("work_quantized") ?? work
    self.attention = attention
    pipelined = (first, last)
    pipelinedQuantized = (number("pipelined_first_quantized") ?? first, number("pipelined_last_quantized") ?? last)
    self.plain = plain
    self.scores = scores
    self.transposed = transposed
    offloaded = number("offload_bytes").flatMap { bytes in number("offload").map { (bytes, $0) } }
    copies = number("copies") ?? 1
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
      // Three layers' image features go in beside the words.
      case "qwen3vl", "qwen3vlmoe": 5 * e + heads
      case "qwen35", "qwen35moe", "qwen3next": 2 * e
      default: 2 * e + heads
      }
    work = between + rest + Self.inputs
    workQuantized = work
    // Where attention and feed-forward run side by side, one's results lie beside the other.
    let isParallel = ["cohere2", "command-r"].contains(shape.architecture)
    let beside = isParallel ? between : 0
    attention = 2 * e + 2 * heads + beside + Self.inputs
    pipelined = (4 * e, 8 * e)
    pipelinedQuantized = pipelined
    let values = Double(shape.headCountKV) * Double(shape.keyLength)
    plain = 2 * e + 2 * heads + 2 * values + Self.inputs
    scores = Double(shape.headCount)
    hasKernel = Self.kernels.contains(shape.keyLength)
    transposed = hasKernel ? 0 : 2 * values
    offloaded = nil
    copies = 1
    isMeasured = false
  }

  /// Token, position, and where in the cache it goes.
  private static let inputs = 5.0
  private static let ungated: Set = [
    "starcoder", "starcoder2", "falcon", "nemotron", "phi2", "gpt2", "gptneox", "bloom", "mpt", "bert",
    "nomic-bert",
  ]
  /// Head lengths with a kernel where keys and values are equally long (`ggml-cuda/fattn.cu`).
  private static let kernels: Set = [40, 64, 72, 80, 96, 112, 128, 256, 512, 576]
}
