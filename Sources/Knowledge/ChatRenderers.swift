/// The renderers and parsers built into Ollama, which are in for a model's TEMPLATE.
///
/// Source: ollama/ollama `model/renderers/renderer.go` and `model/parsers/parsers.go`, August 2026.
public enum ChatRenderers {
  /// Whether a library model's chats are rendered by the program, so that a TEMPLATE of one's own has no say.
  public static func serve(_ model: String) -> Bool {
    let lower = model.lowercased()
    return families.contains { lower.hasPrefix($0) }
  }
}
