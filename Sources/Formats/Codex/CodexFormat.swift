import Knowledge
import Syntax
import Vocabulary

/// Codex's `config.toml`, its profile files, and those in projects.
///
/// Sources: openai/codex configuration schema, February 2026; ollama/ollama `cmd/launch/codex.go`.
enum CodexFormat: ClientFormat {
  static let name = "codex"

  static func hint(_ name: FileName) -> NameHint {
    guard name.hasSuffix(".toml") else { return .no }
    return isConfigPath(name.path) ? .certain : name.lowercased.contains("config") ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    if isConfigPath(candidate.path) { return .byName }
    guard candidate.path.hasSuffix(".toml") || candidate.language == "toml" else { return .no }
    // Parsed only where the word is there.
    guard String(decoding: candidate.head, as: UTF8.self).contains("model_provider"),
      let nodes = try? TOMLParser.parse(SourceText(Array(candidate.head))).nodes, let root = nodes.root
    else { return .no }
    let isCodex = ["model_provider", "model_providers"].contains { nodes.value(of: $0, in: root) != nil }
    return isCodex ? .byContent : .no
  }

  private static func isConfigPath(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/")
    guard let file = parts.last, parts.dropLast().last == ".codex" else { return false }
    return file == "config.toml" || file.hasSuffix(".config.toml")
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .toml }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    CodexReader(tree).file()
  }
}

/// Reads what Codex is told about providers that run nearby.
private struct CodexReader {
  let tree: SettingsTree

  init(_ tree: SettingsTree) { self.tree = tree }

  /// Providers that Codex brings along; the last two are servers of one's own.
  private static let builtIn = ["openai", "ollama", "lmstudio"]
  private static let provider: Set<String> = [
    "name", "base_url", "env_key", "env_key_instructions", "wire_api", "http_headers", "env_http_headers",
    "query_params", "request_max_retries", "stream_max_retries", "stream_idle_timeout_ms",
    "requires_openai_auth",
    "experimental_bearer_token", "supports_websockets", "auth", "websocket_connect_timeout_ms",
  ]

  private var declared: [String] { tree.entries(["model_providers"]).compactMap(\.key.text) }

  private static let otherNames = [
    "baseURL": "base_url", "baseUrl": "base_url", "url": "base_url", "api_base": "base_url",
  ]

  /// The address of a provider, also under a name that is not read.
  private func url(_ id: String) -> String? {
    (["base_url"] + Self.otherNames.keys.sorted()).lazy.compactMap {
      tree["model_providers", .key(id), .key($0)]?.text
    }.first
  }

  private func isLocal(_ id: String) -> Bool {
    if let url = url(id) { return LocalServer.isLocal(url) }
    return id == "ollama" || id == "lmstudio"
  }

  /// Where a model is chosen: at the top, and in each profile.
  private var choices: [[PathStep]] {
    [[]] + tree.entries(["profiles"]).compactMap(\.key.text).map { ["profiles", .key($0)] }
  }

  private func providerID(_ choice: [PathStep]) -> String? {
    tree[choice + ["model_provider"]]?.text ?? tree["model_provider"]?.text
  }

  func file() -> ClientFile? {
    let local = declared.filter(isLocal)
    let chosen = choices.filter { providerID($0).map(isLocal) ?? false }
    // A table of providers under another name is a slip that only shows that Ollama is meant.
    let stray = tree.entries(["providers"]).contains {
      tree["providers", .key($0.key.text ?? ""), "base_url"]?.text.map(LocalServer.isLocal) ?? false
    }
    guard !local.isEmpty || !chosen.isEmpty || stray else { return nil }
    let isOllama =
      local.contains { self.isOllama($0) }
      || chosen.contains { providerID($0).map(self.isOllama) ?? false }
    var file = ClientFile(tree, program: "Codex", isOllama: isOllama)
    var endpoints: [String: FactID] = [:]
    for id in local { endpoints[id] = add(provider: id, to: &file) }
    for choice in chosen { add(choice, endpoints, to: &file) }
    // One wrong word in a provider that is not even used stops Codex.
    for id in declared where !local.contains(id) { addWire(["model_providers", .key(id)], to: &file) }
    addProblems(stray, to: &file)
    return file
  }

  private func isOllama(_ id: String) -> Bool {
    if let url = url(id) { return LocalServer.isOllama(url) }
    return id == "ollama"
  }

  private func add(_ choice: [PathStep], _ endpoints: [String: FactID], to file: inout ClientFile) {
    guard let id = providerID(choice), tree[choice + ["model"]] != nil else { return }
    var endpoint = endpoints[id]
    if endpoint == nil, let node = tree[choice + ["model_provider"]] ?? tree["model_provider"] {
      let port = id == "lmstudio" ? EndpointPorts.lmStudio : EndpointPorts.ollama
      endpoint = file.addEndpoint(
        choice + ["model_provider", "built-in"], fallback: "http://localhost:\(port)/v1", at: node.range,
        api: "openai", wants: .any)
    }
    file.addUse(
      choice + ["model"], name: choice + ["model"], api: "openai", isOllama: isOllama(id), roles: ["agent"],
      endpoint: endpoint
    ) { use in
      let own = choice + ["model_context_window"]
      use.tokens(
        .contextStated,
        tree[own] == nil && tree["model_context_window"] != nil ? ["model_context_window"] : own)
    }
    let window = (tree[choice + ["model_context_window"]] ?? tree["model_context_window"])?.positive
    let limit = choice + ["model_auto_compact_token_limit"]
    if let window, let compact = tree[limit]?.positive, compact >= window {
      file.addKey(limit, problem: "range", corrected: String(window / 5 * 4), expected: String(window))
    }
  }

  private func add(provider id: String, to file: inout ClientFile) -> FactID? {
    let path: [PathStep] = ["model_providers", .key(id)]
    let endpoint = file.addEndpoint(path + ["base_url"], api: "openai", wants: .v1)
    if tree[path + ["name"]] == nil, let node = tree.entry(path)?.key {
      file.addMissing(path + ["name"], at: node, corrected: isOllama(id) ? "Ollama" : id, consequence: id)
    }
    addWire(path, to: &file)
    file.addMisspelt(in: path, known: Self.provider, meant: Self.otherNames)
    file.addSecret(path + ["experimental_bearer_token"])
    return endpoint
  }

  private func addWire(_ provider: [PathStep], to file: inout ClientFile) {
    guard let wire = tree[provider + ["wire_api"]]?.text, wire != "responses" else { return }
    file.addKey(provider + ["wire_api"], problem: "unknown-word", corrected: "responses")
  }

  private func addProblems(_ stray: Bool, to file: inout ClientFile) {
    if stray, tree["model_providers"] == nil {
      file.addKey(["providers"], status: "misspelt", replacement: "model_providers")
    }
    if tree["model_provider"] == nil, let provider = tree["provider"]?.text,
      declared.contains(provider) || Self.builtIn.contains(provider)
    {
      file.addKey(["provider"], status: "misspelt", replacement: "model_provider")
    }
    for choice in choices {
      let path = choice + ["model_provider"]
      guard let id = tree[path]?.text, !declared.contains(id), !Self.builtIn.contains(id) else { continue }
      let known = declared + Self.builtIn
      file.addKey(
        path, status: "unknown", replacement: Nearest.match(id, among: known.sorted()), keyIsValue: true)
    }
  }
}
