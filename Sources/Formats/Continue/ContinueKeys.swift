import Knowledge
import Syntax
import Vocabulary

/// Keys and values that Continue does not read as they were meant: it drops unknown keys silently, and refuses the
/// whole file for a value of the wrong type.
///
/// Sources: continuedev/continue `packages/config-yaml/src/schemas`, `packages/config-yaml/src/load`,
/// `core/config/yaml/models.ts`, `core/util/paths.ts`, 2026.
struct ContinueKeys {
  private let tree: SettingsTree
  private let workspace: any Workspace
  private let isLegacy: Bool

  init(_ tree: SettingsTree, _ workspace: any Workspace, isLegacy: Bool) {
    self.tree = tree
    self.workspace = workspace
    self.isLegacy = isLegacy
  }

  private static let model: Set<String> = [
    "name", "provider", "model", "apiBase", "apiKey", "roles", "capabilities", "contextLength",
    "defaultCompletionOptions", "autocompleteOptions", "embedOptions", "chatOptions", "promptTemplates",
    "requestOptions", "env", "useLegacyCompletionsEndpoint", "useResponsesApi", "maxStopWords",
    "cacheBehavior",
    "uses", "with", "override", "description",
  ]
  private static let options: Set<String> = [
    "contextLength", "maxTokens", "keepAlive", "temperature", "topP", "topK", "minP", "presencePenalty",
    "frequencyPenalty", "stop", "n", "reasoning", "reasoningBudgetTokens", "promptCaching", "stream",
  ]
  private static let roles = [
    "chat", "autocomplete", "embed", "rerank", "edit", "apply", "summarize", "subagent",
  ]
  /// What other programs, and older versions, call it.
  private static let renamed: [String: String] = [
    "baseUrl": "apiBase", "baseURL": "apiBase", "base_url": "apiBase", "api_base": "apiBase",
    "url": "apiBase",
    "api_key": "apiKey", "num_ctx": "contextLength", "numCtx": "contextLength",
    "context_length": "contextLength",
    "max_tokens": "maxTokens", "completionOptions": "defaultCompletionOptions", "top_p": "topP",
    "top_k": "topK",
    "keep_alive": "keepAlive", "title": "name",
  ]
  private static let renamedRoles = [
    "agent": "chat", "completion": "autocomplete", "embedding": "embed", "embeddings": "embed",
  ]

  /// Whether a `config.yaml` beside it is read in its place.
  var isShadowed: Bool { newer != nil }

  private var newer: String? {
    guard tree.document.id.embedding.isEmpty,
      FileName(path: tree.document.id.path).lowercased == "config.json"
    else { return nil }
    return ["config.yaml", "config.yml"].first { name in
      Path.join(tree.document.directory, name).map { workspace.kind(at: $0) == .file } ?? false
    }
  }

  // MARK: The file

  /// What holds of the file as a whole.
  func addStanding(to file: inout ClientFile) {
    guard isLegacy else { return }
    if let newer {
      file.addDocument(status: "ignored", replacement: newer)
    } else {
      file.addDocument(status: "deprecated", replacement: "config.yaml")
    }
  }

  // MARK: Models

  func add(_ model: ContinueModel, to file: inout ClientFile) {
    let path = model.path
    let options: PathStep = isLegacy ? "completionOptions" : "defaultCompletionOptions"
    // Each list knows what the other calls it, and takes what it has itself.
    let keys = isLegacy ? ContinueLegacy.keys : Self.model
    let known = isLegacy ? ContinueLegacy.options : Self.options
    file.addMisspelt(
      in: path, known: keys, meant: Self.renamed.filter { keys.contains($0.value) }, consequence: Self.loss)
    file.addMisspelt(
      in: path + [options], known: known, meant: Self.renamed.filter { known.contains($0.value) },
      consequence: Self.loss)
    addRoles(path, to: &file)
  }

  /// What is lost with a key under another name: the schema drops it.
  private static func loss(of key: String) -> String {
    switch key {
    case "apiBase": "Continue silently drops it and connects to localhost"
    case "contextLength": "Continue silently drops it and requests an 8,192-token context"
    default: "Continue silently drops it"
    }
  }

  private func addRoles(_ path: [PathStep], to file: inout ClientFile) {
    let items = tree[path + ["roles"]]?.items ?? []
    var present = Set(items.compactMap(\.text))
    for (index, item) in items.enumerated() {
      guard let name = item.text, !Self.roles.contains(name) else { continue }
      let replacement = Self.renamedRoles[name] ?? Nearest.match(name, among: Self.roles)
      // A role that is there already needs no second entry.
      let isThere = replacement.map { !present.insert($0).inserted } ?? false
      file.addKey(
        path + ["roles", .index(index)], name: name, kind: "role", status: "unknown",
        problem: isThere ? "conflict" : nil, replacement: replacement, keyIsValue: true)
    }
  }
}
