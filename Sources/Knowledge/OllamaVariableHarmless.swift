extension OllamaVariable {
  /// Whether nothing that works today can depend on a variable not being read: it is not a setting of the server's, or the value
  /// is the one that holds without it.
  ///
  /// A variable that begins to be read takes effect at once. Whatever sizes memory, chooses a device, opens or moves something
  /// or ends requests early may take away what works without it. Defaults: Ollama, `envconfig/config.go`.
  ///
  /// - Parameter value: `nil` where it is not known.
  public static func isHarmless(_ name: String, _ value: String?) -> Bool {
    switch name {
    case "OLLAMA_NOHISTORY", "OLLAMA_EDITOR": return true
    case "OLLAMA_FLASH_ATTENTION", "OLLAMA_NOPRUNE":
      return value.map { on.contains($0.lowercased()) } ?? false
    // Debugging writes what people ask into the log.
    case "OLLAMA_SCHED_SPREAD", "OLLAMA_VULKAN", "OLLAMA_NO_CLOUD", "OLLAMA_GPU_OVERHEAD", "OLLAMA_DEBUG":
      return value.map { off.contains($0.lowercased()) } ?? false
    // A quantized cache loads no model without flash attention.
    case "OLLAMA_KV_CACHE_TYPE": return value == "f16"
    case "OLLAMA_KEEP_ALIVE", "OLLAMA_LOAD_TIMEOUT": return value == "5m"
    case "OLLAMA_NUM_PARALLEL": return value == "1"
    case "OLLAMA_MAX_LOADED_MODELS": return value == "0"
    case "OLLAMA_MAX_QUEUE": return value == "512"
    default: return false
    }
  }

  private static let on: Set<String> = ["1", "true", "t"]
  private static let off: Set<String> = ["0", "false", "f"]
}
