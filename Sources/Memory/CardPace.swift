import Knowledge
/// What a GPU reaches of its peak while a model answers and while it reads a prompt, by its generation.
///
/// From published runs of llama.cpp and Ollama with a known model and card (`Benchmarks/speeds.tsv`, with their sources):
/// four fifths of those lie inside. A pair is the slow and the fast end.
struct CardPace: Sendable {
  /// The part of the peak bandwidth at which weights are read.
  let bandwidth: (slow: Double, fast: Double)
  /// Seconds of each block, whatever its size: kernels are started, and small ones wait for each other.
  let block: (slow: Double, fast: Double)
  /// Operations on a prompt, as a multiple of the peak in single precision. Matrix units are faster than that.
  let operations: (slow: Double, fast: Double)

  private init(
    _ bandwidth: (Double, Double), microseconds: (Double, Double), _ operations: (Double, Double)
  ) {
    self.bandwidth = bandwidth
    block = (microseconds.0 * 1e-6, microseconds.1 * 1e-6)
    self.operations = operations
  }

  init(_ gpu: Machine.GPU) {
    switch gpu.vendor {
    case .nvidia: self = Self.nvidia(gpu)
    case .amd: self = Self.amd(gpu)
    case .apple: self = Self.apple(gpu)
    case .intel: self.init((0.34, 0.8), microseconds: (200, 100), (0.25, 1.05))
    case nil: self = .any
    }
  }

  private static let any = CardPace((0.5, 0.95), microseconds: (100, 40), (0.4, 2.5))

  private static func nvidia(_ gpu: Machine.GPU) -> CardPace {
    guard let capability = gpu.target.flatMap(Double.init) else { return any }
    switch capability {
    // No matrix units, and few operations to unpack small numbers with.
    case ..<7: return CardPace((0.4, 0.7), microseconds: (190, 60), (0.6, 1.35))
    case ..<7.5: return CardPace((0.55, 0.88), microseconds: (90, 40), (1.8, 3.1))
    case ..<8:
      // The 16 series is of this generation without its matrix units.
      let isPlain = gpu.name.contains("GTX 16")
      return CardPace((0.66, 0.92), microseconds: (95, 50), isPlain ? (0.6, 1.6) : (1.9, 3.3))
    case 8.0: return CardPace((0.42, 0.68), microseconds: (90, 30), (2.8, 5.3))
    case ..<8.8: return CardPace((0.73, 0.92), microseconds: (75, 40), (1.15, 2.5))
    case ..<9: return CardPace((0.76, 0.97), microseconds: (65, 30), (1.1, 2.4))
    case ..<10: return CardPace((0.42, 0.68), microseconds: (90, 30), (1.9, 3.1))
    case 12.1: return CardPace((0.65, 1), microseconds: (80, 10), (0.8, 2.5))
    default: return CardPace((0.70, 0.92), microseconds: (55, 25), (1.15, 2.5))
    }
  }

  private static func amd(_ gpu: Machine.GPU) -> CardPace {
    if gpu.isUnified { return CardPace((0.55, 0.88), microseconds: (110, 50), (0.25, 0.65)) }
    // RDNA 2 and before issue one operation where the peak of RDNA 3 counts two.
    let isOlder = gpu.target.map { $0 < "gfx11" || $0.hasPrefix("gfx9") } ?? false
    return isOlder
      ? CardPace((0.55, 0.95), microseconds: (110, 60), (0.7, 1.2))
      : CardPace((0.63, 0.92), microseconds: (75, 40), (0.4, 0.9))
  }

  private static func apple(_ gpu: Machine.GPU) -> CardPace {
    switch generation(gpu.name) {
    case 1: CardPace((0.48, 0.95), microseconds: (200, 100), (0.42, 0.8))
    case 2: CardPace((0.65, 0.95), microseconds: (190, 120), (0.5, 0.8))
    case 3, 4: CardPace((0.74, 1), microseconds: (110, 40), (0.55, 0.95))
    // With matrix units, which not every release uses.
    default: CardPace((0.68, 0.95), microseconds: (95, 40), (0.6, 3.2))
    }
  }

  /// 4 of `Apple M4 Max`.
  private static func generation(_ name: String) -> Int? {
    name.split(separator: " ").first { $0.count == 2 && $0.hasPrefix("M") }.flatMap { Int($0.dropFirst()) }
  }
}
