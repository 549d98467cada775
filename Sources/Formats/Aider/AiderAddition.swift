import Syntax

/// The context that is asked for a model.
extension AiderSettingsFormat {
  static func settings(for use: UseAddition) -> NewValue? {
    [
      [
        "name": .string("ollama_chat/" + use.name), "edit_format": .string(use.isRemote ? "diff" : "whole"),
        "use_repo_map": true, "extra_params": ["num_ctx": .integer(use.context)],
      ]
    ]
  }
}
