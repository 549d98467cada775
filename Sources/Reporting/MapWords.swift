import Diagnostics
import Knowledge

/// What every drawing of a deployment says alike.
enum MapWords {
  /// `5.4 of 8.0 GiB, fits`
  static func memory(_ memory: DeploymentMap.Memory) -> String {
    let needed = Bytes.gibibytes(memory.needed)
    guard let available = memory.available else { return "needs \(needed) GiB" }
    let verdict =
      memory.verdict ?? (memory.spilledPercent == 0 ? "fits" : "\(memory.spilledPercent)% in system RAM")
    return "\(needed) of \(Bytes.gibibytes(available)) GiB, \(verdict)"
  }
}
