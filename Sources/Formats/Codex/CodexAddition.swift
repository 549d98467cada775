import Syntax

extension CodexFormat {
  static func settings(for use: UseAddition) -> NewValue? {
    .mapping([
      .init("model", .string(use.name)), .init("model_provider", .string("local")),
      .init("model_context_window", .integer(use.context)),
      .init("model_auto_compact_token_limit", .integer(use.context / 5 * 4)),
      .init(
        "model_providers", "local",
        [
          .init("name", .string("Ollama")), .init("base_url", .string(use.server + "/v1")),
          .init("wire_api", .string("responses")),
          // A long prompt takes minutes to read before the first token comes.
          .init("stream_idle_timeout_ms", .integer(600_000)),
        ]),
    ])
  }
}
