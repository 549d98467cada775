import Syntax

extension GooseFormat {
  static func settings(for use: UseAddition) -> NewValue? {
    if use.isRemote {
      // What `/plan` asks.
      return .mapping([
        .init("GOOSE_PLANNER_PROVIDER", .string("ollama")), .init("GOOSE_PLANNER_MODEL", .string(use.name)),
        .init("GOOSE_PLANNER_CONTEXT_LIMIT", .integer(use.context)),
      ])
    }
    return .mapping([
      .init("active_provider", .string("ollama")),
      .init(
        "providers", "ollama",
        [
          .init("enabled", .boolean(true)), .init("model", .string(use.name)),
          .init("configured", .boolean(true)),
        ]), .init("OLLAMA_HOST", .string(use.server)), .init("GOOSE_CONTEXT_LIMIT", .integer(use.context)),
      .init("OLLAMA_TIMEOUT", .integer(1200)),
    ])
  }
}
