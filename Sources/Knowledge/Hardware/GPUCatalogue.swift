import Catalogue
import Syntax

/// What is published of a graphics card.
public struct GPUModel: Sendable, Hashable {
  public let name: String
  public let vendor: Machine.Vendor
  /// Nominal memory in bytes; `nil` where it depends on the computer.
  public let vramBytes: Int?
  /// Peak memory bandwidth in bytes per second.
  public let bandwidth: Double?
  /// Peak operations per second in single precision.
  public let operations: Double?
  /// CUDA compute capability (`8.6`) or AMD target (`gfx1100`).
  public let target: String?
  /// Whether it shares its memory with the CPU.
  public let isUnified: Bool

  public init(
    name: String, vendor: Machine.Vendor, vramBytes: Int?, bandwidth: Double?, operations: Double? = nil,
    target: String?, isUnified: Bool
  ) {
    self.name = name
    self.vendor = vendor
    self.vramBytes = vramBytes
    self.bandwidth = bandwidth
    self.operations = operations
    self.target = target
    self.isUnified = isUnified
  }

  /// The name with its maker's: `NVIDIA GeForce RTX 3070`.
  public var fullName: String {
    let maker =
      switch vendor {
      case .nvidia: "NVIDIA"
      case .amd: "AMD"
      case .intel: "Intel"
      case .apple: "Apple"
      }
    return name.hasPrefix(maker) ? name : maker + " " + name
  }
}

/// Graphics cards by the names that people, `nvidia-smi`, `lspci` and others give them.
///
/// The table is `Catalogue/gpus.tsv`; its first column is ``GPUName/key(_:)`` of a name.
public struct GPUCatalogue: Sendable {
  private let table: CatalogueTable

  /// What this process knows of cards.
  public static let standard = GPUCatalogue(StandardKnowledge.current.gpus)

  init(_ table: CatalogueTable) { self.table = table }

  public enum Answer: Sendable, Hashable {
    case card(GPUModel)
    /// The name is sold with several memory sizes, in bytes.
    case severalSizes([Int])
    /// The nearest name, if one is near enough.
    case unknown(nearest: String?)
  }

  /// - Parameter vramBytes: what a driver reports or a person says, which tells cards of one name apart.
  public func look(up text: String, vramBytes: Int? = nil) -> Answer {
    let name = GPUName(text)
    let wanted = name.gibibytes ?? vramBytes.map { Double($0) / 1_073_741_824 }
    for key in name.keys {
      for candidate in [key] + Self.prefixes.map({ $0 + key }) {
        let cards = table.rows(named: candidate).compactMap(card)
        if cards.isEmpty { continue }
        return choose(among: cards, gibibytes: wanted)
      }
    }
    return .unknown(nearest: nearest(name.keys.first ?? ""))
  }

  /// Drivers report a little less than what is sold: 15 GiB for a card of 16.
  private static let tolerance = 1.3

  private func choose(among cards: [GPUModel], gibibytes: Double?) -> Answer {
    if let gibibytes {
      let near = cards.filter { card in
        guard let bytes = card.vramBytes else { return true }
        return abs(Double(bytes) / 1_073_741_824 - gibibytes) < Self.tolerance
      }
      let best = near.min { distance($0, gibibytes) < distance($1, gibibytes) }
      if let best { return .card(best) }
      // A size that is not sold: what is measured is believed, the rest of the card kept.
      guard let first = cards.first else { return .unknown(nearest: nil) }
      return .card(
        GPUModel(
          name: first.name, vendor: first.vendor, vramBytes: Int(gibibytes * 1_073_741_824),
          bandwidth: first.bandwidth, operations: first.operations, target: first.target,
          isUnified: first.isUnified))
    }
    // A row whose name says no size is the plain meaning of the name: RTX 3080 is the one with 10 GB.
    let plain = cards.filter { GPUName($0.name).gibibytes == nil }
    let candidates = plain.isEmpty ? cards : plain
    let sizes = Set(candidates.compactMap(\.vramBytes))
    if sizes.count > 1 { return .severalSizes(sizes.sorted()) }
    return candidates.first.map(Answer.card) ?? .unknown(nearest: nil)
  }

  private func distance(_ card: GPUModel, _ gibibytes: Double) -> Double {
    abs(Double(card.vramBytes ?? 0) / 1_073_741_824 - gibibytes)
  }

  private func nearest(_ key: String) -> String? {
    guard let match = Nearest.match(key, among: table.keys()) else { return nil }
    return table.rows(named: match).first.flatMap(card)?.name
  }

  private func card(_ row: CatalogueTable.Row) -> GPUModel? {
    guard let vendor = Machine.Vendor(rawValue: String(row["vendor"])) else { return nil }
    return GPUModel(
      name: String(row["name"]), vendor: vendor,
      vramBytes: Double(row["vram_gib"]).map { Int($0 * 1_073_741_824) },
      bandwidth: Double(row["bandwidth_gbps"]).map { $0 * 1e9 },
      operations: Double(row["tflops"]).map { $0 * 1e12 },
      target: row["target"].isEmpty ? nil : String(row["target"]), isUnified: row["unified"] == "yes")
  }

  /// Every card, in the order of the table.
  var all: [GPUModel] { table.keys().flatMap { table.rows(named: $0).compactMap(card) } }

  /// The catalogue with the GPUs that a project describes. Each replaces the one of the same name.
  public func adding(_ cards: [GPUModel]) -> GPUCatalogue {
    guard !cards.isEmpty else { return self }
    return GPUCatalogue(
      table.adding(
        cards.map { card in
          table.emptyRow.with([
            "key": GPUName(card.name).keys.first ?? card.name.lowercased(), "name": card.name,
            "vendor": card.vendor.rawValue,
            "vram_gib": card.vramBytes.map { "\(Double($0) / 1_073_741_824)" } ?? "",
            "bandwidth_gbps": card.bandwidth.map { "\($0 / 1e9)" } ?? "",
            "tflops": card.operations.map { "\($0 / 1e12)" } ?? "", "target": card.target ?? "",
            "unified": card.isUnified ? "yes" : "no",
          ])
        }))
  }
}
