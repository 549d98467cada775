import Syntax

extension ClaudeCodeFormat {
  static func settings(for use: UseAddition) -> NewValue? {
    let name = NewValue.string(use.name)
    return .mapping([
      .init("model", name),
      .init(
        "env",
        .mapping([
          .init("ANTHROPIC_BASE_URL", .string(use.server)), .init("ANTHROPIC_AUTH_TOKEN", .string("ollama")),
          .init("ANTHROPIC_API_KEY", .string("")), .init("ANTHROPIC_DEFAULT_OPUS_MODEL", name),
          .init("ANTHROPIC_DEFAULT_SONNET_MODEL", name), .init("ANTHROPIC_DEFAULT_HAIKU_MODEL", name),
          .init("CLAUDE_CODE_SUBAGENT_MODEL", name),
          .init("CLAUDE_CODE_AUTO_COMPACT_WINDOW", .quoted(String(use.context))),
          .init("CLAUDE_CODE_ATTRIBUTION_HEADER", .quoted("0")), .init("API_TIMEOUT_MS", .quoted("1200000")),
        ])),
    ])
  }
}
