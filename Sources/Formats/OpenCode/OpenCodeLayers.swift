import Syntax

/// The other configurations that OpenCode merges with one: beside it, above it, and in `.opencode`.
struct OpenCodeLayers {
  private let roots: [Node]

  init(around document: Document, in workspace: any Workspace) {
    guard document.id.embedding.isEmpty else {
      roots = []
      return
    }
    var roots: [Node] = []
    var directory = document.directory
    while true {
      for name in ["opencode.json", "opencode.jsonc", ".opencode/opencode.json", ".opencode/opencode.jsonc"] {
        guard let path = Path.join(directory, name), path != document.id.path,
          let source = workspace.source(at: path), let root = (try? JSONParser.parse(source))?.root
        else { continue }
        roots.append(root)
      }
      if directory.isEmpty { break }
      directory = Path.directory(of: directory)
    }
    self.roots = roots
  }

  /// What the others say of a provider.
  private func providers(_ id: String) -> [OpenCodeProvider] {
    roots.flatMap { root in
      ["provider", "providers"].compactMap { section in
        root[section]?.entry(id).map {
          OpenCodeProvider(id: id, section: section, key: $0.key, node: $0.value)
        }
      }
    }
  }

  func declare(_ model: String, of provider: String) -> Bool {
    providers(provider).contains { $0.models.contains { $0.key.text == model } }
  }

  func giveAddress(to provider: String) -> Bool { providers(provider).contains { $0.url != nil } }
}
