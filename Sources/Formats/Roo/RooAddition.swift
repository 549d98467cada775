import Syntax

extension RooFormat {
  static func settings(for use: UseAddition) -> NewValue? {
    let profile: [NewValue.Member] = [
      .init("id", .string("local")), .init("apiProvider", .string("ollama")),
      .init("ollamaBaseUrl", .string(use.server)), .init("ollamaModelId", .string(use.name)),
      .init("ollamaNumCtx", .integer(use.context)),
    ]
    return .mapping([
      .init(
        "providerProfiles",
        .mapping([
          .init("currentApiConfigName", .string("local")),
          .init("apiConfigs", .mapping([.init("local", .mapping(profile))])),
        ])), .init("globalSettings", .mapping([])),
    ])
  }
}
