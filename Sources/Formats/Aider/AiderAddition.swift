import Syntax

/// The context that is asked for a model.
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
