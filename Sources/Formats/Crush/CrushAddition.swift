import Syntax

extension CrushFormat {
  static func settings(for use: UseAddition) -> NewValue? {
    let choice = NewValue.mapping([.init("provider", .string("ollama")), .init("model", .string(use.name))])
    // Crush refuses a model of which one of these is missing.
    let costs = ["cost_per_1m_in", "cost_per_1m_out", "cost_per_1m_in_cached", "cost_per_1m_out_cached"]
    let model: [NewValue.Member] =
      [
        .init("id", .string(use.name)), .init("name", .string(use.name)),
        .init("context_window", .integer(use.context)),
        .init("default_max_tokens", .integer(use.answer)), .init("can_reason", .boolean(false)),
        .init("supports_attachments", .boolean(use.seesImages)),
      ] + costs.map { .init($0, .integer(0)) }
    let provider: [NewValue.Member] = [
      .init("name", .string("Ollama")), .init("type", .string("ollama")),
      .init("base_url", .string(use.server + "/v1")),
      .init("discover_models", .boolean(false)), .init("models", .list([.mapping(model)], flow: false)),
    ]
    let providers = NewValue.Member("providers", "ollama", provider)
    // One to be chosen in the list of models.
    if use.isRemote { return .mapping([providers]) }
    return .mapping([
      .init("$schema", .string("https://charm.land/crush.json")),
      .init("options", .mapping([.init("disable_metrics", .boolean(true))])),
      .init("models", .mapping([.init("large", choice), .init("small", choice)])), providers,
    ])
  }
}
