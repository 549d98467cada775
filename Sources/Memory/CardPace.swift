import Knowledge
/// What a GPU reaches of its peak, by its generation: `Catalogue/paces.yaml`.
struct CardPace: Sendable {
  let vendor: Machine.Vendor?
  /// Part of a card's name.
  var named: String?
  /// No newer than this; every card where it is `nil`.
  var below: Double?
  let bandwidth: Span
  /// Microseconds.
  let block: Span
  let operations: Span

  /// The slow and the fast end.
  struct Span: Sendable, ExpressibleByArrayLiteral {
    let slow: Double
    let fast: Double

    init(arrayLiteral ends: Double...) { (slow, fast) = (ends.first ?? 0, ends.last ?? 0) }
  }

  static func of(_ gpu: Machine.GPU) -> CardPace {
    let level = level(gpu)
    return all.first { pace in
      pace.vendor == gpu.vendor && level < pace.below ?? .infinity && pace.named.map(gpu.name.contains) ?? true
    } ?? CardPace(vendor: nil, bandwidth: [0.5, 0.95], block: [100, 40], operations: [0.4, 2.5])
  }

  /// How new a card is among its maker's; not a number where nobody knows.
  private static func level(_ gpu: Machine.GPU) -> Double {
    switch gpu.vendor {
    case .nvidia: return gpu.target.flatMap(Double.init) ?? .nan
    case .amd: return gpu.isUnified ? 0 : gpu.target.map { $0 < "gfx11" || $0.hasPrefix("gfx9") } ?? false ? 1 : 2
    // 4 of `Apple M4 Max`.
    case .apple:
      let chip = gpu.name.split(separator: " ").first { $0.count == 2 && $0.hasPrefix("M") }
      return chip.flatMap { Double($0.dropFirst()) } ?? 99
    case .intel, nil: return 0
    }
  }
}
