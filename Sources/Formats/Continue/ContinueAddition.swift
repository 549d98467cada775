import Syntax

extension ContinueFormat {
  /// The model that `config.yaml` is to gain.
  static func settings(for use: UseAddition) -> NewValue? {
    let roles = use.completesCode ? ["autocomplete"] : use.isRemote ? ["chat"] : ["chat", "edit", "apply"]
    var model: [NewValue.Member] = [
      .init("name", .string(use.name)), .init("provider", .string("ollama")),
      .init("model", .string(use.name)),
      .init("apiBase", .string(use.server)), .init("roles", .list(roles.map(NewValue.string), flow: true)),
    ]
    if !use.completesCode {
      let abilities = ["tool_use"] + (use.seesImages ? ["image_input"] : [])
      model.append(.init("capabilities", .list(abilities.map(NewValue.string), flow: true)))
    }
    model.append(
      .init("defaultCompletionOptions", .mapping([.init("contextLength", .integer(use.context))])))
    return .mapping([
      .init("name", .string("Local")), .init("version", .string("0.0.1")), .init("schema", .string("v1")),
      .init("models", .list([.mapping(model)], flow: false)),
    ])
  }
}
