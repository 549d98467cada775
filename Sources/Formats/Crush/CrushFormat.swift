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
    return String(decoding: candidate.head, as: UTF8.self).contains("charm.land/crush.json")
      ? .byContent : .no
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
    "id", "name", "type", "base_url", "api_key", "models", "discover_models", "disable", "extra_headers",
    "extra_body",
    "system_prompt_prefix", "provider_options", "oauth", "flat_rate",
  ]
  private static let local: Set<String> = ["ollama", "lmstudio", "llamacpp", "omlx"]
  private static let types: Set<String> = local.union([
    "openai", "openai-compat", "openrouter", "vercel", "anthropic", "google", "azure", "bedrock",
    "google-vertex", "hyper",
    "litellm",
  ])

  private var providers: [String] { tree.entries(["providers"]).compactMap(\.key.text) }

  private func isLocal(_ id: String) -> Bool {
    let path: [PathStep] = ["providers", .key(id)]
    if tree[path + ["disable"]]?.text == "true" { return false }
    if let url = tree[path + ["base_url"]]?.text { return LocalServer.isLocal(url) }
    return tree[path + ["type"]]?.text.map(Self.local.contains) ?? false
  }

  private func isOllama(_ id: String) -> Bool {
    let path: [PathStep] = ["providers", .key(id)]
    return tree[path + ["type"]]?.text == "ollama"
      || tree[path + ["base_url"]]?.text.map(LocalServer.isOllama) ?? false
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
    let endpoint = file.addEndpoint(path + ["base_url"], api: "openai", wants: .v1)
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
        // Asked of Ollama.
        if tree[item + ["context_window"]] == nil, learnsWindow(path) { use.unknown(.contextStated) }
        use.tokens(.outputStated, item + ["default_max_tokens"])
      }
    }
    let listed = Set(items.indices.compactMap { tree[path + ["models", .index($0), "id"]]?.text })
    for slot in chosen {
      let choice: [PathStep] = ["models", .key(slot)]
      guard let name = tree[choice + ["model"]]?.text, !listed.contains(name) else { continue }
      guard discovers(path) else {
        // With no model at all the provider itself is what is wrong.
        if !listed.isEmpty {
          file.addKey(choice + ["model"], status: "unknown", consequence: id, keyIsValue: true)
        }
        continue
      }
      file.addUse(
        choice, name: choice + ["model"], api: "openai", isOllama: isOllama,
        roles: [slot == "large" ? "agent" : "title"], endpoint: endpoint
      ) { use in
        if learnsWindow(path) { use.unknown(.contextStated) }
      }
      if slot == "large", learnsWindow(path) {
        file.addKey(
          choice + ["model"], name: "context_window", status: "ignored", consequence: name, keyIsValue: true)
      }
    }
    addFaults(id, to: &file)
    file.addMisspelt(
      in: path, known: Self.providerKeys,
      meant: [
        "baseURL": "base_url", "baseUrl": "base_url", "url": "base_url", "apiKey": "api_key",
        "disabled": "disable",
      ])
    file.addSecret(path + ["api_key"], replacement: "$\(Self.variable(id))_API_KEY")
  }

  /// Whether the server is asked for its models: where none is listed, or where that is wished for.
  private func discovers(_ provider: [PathStep]) -> Bool {
    switch tree[provider + ["discover_models"]]?.text {
    case "true": true
    case "false": false
    default: tree[provider + ["models"]]?.items?.isEmpty ?? true
    }
  }

  /// Whether Ollama is asked what a model was trained for, which Crush takes for its window.
  private func learnsWindow(_ provider: [PathStep]) -> Bool {
    tree[provider + ["type"]]?.text == "ollama" && discovers(provider)
  }

  /// What makes Crush pass over the whole provider.
  private func addFaults(_ id: String, to file: inout ClientFile) {
    let path: [PathStep] = ["providers", .key(id)]
    let type = tree[path + ["type"]]?.text
    guard let name = tree.entry(path)?.key else { return }
    let meant: Set = ["baseURL", "baseUrl", "url"]
    if tree[path + ["base_url"]] == nil,
      !tree.entries(path).contains(where: { meant.contains($0.key.text ?? "") })
    {
      let port = type == "ollama" ? EndpointPorts.ollama : type == "lmstudio" ? EndpointPorts.lmStudio : nil
      file.addMissing(
        path + ["base_url"], at: name, corrected: port.map { "http://localhost:\($0)/v1" }, consequence: id)
    }
    if tree[path + ["models"]]?.items?.isEmpty ?? true, tree[path + ["discover_models"]]?.text == "false" {
      file.addMissing(path + ["models"], at: name, consequence: id)
    }
    if let type, !type.contains("$"), !Self.types.contains(type) {
      file.addKey(
        path + ["type"], problem: "unknown-word", corrected: Nearest.match(type, among: Self.types.sorted()),
        consequence: id)
    }
  }

  private static func variable(_ id: String) -> String {
    String(id.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}
