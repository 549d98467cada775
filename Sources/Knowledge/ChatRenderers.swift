/// The renderers and parsers built into Ollama, which are in for a model's TEMPLATE.
///
/// Source: ollama/ollama `model/renderers/renderer.go` and `model/parsers/parsers.go`, August 2026.
public enum ChatRenderers {
  public static let renderers = [
    "qwen3-coder", "qwen3-vl-instruct", "qwen3-vl-thinking", "qwen3.5", "qwen3.8", "ornith", "cogito",
    "deepseek3.1", "olmo3", "olmo3.1", "olmo3-think", "olmo3-32b-think", "nemotron-3-nano",
    "nemotron-3.5-nano", "gemma4", "gemma4-small", "gemma4-large", "functiongemma", "glm-4.7", "glm-ocr",
    "lfm2", "lfm2-thinking", "laguna", "poolside-v1", "cohere", "glimmer",
  ]

  public static let parsers = [
    "qwen3", "qwen3-thinking", "qwen3.5", "ornith", "qwen3-coder", "qwen3-vl-instruct", "qwen3-vl-thinking",
    "ministral", "passthrough", "harmony", "cogito", "deepseek3", "olmo3", "olmo3-think", "nemotron-3-nano",
    "nemotron-3.5-nano", "functiongemma", "glm-4.7", "gemma4", "gemma4-no-thinking", "glm-ocr", "lfm2",
    "lfm2-thinking", "laguna", "poolside-v1", "cohere", "glimmer",
  ]

  /// Whether a library model's chats are rendered by the program, so that a TEMPLATE of one's own has no say.
  public static func serve(_ model: String) -> Bool {
    let families = [
      "qwen3-coder", "qwen3-vl", "qwen3.5", "qwen3.6", "qwen3.8", "qwen3-next", "cogito", "deepseek-v3.1",
      "olmo-3", "olmo3", "nemotron-3", "nemotron3", "gemma4", "functiongemma", "glm-4.7", "glm-5", "glm-ocr",
      "lfm2", "laguna", "gpt-oss", "ministral-3", "ornith", "command-a",
    ]
    let lower = model.lowercased()
    return families.contains { lower.hasPrefix($0) }
  }
}
