/// The provider that LiteLLM derives from a model name.
///
/// Source: BerriAI/litellm 1.110.2, `litellm/types/utils.py` (LlmProviders) and
/// `litellm_core_utils/get_llm_provider_logic.py`: the text before the first slash is the provider if it is in the
/// list; a name without one is looked up among the models of OpenAI, Anthropic and the like.
public enum LiteLLMProviders {
  /// Whether the provider can be told by the name alone: `ollama_chat/qwen3`, `gpt-4o`; not `qwen/qwen3` or `qwen3:8b`,
  /// which every call answers with "LLM Provider NOT provided".
  public static func isProviderKnown(_ model: String) -> Bool {
    // Stars stand for any name, and what is computed may be any.
    if model.contains("*") || model.contains("$") || model.hasPrefix("os.environ/") { return true }
    guard let slash = model.firstIndex(of: "/") else { return isOfMaker(model) }
    return names.contains(String(model[..<slash]))
  }

  private static func isOfMaker(_ model: String) -> Bool {
    let name = model.lowercased()
    return !name.hasPrefix("gpt-oss") && beginnings.contains(where: name.hasPrefix)
      && (!name.contains(":") || name.hasPrefix("ft:") || name.prefix { $0 != ":" }.contains("."))
  }
}
