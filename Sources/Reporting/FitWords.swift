import Memory
import Wording

/// What both forms of a fit report say in the same words.
enum FitWords {
  /// The type of the KV cache that a model is loaded with, or would be if it were not refused.
  static func cacheType(_ estimate: MemoryEstimate) -> String {
    (estimate.isRefused ? estimate.refusedCacheType ?? estimate.cacheType : estimate.cacheType).rawValue
  }

  /// `900-1,800 tokens/s, 2.3-4.6 s for 4,096 tokens`.
  static func prompt(_ prompt: PromptSpeed) -> String {
    let wait = prompt.secondsToFirstToken(prompt.tokens)
    return Wording.speed(prompt.low, prompt.high)
      + ", \(Wording.seconds(wait.low, wait.high)) for \(Wording.tokens(prompt.tokens))"
  }

  /// How long the first token takes after a prompt that fills each context of the table.
  static func firstTokens(_ entry: FitReport.Entry) -> [String] {
    zip(entry.ladder, entry.ladderPrompts).map { estimate, prompt in
      guard let prompt else { return "?" }
      let wait = prompt.secondsToFirstToken(estimate.settings.context)
      return Wording.seconds(wait.low, wait.high)
    }
  }

  /// Where Ollama's choice of a GPU is the reason that a model spills.
  static let spread =
    "Ollama expects less and loads it on one GPU. OLLAMA_SCHED_SPREAD=1 uses all of them, and there it fits fully"

  /// What the sizes rest on.
  static func sources(_ file: ModelFile, _ estimate: MemoryEstimate) -> String {
    let weights =
      switch file.source {
      case .catalogue: "file size from the library"
      case .gguf: "tensors of this file"
      case .store: "tensors of the installed file"
      }
    let buffers =
      switch estimate.basis {
      case .plan: "buffers equal to llama.cpp's own plan"
      case .partialPlan:
        "buffers from llama.cpp's own plan, within a few percent for a partly offloaded model"
      case .nearPlan: "buffers close to llama.cpp's own plan"
      case .formula: "buffers by formula"
      }
    return "Source: \(weights); \(buffers)"
  }

  /// What becomes of a KV cache whose type is not used; `nil` where it is.
  static func cacheProblem(_ estimate: MemoryEstimate) -> String? {
    guard let asked = estimate.refusedCacheType?.rawValue else { return nil }
    let release = "Ollama \(estimate.settings.release)"
    if estimate.isRefused {
      return
        "does not load: a \(asked) KV cache needs flash attention, \(isOff(estimate)), and \(release) fails with "
        + "\"V cache quantization requires flash_attn\". Turn flash attention on, or use f16."
    }
    let need =
      !estimate.usesFlashAttention
      ? "needs flash attention, \(isOff(estimate))"
      : estimate.settings.flashAttention == true
        ? "is not used by \(release) for this model" : "needs OLLAMA_FLASH_ATTENTION=1 with \(release)"
    return "a \(asked) KV cache \(need): Ollama silently uses \(estimate.cacheType.rawValue)"
  }

  private static func isOff(_ estimate: MemoryEstimate) -> String {
    estimate.settings.flashAttention == false
      ? "which is off" : "which Ollama \(estimate.settings.release) leaves off here"
  }
}
