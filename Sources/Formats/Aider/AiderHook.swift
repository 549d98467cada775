/// What Aider's configuration leaves to the file of model settings next to it.
struct AiderHook: ClientHook {
  func holds(_ name: String, at scope: SettingsScope, in view: SettingsView) -> Bool {
    switch name {
    case "settled": view.tree[scope.path]?.text.map { settled(view).contains($0) } ?? false
    case "sized-model": view.tree["model"]?.text.map { settled(view, withContext: true).contains($0) } ?? false
    case "sized-editor": view.tree["editor-model"]?.text.map { settled(view, withContext: true).contains($0) } ?? false
    case "settled-as-completion":
      view.tree["model"]?.text.map { name in
        let names = settled(view)
        return names.contains(name) && !names.contains("ollama_chat/" + name.drop { $0 != "/" }.dropFirst())
      } ?? false
    case "settled-for-all": settled(view).contains("aider/extra_params")
    case "lm-studio-base":
      EnvironmentFiles.value(of: "LM_STUDIO_API_BASE", beside: view.tree.document, in: view.workspace) != nil
    case "server-variables": variables(scope, view).contains { isOfServer($0) }
    default: false
    }
  }

  func mayBeRead(_ document: Document, in workspace: any Workspace) -> Bool {
    AiderFiles.mayBeRead(document, in: workspace)
  }

  /// The models that have settings of their own.
  ///
  /// - Parameter withContext: only those whose settings name a context length.
  private func settled(_ view: SettingsView, withContext: Bool = false) -> [String] {
    let own = view.tree["model-settings-file"]?.text
    let settings = AiderFiles.sibling(
      own ?? AiderFiles.settings, of: view.tree.document, in: view.workspace)
    if let settings { return AiderFiles.names(of: settings, withContext: withContext) }
    // A file of another name that is not here may hold settings for all of them.
    return own == nil ? [] : AiderFiles.models(of: view.tree) + ["aider/extra_params"]
  }

  private func variables(_ scope: SettingsScope, _ view: SettingsView) -> [String] {
    let items =
      scope.path.isEmpty ? view.tree["set-env"]?.items ?? [] : [view.tree[scope.path]].compactMap { $0 }
    return items.compactMap(\.text)
  }

  /// A setting of the server's, which only Aider itself gets here.
  private func isOfServer(_ assignment: String) -> Bool {
    assignment.hasPrefix("OLLAMA_")
      && !["OLLAMA_API_BASE=", "OLLAMA_API_KEY="].contains { assignment.hasPrefix($0) }
  }
}
