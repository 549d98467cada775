import Syntax
import Vocabulary

/// The other configurations that OpenCode merges with one: beside it, above it, and in `.opencode`.
struct OpenCodeLayers {
  /// The nearest first.
  let configs: [OpenCodeConfig]

  init(around document: Document, in workspace: any Workspace) {
    self.init(from: document.directory, but: document.id.path, of: document, in: workspace)
  }

  /// What holds for a file of an agent or a command: the folder above its own is `.opencode`, or the global one.
  init(above document: Document, in workspace: any Workspace) {
    self.init(from: document.directory, but: nil, of: document, in: workspace)
  }

  private init(from start: String, but path: String?, of document: Document, in workspace: any Workspace) {
    guard document.id.embedding.isEmpty else {
      configs = []
      return
    }
    var configs: [OpenCodeConfig] = []
    var directory = start
    while true {
      for name in ["opencode.json", "opencode.jsonc", ".opencode/opencode.json", ".opencode/opencode.jsonc"] {
        guard let other = Path.join(directory, name), other != path,
          let source = workspace.source(at: other), let tree = try? JSONParser.parse(source),
          let config = OpenCodeConfig(Document(id: DocumentID(other), source: source), tree)
        else { continue }
        configs.append(config)
      }
      if directory.isEmpty { break }
      directory = Path.directory(of: directory)
    }
    self.configs = configs
  }

  /// What the others say of a provider.
  private func providers(_ id: String) -> [OpenCodeProvider] {
    configs.flatMap(\.providers).filter { $0.id == id }
  }

  func listModels(of provider: String) -> Bool { providers(provider).contains { !$0.models.isEmpty } }

  /// Whether any configuration of the repository defines the provider, wherever it will be installed.
  static func isAnywhere(provider id: String, in workspace: any Workspace) -> Bool {
    WorkspaceWalk.first(in: workspace) { path -> Bool? in
      guard OpenCodeFormat.hint(FileName(path: path)) != .no, let source = workspace.source(at: path),
        source.bytes.count < 1 << 18, let tree = try? JSONParser.parse(source),
        let config = OpenCodeConfig(Document(id: DocumentID(path), source: source), tree)
      else { return nil }
      return config.providers.contains { $0.id == id } ? true : nil
    } ?? false
  }

  func declare(_ model: String, of provider: String) -> Bool {
    providers(provider).contains { $0.models.contains { $0.key.text == model } }
  }

  func giveAddress(to provider: String) -> Bool { providers(provider).contains { $0.url != nil } }
}
