import Syntax

extension GooseFormat {
  static func settings(for use: UseAddition) -> NewValue? {
    .mapping([
      .init("active_provider", .string("ollama")),
      .init(
        "providers",
        .mapping([
          .init(
            "ollama",
            .mapping([
              .init("enabled", .boolean(true)), .init("model", .string(use.name)),
              .init("configured", .boolean(true)),
            ]))
        ])), .init("OLLAMA_HOST", .string(use.server)), .init("GOOSE_CONTEXT_LIMIT", .integer(use.context)),
      .init("OLLAMA_TIMEOUT", .integer(1200)),
    ])
  }
}
