import Syntax

extension ZedFormat {
  static func settings(for use: UseAddition) -> NewValue? {
    var model: [NewValue.Member] = [
      .init("name", .string(use.name)), .init("display_name", .string(use.name)),
      .init("max_tokens", .integer(use.context)), .init("keep_alive", .string("10m")),
      .init("supports_tools", .boolean(true)),
    ]
    if use.seesImages { model.append(.init("supports_images", .boolean(true))) }
    let choice: [NewValue.Member] = [.init("provider", .string("ollama")), .init("model", .string(use.name))]
    let models = NewValue.Member(
      "language_models", "ollama",
      [
        .init("api_url", .string(use.server)),
        .init("available_models", .list([.mapping(model)], flow: false)),
      ])
    // One to be chosen in the list of models.
    if use.isRemote { return .mapping([models]) }
    return .mapping([.init("agent", "default_model", choice), models])
  }
}
