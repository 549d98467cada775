/// A Jinja chat template out of a GGUF file, checked as Ollama does: by words in it.
///
/// Source: Ollama `server/images.go`, chatTemplateHasToolSupport and its neighbours, 2026-08.
struct ChatTemplate: Sendable {
  let text: String

  var capabilities: Set<ModelCapability> {
    var found: Set<ModelCapability> = []
    if hasTools { found.insert(.tools) }
    if hasThinking { found.insert(.thinking) }
    return found
  }

  /// Whether it shows the model its own earlier calls and their results.
  var returnsToolResults: Bool {
    hasTools && has("tool_calls", "assistant_tool_call")
      && has(
        "tool_response", "tool_results", "role'] == 'tool'", "role'] == \"tool\"", "role\"] == 'tool'",
        "role\"] == \"tool\"", "message.role == 'tool'", "message.role == \"tool\"", "ipython")
  }

  private var hasTools: Bool { has("tools", "tool_call") }

  private var hasThinking: Bool {
    if has("<think>"), has("</think>") { return true }
    return has("content.split('</think>')", "content.split(\"</think>\")")
      && !has("reasoning_content", "<SPECIAL_12>")
  }

  private func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }
}
