/// Models that have been given tools and yet are not good for a coding agent's loop.
///
/// Source: ollama/ollama `cmd/launch/deprecated_models.go`, August 2026, which warns of them before it starts an agent;
/// for qwen2.5-coder also anomalyco/opencode issues 2728 and 7083 (it writes its calls as text).
public enum AgentSuitability {
  /// Whether Ollama itself says that a model of the library does not work well with coding agents.
  public static func isUnfit(_ name: ModelName) -> Bool {
    name.isLibrary && unfit.contains(name.model.lowercased())
  }
}
