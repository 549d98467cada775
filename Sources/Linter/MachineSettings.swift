import Knowledge

/// A machine in the words of `machine:` in a configuration: ``MachineDescription`` reads the same machine from them.
public struct MachineSettings: Sendable, Hashable {
  /// `RTX 3070`, `2x RTX 3090 + RTX 3060 12GB`, `none`; `nil` where only the memory is known.
  public let gpu: String?
  /// Memory of all GPUs together, where their names do not say it.
  public let vram: String?
  public let ram: String?
  /// GPU memory that other programs hold.
  public let held: String?
  public let os: String?

  /// - Parameter cards: what is known of cards by their names.
  public init(_ machine: Machine, cards: GPUCatalogue = .standard) {
    let names = machine.hasNoGPU ? "none" : Self.names(machine.gpus)
    gpu = names
    ram = machine.ramBytes.map(Self.size)
    held = machine.heldBytes > 0 ? Self.size(machine.heldBytes) : nil
    func read(_ vram: Int?) -> Machine? {
      try? MachineDescription.machine(
        gpu: names, vram: vram, ram: machine.ramBytes, held: machine.heldBytes, os: nil,
        source: machine.source, cards: cards)
    }
    vram = read(nil)?.gpus == machine.gpus ? nil : machine.vramWhole.map(Self.size)
    let system = read(machine.vramWhole)?.operatingSystem
    os = system == machine.operatingSystem ? nil : machine.operatingSystem?.rawValue
  }

  /// Each setting that says something, in the order in which people write them.
  public var all: [(key: String, value: String?)] {
    [("gpu", gpu), ("vram", vram), ("ram", ram), ("held", held), ("os", os)]
  }

  /// Cards of one name one after another are counted; a card that nobody named has none.
  private static func names(_ gpus: [Machine.GPU]) -> String? {
    var runs: [(name: String, count: Int)] = []
    for gpu in gpus where gpu.name != MachineDescription.unnamed {
      if let last = runs.last, last.name == gpu.name {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((gpu.name, 1))
      }
    }
    guard !runs.isEmpty else { return nil }
    return runs.map { $0.count > 1 ? "\($0.count)x \($0.name)" : $0.name }.joined(separator: " + ")
  }

  /// Exact, in the largest unit that is.
  private static func size(_ bytes: Int) -> String {
    for (shift, unit) in [(40, "TiB"), (30, "GiB"), (20, "MiB"), (10, "KiB")]
    where bytes > 0 && bytes & (1 << shift - 1) == 0 {
      return "\(bytes >> shift)\(unit)"
    }
    return String(bytes)
  }
}

extension Machine {
  /// Memory of all GPUs together, where that of each is known.
  fileprivate var vramWhole: Int? {
    guard !gpus.isEmpty, gpus.allSatisfy({ $0.vramBytes != nil }) else { return nil }
    return gpus.reduce(0) { $0 + ($1.vramBytes ?? 0) }
  }
}
