import Syntax
import Vocabulary

/// Crush's `crush.json`; its Bash form is a program and is not read.
///
/// Sources: charmbracelet/crush `internal/config`, `internal/discover/ollama.go`, `schema.json`, 2026.
enum CrushFormat: ClientFormat {
  static let name = "crush"

  static func hint(_ name: FileName) -> NameHint {
    name.lowercased == "crush.json" || name.lowercased == ".crush.json"
      ? .certain : name.lowercased.contains("crush") && name.hasSuffix(".json") ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    let file = candidate.fileName.lowercased()
    if file == "crush.json" || file == ".crush.json" { return .byName }
    guard candidate.path.isEmpty || file.hasSuffix(".json") else { return .no }
    return String(decoding: candidate.head, as: UTF8.self).contains("charm.land/crush.json") ? .byContent : .no
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .json }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    CrushReader(tree: tree).file()
  }
}

/// Reads Crush's providers that run nearby.
private struct CrushReader {
  let tree: SettingsTree

  private static let providerKeys: Set<String> = [
    "id", "name", "type", "base_url", "api_key", "models", "discover_models", "disable", "extra_headers", "extra_body",
    "system_prompt_prefix", "provider_options", "oauth", "flat_rate",
  ]
  private static let local: Set<String> = ["ollama", "lmstudio", "llamacpp", "omlx"]

  private var providers: [String] { tree.entries(["providers"]).compactMap(\.key.text) }

  private func isLocal(_ id: String) -> Bool {
    let path: [PathStep] = ["providers", .key(id)]
    if tree[path + ["disable"]]?.text == "true" { return false }
    if let url = tree[path + ["base_url"]]?.text { return LocalServer.isLocal(url) }
    return tree[path + ["type"]]?.text.map(Self.local.contains) ?? false
  }

  private func isOllama(_ id: String) -> Bool {
    let path: [PathStep] = ["providers", .key(id)]
    return tree[path + ["type"]]?.text == "ollama" || tree[path + ["base_url"]]?.text.map(LocalServer.isOllama) ?? false
  }

  func file() -> ClientFile? {
    let local = providers.filter(isLocal)
    guard !local.isEmpty else { return nil }
    var file = ClientFile(tree, program: "Crush", isOllama: local.contains(where: isOllama))
    for id in local { add(id, to: &file) }
    return file
  }

  private func add(_ id: String, to file: inout ClientFile) {
    let path: [PathStep] = ["providers", .key(id)]
    let isOllama = isOllama(id)
    let endpoint = file.addEndpoint(
      path + ["base_url"], fallback: isOllama ? "http://localhost:11434/v1" : nil,
      at: tree.entry(path)?.key.range, api: "openai", wants: .v1)
    let chosen = ["large", "small"].filter { tree["models", .key($0), "provider"]?.text == id }
    let items = tree[path + ["models"]]?.items ?? []
    for index in items.indices {
      let item = path + ["models", .index(index)]
      let roles = chosen.filter { tree["models", .key($0), "model"]?.text == tree[item + ["id"]]?.text }
      file.addUse(
        item, name: item + ["id"], api: "openai", isOllama: isOllama,
        roles: roles.contains("large") || chosen.isEmpty ? ["agent"] : ["title"], endpoint: endpoint
      ) { use in
        use.tokens(.contextStated, item + ["context_window"])
        use.tokens(.outputStated, item + ["default_max_tokens"])
      }
    }
    let listed = Set(items.indices.compactMap { tree[path + ["models", .index($0), "id"]]?.text })
    for slot in chosen {
      let choice: [PathStep] = ["models", .key(slot)]
      guard let name = tree[choice + ["model"]]?.text, !listed.contains(name) else { continue }
      file.addUse(
        choice, name: choice + ["model"], api: "openai", isOllama: isOllama,
        roles: [slot == "large" ? "agent" : "title"], endpoint: endpoint)
      // What is asked of Ollama is the length that the model was trained for.
      if isOllama, slot == "large", tree[path + ["discover_models"]]?.text != "false" {
        file.addKey(choice + ["model"], name: "context_window", status: "ignored", consequence: name, keyIsValue: true)
      }
    }
    file.addMisspelt(
      in: path, known: Self.providerKeys,
      meant: ["baseURL": "base_url", "baseUrl": "base_url", "url": "base_url", "apiKey": "api_key", "disabled": "disable"])
    file.addSecret(path + ["api_key"], replacement: "$\(Self.variable(id))_API_KEY")
  }

  private static func variable(_ id: String) -> String {
    String(id.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}
