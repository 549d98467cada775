import Syntax

/// What Aider is told to use, where it is not what it seems.
///
/// Sources: Aider-AI/aider `aider/args.py`, `aider/models.py`, `aider/coders`, May 2026.
struct AiderChoices {
  private let tree: SettingsTree

  init(_ tree: SettingsTree) { self.tree = tree }

  private static let formats = [
    "whole", "diff", "diff-fenced", "udiff", "udiff-simple", "editor-diff", "editor-whole",
    "editor-diff-fenced",
    "architect", "ask", "context", "patch", "help",
  ]
  /// How names of models begin that run at their makers'.
  private static let remote = [
    "openai/", "anthropic/", "gemini/", "deepseek/", "openrouter/", "groq/", "azure/", "xai/", "mistral/",
    "gpt-",
    "claude", "gemini", "sonnet", "haiku", "opus",
  ]

  /// - Parameter isOpenAILocal: whether the prefix `openai/` leads to a server of one's own.
  func add(_ isOpenAILocal: Bool, to file: inout ClientFile) {
    let main = tree["model"]?.text
    for key in ["model", "weak-model", "editor-model"] {
      guard let model = tree[[.key(key)]]?.text else { continue }
      if AiderFiles.isBare(model) {
        file.addKey(
          [.key(key)], kind: "choice", status: "misspelt", corrected: "ollama_chat/" + model, keyIsValue: true
        )
      } else if key != "model", let main, AiderFiles.prefix(of: main) != nil,
        Self.remote.contains(where: model.lowercased().hasPrefix),
        !(isOpenAILocal && model.hasPrefix("openai/"))
      {
        file.addKey([.key(key)], kind: "side", problem: "remote", corrected: main)
      }
    }
    for key in ["edit-format", "editor-edit-format"] {
      guard let text = tree[[.key(key)]]?.text, !Self.formats.contains(text) else { continue }
      file.addKey(
        [.key(key)], problem: "unknown-word", corrected: Nearest.match(text, among: Self.formats),
        expected: "whole, diff, udiff and a few more")
    }
  }
}
