import Diagnostics
import Knowledge
import Wording

/// What every drawing of a deployment says alike.
enum MapWords {
  /// `5.4 of 8.0 GiB, fits`
  static func memory(_ memory: DeploymentMap.Memory) -> String {
    guard let available = memory.available else { return "needs \(Wording.size(memory.needed))" }
    let verdict =
      memory.verdict
      ?? (memory.spilledPercent == 0 ? "fits" : "\(Wording.percent(memory.spilledPercent)) in system RAM")
    return "\(Wording.gibibytes(memory.needed)) of \(Wording.size(available)), \(verdict)"
  }
}
