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

  /// A part of the memory, with what it is called and drawn with.
  enum Part { case weights, cache, buffers, free, elsewhere }

  /// What the bar of the memory consists of, and the weights that are not in it.
  static func parts(_ memory: DeploymentMap.Memory) -> [(part: Part, name: String, bytes: Int)] {
    let weights = memory.pool == .ram ? "weights and embeddings" : "weights"
    var parts: [(part: Part, name: String, bytes: Int)] = [
      (.weights, weights, memory.weights), (.cache, "KV cache", memory.cache), (.buffers, "buffers", memory.buffers),
    ]
    if let available = memory.available {
      parts.append(
        memory.spilled > 0
          ? (.elsewhere, "weights in system RAM", memory.spilled) : (.free, "free \(memory.pool.rawValue)", available - memory.needed))
    }
    return parts.filter { $0.bytes > 0 }
  }
}
