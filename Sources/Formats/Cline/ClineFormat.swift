import Syntax
import Vocabulary

/// Cline's `providers.json`, shared by its command line and its extension.
///
/// Sources: cline/cline `sdk/packages/core/src/types/provider-settings.ts`,
/// `sdk/packages/core/src/services/llms/provider-settings.ts`, `sdk/packages/llms/src/providers/builtins.ts`, 2026.
enum ClineFormat: ClientFormat {
  static let name = "cline"

  static func hint(_ name: FileName) -> NameHint {
    guard name.hasSuffix(".json") else { return .no }
    return isConfigPath(name.path) ? .certain : name.lowercased == "providers.json" ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    if isConfigPath(candidate.path) { return .byName }
    guard candidate.path.isEmpty || FileName(path: candidate.path).hasSuffix(".json") else { return .no }
    let head = String(decoding: candidate.head, as: UTF8.self)
    return head.contains("\"providers\"") && head.contains("\"settings\"") && head.contains("\"provider\"")
      && (head.contains("\"lastUsedProvider\"") || head.contains("\"tokenSource\""))
      ? .byContent : .no
  }

  /// `.cline/data/settings/providers.json`.
  private static func isConfigPath(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return parts.last == "providers.json" && parts.dropLast().contains(".cline")
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .json }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    let providers = tree.entries(["providers"]).compactMap { entry -> (String, [PathStep])? in
      guard let id = entry.key.text else { return nil }
      let path: [PathStep] = ["providers", .key(id), "settings"]
      return ClineProvider.isLocal(tree, path) ? (id, path) : nil
    }
    guard !providers.isEmpty else { return nil }
    var file = ClientFile(tree, program: "Cline", isOllama: true)
    for (id, path) in providers { ClineProvider.add(id, path, to: &file) }
    ClineProvider.addVersion(to: &file)
    return file
  }
}

/// One provider of Cline's.
enum ClineProvider {
  /// What Cline asks Ollama for where nothing is said (`builtins.ts`, OLLAMA_DEFAULT_CONTEXT_WINDOW).
  private static let defaultContext = 32768

  /// What a first request takes beside the question (cline/cline issue 3664: 10136 tokens).
  private static let ownPrompt = 10000

  private static let keys: Set<String> = [
    "provider", "apiKey", "model", "baseUrl", "contextWindow", "maxTokens", "timeout", "protocol", "client",
    "headers", "reasoning", "capabilities", "region", "aws", "gcp", "azure", "sap", "oca", "modelCatalog",
  ]
  private static let otherNames = [
    "baseURL": "baseUrl", "base_url": "baseUrl", "apiBase": "baseUrl", "url": "baseUrl",
    "num_ctx": "contextWindow",
    "numCtx": "contextWindow", "contextLength": "contextWindow", "context_length": "contextWindow",
    "context_window": "contextWindow", "ollamaApiOptionsCtxNum": "contextWindow", "modelId": "model",
  ]

  static func isLocal(_ tree: SettingsTree, _ path: [PathStep]) -> Bool {
    if tree[path + ["provider"]]?.text == "ollama" { return true }
    return tree[path + ["baseUrl"]]?.text.map(LocalServer.isLocal) ?? false
  }

  static func add(_ id: String, _ path: [PathStep], to file: inout ClientFile) {
    let tree = file.tree
    let isNative = tree[path + ["provider"]]?.text == "ollama"
    let base = tree[path + ["baseUrl"]]?.text
    // Cline itself cuts /v1 and /api off for Ollama.
    let endpoint = file.addEndpoint(
      path + ["baseUrl"], fallback: isNative ? "http://localhost:11434" : nil,
      at: tree[path + ["provider"]]?.range, api: isNative ? "native" : "openai", shape: isNative ? .any : .v1)
    let isOllama = isNative || base.map(LocalServer.isOllama) ?? false
    file.addUse(
      path, name: path + ["model"], api: isNative ? "native" : "openai", isOllama: isOllama, roles: ["agent"],
      endpoint: endpoint
    ) { use in
      use.tokens(isNative ? .contextSent : .contextStated, path + ["contextWindow"])
      use.tokens(.outputStated, path + ["maxTokens"])
      use.prompts(ownPrompt, because: "Cline's instructions and tools take about \(ownPrompt) tokens")
      if isNative {
        use.sends(
          defaultContext,
          because: "Cline asks Ollama for \(defaultContext) tokens where its settings say nothing")
      }
    }
    file.addMisspelt(in: path, known: keys, meant: otherNames)
    addProblems(path, isNative, isOllama, to: &file)
    file.addSecret(path + ["apiKey"])
  }

  private static func addProblems(
    _ path: [PathStep], _ isNative: Bool, _ isOllama: Bool, to file: inout ClientFile
  ) {
    for key in ["contextWindow", "maxTokens", "timeout"] {
      guard let node = file.tree[path + [.key(key)]], node.scalar != nil, node.positive == nil else {
        continue
      }
      file.addKey(
        path + [.key(key)], name: key, problem: "type",
        corrected: node.wholeNumber.map(String.init), expected: "a whole number above zero")
    }
    if let base = file.tree[path + ["baseUrl"]]?.text, !base.contains("://"), !base.isEmpty,
      !base.contains(" ")
    {
      file.addKey(path + ["baseUrl"], problem: "scheme", corrected: "http://" + base)
    }
    if !isNative, isOllama {
      file.addKey(path + ["provider"], problem: "incomplete", corrected: "ollama")
    }
  }

  /// Only version 1 is read.
  static func addVersion(to file: inout ClientFile) {
    guard let version = file.tree["version"] else {
      guard let first = file.tree.root.entries?.first?.key else { return }
      return file.addMissing(["version"], at: first, corrected: "1")
    }
    guard version.text != "1" || version.scalar?.type != .integer else { return }
    file.addKey(["version"], problem: "type", corrected: "1", expected: "the number 1")
  }
}
