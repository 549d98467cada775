/// Which models Continue offers tools to without being told, by what their names contain.
///
/// Source: continuedev/continue `core/llm/toolSupport.ts`, June 2026.
enum ContinueTools {
  private static let names = [
    "cogito", "llama3.1", "llama3.2", "llama3.3", "qwq", "qwen2", "qwen3", "mixtral", "mistral", "devstral",
    "command-r",
    "command-a", "smollm2", "hermes3", "athene-v2", "nemotron", "llama3-groq", "granite3", "granite-3",
    "granite4",
    "aya-expanse", "firefunction-v2", "exaone", "gpt-oss", "glm-4", "glm-5", "deepseek", "dolphin",
  ]
  private static let exceptions = ["vision", "math", "guard", "mistrallite", "mistral-openorca"]

  static func areOffered(to model: String) -> Bool {
    let model = model.lowercased()
    return names.contains(where: model.contains) && !exceptions.contains(where: model.contains)
  }
}
