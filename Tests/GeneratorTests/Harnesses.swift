import Formats
import Generator

extension Harness {
  /// All that can be set up, OpenCode first.
  static let every = ["opencode", "continue", "aider", "cline", "roo", "zed", "codex", "goose", "crush", "claude-code", "open-webui"]
    .map(named)

  static let opencode = named("opencode")
  static let `continue` = named("continue")
  static let aider = named("aider")
  static let zed = named("zed")
  static let codex = named("codex")
  static let goose = named("goose")
  static let claudeCode = named("claude-code")
  static let openWebUI = named("open-webui")

  private static func named(_ id: String) -> Harness {
    Harness.all(FormatRegistry.clients).first { $0.id == id }!
  }
}
