import Knowledge
import Vocabulary
import Wording

/// What Ollama gives a model where nobody says how much.
enum DefaultContext {
  /// Ollama's default by the memory of all GPUs together; without a machine, what all below 24 GiB get.
  static func tokens(_ vramBytes: Int?) -> Int {
    guard let vramBytes else { return 4096 }
    return vramBytes >= 47 << 30 ? 262_144 : vramBytes >= 23 << 30 ? 32768 : 4096
  }

  static func reason(_ machine: Machine?) -> Reason {
    guard let machine, let bytes = machine.vramBytes else {
      return Reason(
        "Ollama defaults to 4,096 tokens below 24 GiB of VRAM, 32,768 below 48 GiB, 262,144 above"
      )
    }
    if bytes == 0 { return Reason("Ollama defaults to 4,096 tokens without a GPU") }
    let name = machine.gpus.isEmpty ? "this machine" : Wording.list(machine.gpus.map(\.name))
    let limit =
      bytes >= 47 << 30 ? "with 48 GiB of VRAM or more" : "below \(bytes >= 23 << 30 ? 48 : 24) GiB of VRAM"
    return Reason(
      "Ollama defaults to \(Wording.tokens(tokens(bytes))) \(limit) (\(name): \(Wording.size(bytes)))")
  }
}
