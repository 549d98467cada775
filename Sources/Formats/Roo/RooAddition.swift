import Syntax

extension RooFormat {
  static func settings(for use: UseAddition) -> NewValue? {
    let name = use.isRemote ? "remote" : "local"
    let profile: [NewValue.Member] = [
      .init("id", .string(name)), .init("apiProvider", .string("ollama")),
      .init("ollamaBaseUrl", .string(use.server)), .init("ollamaModelId", .string(use.name)),
      .init("ollamaNumCtx", .integer(use.context)),
    ]
    let profiles = NewValue.Member("apiConfigs", name, profile)
    if use.isRemote { return .mapping([.init("providerProfiles", .mapping([profiles]))]) }
    return .mapping([
      .init(
        "providerProfiles",
        .mapping([
          .init("currentApiConfigName", .string(name)), profiles,
        ])), .init("globalSettings", .mapping([])),
    ])
  }
}
