import Knowledge
import Vocabulary

/// Whether the variables that hide GPUs leave a server any way to use one.
///
/// A card can be used by several backends: NVIDIA's by CUDA and Vulkan, AMD's by ROCm and Vulkan. Hiding it from one of
/// them is how the other is chosen. Sources: ollama/ollama `discover/runner.go`, `envconfig/config.go`, `Dockerfile`.
enum GPUBackends {
  private static let hiding = [
    "CUDA_VISIBLE_DEVICES": "cuda", "NVIDIA_VISIBLE_DEVICES": "cuda", "HIP_VISIBLE_DEVICES": "rocm",
    "ROCR_VISIBLE_DEVICES": "rocm", "GGML_VK_VISIBLE_DEVICES": "vulkan",
  ]

  static func check(_ draft: inout Draft) {
    for id in draft.ownIDs(.server) {
      guard let server = draft.facts[id], server.has(.version), !server.has(.vulkan), !hasVulkan(server) else { continue }
      draft[id].infer(.vulkanOff, true)
    }
    let keys = draft.all(.key).filter {
      $0[.problem] == .disablesGpu && $0.text(.name).map { hiding[$0] != nil } ?? false
    }
    for (owner, keys) in Dictionary(grouping: keys, by: { $0.related[.owner] }) {
      guard let server = owner.flatMap({ draft.facts[$0] }), server.subject == .server else { continue }
      let hidden = Set(keys.compactMap { $0.text(.name).flatMap { hiding[$0] } })
      let left = usable(server).subtracting(hidden)
      if left.isEmpty, hidden.count > 1 {
        // Nobody hides the cards from one backend after the other by mistake.
        draft[server.id].infer(
          .gpuIntended, .text("each backend is disabled by its own variable"))
      }
      guard !left.isEmpty else { continue }
      for key in keys { draft[key.id].attributes[.problem] = nil }
    }
  }

  /// The backends by which the server could use its card, if none were hidden from them.
  private static func usable(_ server: Fact) -> Set<String> {
    var backends: Set<String> = ["cuda", "rocm", "vulkan"]
    if server[.topology] == .container {
      // One image has CUDA and Vulkan, the other ROCm alone; NVIDIA's toolkit brings no Vulkan unless asked.
      backends = server[.imageVendor] == .amd ? ["rocm"] : ["cuda", "vulkan"]
    }
    if !hasVulkan(server) { backends.remove("vulkan") }
    switch vendor(of: server) {
    case "nvidia":
      return backends.intersection(server[.topology] == .container ? ["cuda"] : ["cuda", "vulkan"])
    case "amd": return backends.intersection(["rocm", "vulkan"])
    case "intel", "dri": return backends.intersection(["vulkan"])
    // Of an unknown card only what the plain image is mostly given is looked at.
    case _ where server[.topology] == .container && server.flag(.vulkan) != true:
      return backends.subtracting(["vulkan"])
    default: return backends
    }
  }

  private static func vendor(of server: Fact) -> String? {
    server[.gpuVendor]?.rawValue ?? server[.vendor]?.rawValue ?? server[.imageVendor]?.rawValue
  }

  /// On by itself since 0.30; before, from 0.12.11, where it is asked for.
  private static func hasVulkan(_ server: Fact) -> Bool {
    if server.flag(.vulkan) == false { return false }
    guard let version = server.text(.version).flatMap({ Version($0) }), version < .llamaServer else {
      return true
    }
    return server.flag(.vulkan) == true
  }
}
