import Syntax

/// The settings that make OpenCode use a model of a server of one's own.
enum OpenCodeAddition {
  static func settings(for use: UseAddition) -> NewValue {
    let name = NewValue.string("ollama/" + use.name)
    var members: [NewValue.Member] = []
    if !use.isRemote {
      members = [
        .init("$schema", .string("https://opencode.ai/config.json")), .init("model", name),
        .init("small_model", name),
      ]
      if use.isOffline { members.append(.init("share", .string("disabled"))) }
    }
    var model: [NewValue.Member] = [
      .init("name", .string(use.name)), .init("tool_call", .boolean(true)),
      .init(
        "limit", .mapping([.init("context", .integer(use.context)), .init("output", .integer(use.answer))])),
    ]
    if use.seesImages {
      model.append(
        .init(
          "modalities",
          .mapping([
            .init("input", .list([.string("text"), .string("image")], flow: true)),
            .init("output", .list([.string("text")], flow: true)),
          ])))
    }
    let provider: [NewValue.Member] = [
      .init("npm", .string("@ai-sdk/openai-compatible")), .init("name", .string("Ollama")),
      .init("options", .mapping([.init("baseURL", .string(use.server + "/v1"))])),
      .init("models", .mapping([.init(use.name, .mapping(model))])),
    ]
    members.append(.init("provider", "ollama", provider))
    if use.isRemote {
      // No subagent: a local model must not hand work to it by itself.
      let agent: [NewValue.Member] = [
        .init("description", .string("Runs on ollama.com: everything sent to it leaves this machine")),
        .init("mode", .string("primary")), .init("model", name),
      ]
      return .mapping(members + [.init("agent", "remote", agent)])
    }
    // One tool's result must not fill the window.
    members.append(
      .init("tool_output", .mapping([.init("max_bytes", .integer(min(51200, use.context / 2)))])))
    return .mapping(members)
  }
}
