import Syntax

extension ClineFormat {
  static func settings(for use: UseAddition) -> NewValue? {
    let settings: [NewValue.Member] = [
      .init("provider", .string("ollama")), .init("model", .string(use.name)),
      .init("baseUrl", .string(use.server)),
      .init("contextWindow", .integer(use.context)), .init("timeout", .integer(600_000)),
    ]
    return .mapping([
      .init("version", .integer(1)), .init("lastUsedProvider", .string("ollama")),
      .init(
        "providers", "ollama",
        [
          .init("settings", .mapping(settings)), .init("updatedAt", .string("2026-01-01T00:00:00.000Z")),
          .init("tokenSource", .string("manual")),
        ]),
    ])
  }
}
