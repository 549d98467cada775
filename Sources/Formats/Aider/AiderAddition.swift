import Syntax

/// What Aider's two files are to gain: the choice of the model, and the context that is asked for it.
extension AiderConfigFormat {
  static func settings(for use: UseAddition) -> NewValue? {
    let prefixed = "ollama_chat/" + use.name
    // `/model remote` takes it.
    if use.isRemote { return .mapping([.init("alias", .list([.string("remote:" + prefixed)], flow: false))]) }
    let name = NewValue.string(prefixed)
    return .mapping([
      .init("model", name), .init("weak-model", name), .init("edit-format", .string("whole")),
      .init("map-tokens", .quoted("1024")), .init("timeout", .quoted("1200")),
      .init("analytics-disable", .boolean(true)),
      .init("set-env", .list([.string("OLLAMA_API_BASE=" + use.server)], flow: false)),
    ])
  }
}

extension AiderSettingsFormat {
  static func settings(for use: UseAddition) -> NewValue? {
    .list(
      [
        .mapping([
          .init("name", .string("ollama_chat/" + use.name)),
          .init("edit_format", .string(use.isRemote ? "diff" : "whole")),
          .init("use_repo_map", .boolean(true)),
          .init("extra_params", .mapping([.init("num_ctx", .integer(use.context))])),
        ])
      ], flow: false)
  }
}
