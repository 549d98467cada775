import Syntax
import Vocabulary

/// The files that Aider reads next to each other.
enum AiderFiles {
  static let config = ".aider.conf.yml"
  static let settings = ".aider.model.settings.yml"

  /// What Aider puts before the name of a model of Ollama's; the first uses `/api/chat`.
  static let prefixes = ["ollama_chat/", "ollama/"]

  static func prefix(of model: String) -> String? { prefixes.first { model.hasPrefix($0) } }

  /// A file next to the one at `path`.
  static func sibling(_ name: String, of document: Document, in workspace: any Workspace) -> SettingsTree? {
    guard document.id.embedding.isEmpty, let path = Path.join(document.directory, name),
      let source = workspace.source(at: path), let syntax = SettingsTree.Syntax(of: name)
    else { return nil }
    return try? SettingsTree(Document(id: DocumentID(path), source: source), syntax)
  }

  /// Whether Aider may read a configuration of that name: by itself, or because something here names the file.
  static func mayBeRead(_ document: Document, in workspace: any Workspace) -> Bool {
    guard document.id.embedding.isEmpty else { return true }
    let name = FileName(path: document.id.path).lowercased
    // chezmoi writes `dot_` for a leading dot.
    if name.hasPrefix(".") || name.hasPrefix("dot_") { return true }
    let own = document.id.path
    return WorkspaceWalk.has("is \(own) named", in: workspace, among: { $0.path != own }) { _, source in
      ["/", " ", "\"", "'", "="].contains { source.bytes[...].contains(bytesOf: $0 + name) }
    }
  }

  /// Where litellm looks for Ollama by default.
  static let defaultServer = "http://localhost:11434"

  /// An entry `NAME=value` of a configuration's `set-env`.
  static func variable(_ name: String, in config: SettingsTree) -> (value: String, path: [PathStep])? {
    for index in (config["set-env"]?.items ?? []).indices {
      let path: [PathStep] = ["set-env", .index(index)]
      guard let text = config[path]?.text, text.hasPrefix(name + "=") else { continue }
      return (String(text.dropFirst(name.count + 1)), path)
    }
    return nil
  }

  /// Models that a configuration chooses, as written.
  static func models(of config: SettingsTree) -> [String] {
    ["model", "weak-model", "editor-model"].compactMap { config[.key($0)]?.text }
  }

  /// The names that entries of a settings file are for.
  ///
  /// - Parameter withContext: only entries that set a context length, even in the wrong place. Aider computes its own if none
  ///   is sent (aider/models.py, send_completion).
  static func names(of settings: SettingsTree, withContext: Bool = false) -> [String] {
    (settings.root.items ?? []).indices.compactMap { index in
      guard let node = settings[.index(index), "name"], let entry = settings[.index(index)] else { return nil }
      let isThere = { settings.document.source.slice(entry.range).contains(bytesOf: "num_ctx") }
      return !withContext || isThere() ? node.text : nil
    }
  }
}
