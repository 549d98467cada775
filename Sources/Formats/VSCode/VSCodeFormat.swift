import Syntax
import Vocabulary

/// VS Code's own chat, as far as it is pointed at Ollama.
///
/// Source: ollama/ollama `cmd/launch/vscode.go`, `docs/integrations/vscode.mdx`, 2026.
enum VSCodeFormat: ClientFormat {
  static let name = "vscode"

  static func hint(_ name: FileName) -> NameHint {
    name.lowercased == "chatlanguagemodels.json"
      ? .certain : name.lowercased == "settings.json" ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    let file = candidate.fileName.lowercased()
    if file == "chatlanguagemodels.json" { return .byName }
    guard candidate.path.isEmpty || file == "settings.json" else { return .no }
    return String(decoding: candidate.head, as: UTF8.self).contains("\"" + oldKey + "\"") ? .byContent : .no
  }

  private static let oldKey = "github.copilot.chat.byok.ollamaEndpoint"

  static func syntax(of path: String) -> SettingsTree.Syntax { .json }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    if let items = tree.root.items {
      let local = items.indices.filter { tree[.index($0), "vendor"]?.text == "ollama" }
      guard !local.isEmpty else { return nil }
      var file = ClientFile(tree, program: "VS Code", isOllama: true)
      for index in local { file.addEndpoint([.index(index), "url"], api: "native", shape: .root) }
      return file
    }
    guard tree[.key(oldKey)]?.text != nil else { return nil }
    var file = ClientFile(tree, program: "VS Code", isOllama: true)
    file.addEndpoint([.key(oldKey)], api: "native", shape: .root)
    file.addKey([.key(oldKey)], status: "deprecated", replacement: "chatLanguageModels.json")
    return file
  }
}
