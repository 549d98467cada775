import Diagnostics
import Wording

extension DeploymentMap.Memory {
  /// What does not fit into VRAM.
  var beyond: Int { available.map { max(0, needed - $0) } ?? 0 }
}

/// What every drawing of a deployment says alike.
enum MapWords {
  /// `5.4 of 8.0 GiB, fits`
  static func memory(_ memory: DeploymentMap.Memory) -> String {
    guard let available = memory.available else { return "needs \(Wording.size(memory.needed))" }
    guard memory.pool == .vram else {
      return "\(Wording.gibibytes(memory.needed)) of \(Wording.size(available)) RAM"
    }
    let verdict =
      memory.verdict
      ?? (memory.spilledPercent == 0 ? "fits" : "\(Wording.percent(memory.spilledPercent)) in system RAM")
    return "\(Wording.gibibytes(memory.needed)) of \(Wording.size(available)), \(verdict)"
  }

  /// What the bar of the memory consists of.
  static func parts(_ memory: DeploymentMap.Memory) -> [(name: String, bytes: Int)] {
    let parts: [(name: String, bytes: Int)] = [
      ("weights", memory.weights), ("KV cache", memory.cache), ("buffers", memory.buffers),
    ]
    guard let available = memory.available else { return parts }
    let pool = memory.pool.rawValue
    return parts + [
      memory.beyond > 0 ? ("beyond \(pool)", memory.beyond) : ("free \(pool)", available - memory.needed)
    ]
  }
}
