/// What reading a picture takes in addition to the projector's weights.
///
/// Gemma and Llama scale every picture to one size. Others cut it into as many pieces as it has; llama.cpp reserves for
/// the size that `tools/mtmd/clip.cpp` warms up with, or allows: 46 x 46 tokens of four patches for Qwen-VL, 4096 patches
/// for Mistral 3 (Pixtral).
struct VisionBuffer {
  let shape: ModelShape

  init(_ shape: ModelShape) { self.shape = shape }

  /// With flash attention: what lies between the tower's matrices, whose middles are 4304 wide.
  func atOnce(byOllama: Bool) -> Int {
    guard shape.hasVision else { return 0 }
    func activations(_ patches: Int) -> Int { patches * 4 * (3 * 4304 + 4 * 1152) }
    switch shape.architecture {
    case "mistral3": return activations(byOllama ? 12100 : 4096)
    case "qwen25vl", "qwen3vl", "qwen3vlmoe", "qwen35", "qwen35moe":
      return activations(byOllama ? 16384 : 8464)
    case "gemma3": return byOllama ? activations(4096) : 0
    default: return 0
    }
  }

  /// Every patch scored against every other, by Ollama's own engine until 0.13.2.
  var scored: Int {
    let patches =
      switch shape.architecture {
      case "gemma3": 4096
      case "mistral3": 12100
      default: 0
      }
    guard shape.hasVision, patches > 0 else { return atOnce(byOllama: true) }
    return 4 * patches * patches * 16 + patches * 4 * 5 * 1152
  }
}
