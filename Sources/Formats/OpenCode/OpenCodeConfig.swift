import Syntax
import Vocabulary

/// The parts of an OpenCode configuration that have to do with models, in the shapes of both versions.
struct OpenCodeConfig {
  let document: Document
  let tree: NodeDocument
  let root: Node
  let providers: [OpenCodeProvider]

  /// `nil` unless the text holds an object.
  init?(_ document: Document, _ tree: NodeDocument) {
    guard let root = tree.root, root.entries != nil else { return nil }
    self.document = document
    self.tree = tree
    self.root = root
    providers = ["provider", "providers"].flatMap { key in
      (tree.value(of: key, in: root).map(tree.entries) ?? []).compactMap { entry in
        guard let id = entry.key.text, entry.value.entries != nil else { return nil }
        let models = entry.value["models"].map(tree.entries) ?? []
        return OpenCodeProvider(
          id: id, section: key, key: entry.key, node: entry.value,
          models: models.filter { $0.value.entries != nil })
      }
    }
  }

  func at(_ range: TextRange) -> SourceRange { document.at(range) }

  /// The top-level value of the first of `keys` that is there.
  func value(_ keys: String...) -> Node.Entry? {
    for key in keys {
      if let entry = root.entries?.last(where: { $0.key.text == key }) { return entry }
    }
    return nil
  }

  /// Text that is known before OpenCode runs: no `{env:NAME}`, no `{file:PATH}`.
  func text(_ node: Node?) -> String? {
    guard let node, let text = node.text, !text.contains("{env:"), !text.contains("{file:"),
      !document.holes.contains(where: { $0.overlaps(node.range) })
    else { return nil }
    return text
  }

  var local: [OpenCodeProvider] { providers.filter { $0.isLocal(in: self) } }
}

extension Node {
  func entry(_ key: String) -> Node.Entry? { entries?.last { $0.key.text == key } }
  subscript(key: String) -> Node? { entry(key)?.value }
}

/// One provider: a server that OpenCode can use, and the models listed for it.
struct OpenCodeProvider {
  let id: String
  /// `provider` as in version 1, `providers` as in version 2.
  let section: String
  let key: Node
  let node: Node
  let models: [Node.Entry]

  var isSecondVersion: Bool { section == "providers" }
  var address: [String] { [section, id] }
  var name: String? { node["name"]?.text }
  var package: Node? { node["npm"] ?? node["package"] }

  /// Whether it asks the server for its models, listed or not.
  var discoversModels: Bool {
    optionSections.contains { node[$0]?["modelDiscovery"] != nil || node[$0]?["discoverModels"] != nil }
  }

  /// Where options of the provider stand, whichever version they are written for.
  var optionSections: [String] { ["options", "settings"].filter { node[$0]?.entries != nil } }

  /// What is written for `baseURL` by mistake.
  static let urlMisspellings: Set<String> = [
    "baseurl", "baseUrl", "base_url", "baseURl", "BaseURL", "BASE_URL", "baseUri", "base-url", "apiBase",
    "api_base", "apiBaseUrl", "endpoint", "url", "URL", "host",
  ]

  struct Address {
    let path: [String]
    let entry: Node.Entry
    /// Whether OpenCode reads it there.
    let isRead: Bool
  }

  /// Where the base URL is written, be it in the right place or not.
  var url: Address? {
    for section in optionSections {
      if let entry = node[section]?.entry("baseURL") {
        return Address(path: [section, "baseURL"], entry: entry, isRead: true)
      }
    }
    // `"api": "codex"` is the name of something, and no address.
    if let entry = node.entry("api"), let text = entry.value.text, text.contains(":") || text.contains(".") {
      return Address(path: ["api"], entry: entry, isRead: true)
    }
    for section in optionSections {
      let wrong = node[section]?.entries?.last { Self.urlMisspellings.contains($0.key.text ?? "") }
      if let wrong, wrong.value.text?.contains("://") == true, let key = wrong.key.text {
        return Address(path: [section, key], entry: wrong, isRead: false)
      }
    }
    let direct = node.entries?.last {
      $0.key.text == "baseURL" || Self.urlMisspellings.contains($0.key.text ?? "")
    }
    if let direct, direct.value.text?.contains("://") == true, let key = direct.key.text {
      return Address(path: [key], entry: direct, isRead: false)
    }
    return nil
  }

  /// `openai`, `native` or `anthropic`, by the package that speaks it; `nil` for packages that are not known.
  func api(in config: OpenCodeConfig) -> String? {
    guard let package else { return "openai" }
    guard let text = config.text(package) else { return nil }
    if text.hasPrefix("ollama-ai-provider") || text == "ai-sdk-ollama" { return "native" }
    switch text {
    case "@ai-sdk/openai-compatible", "@ai-sdk/openai": return "openai"
    case "@ai-sdk/anthropic": return "anthropic"
    default: return nil
    }
  }

  // MARK: Locality

  private var names: String { (id + " " + (name ?? "")).lowercased() }

  /// Whether its server runs on a machine of the user's own.
  func isLocal(in config: OpenCodeConfig) -> Bool {
    guard let url else { return id.lowercased() == "ollama" }
    guard let text = config.text(url.entry.value) else { return id.lowercased().contains("ollama") }
    let parts = URLParts(text)
    if parts.port == 11434 { return true }
    if LocalHost.isLocal(parts.host) { return true }
    return id.lowercased() == "ollama" && !parts.host.lowercased().hasSuffix("ollama.com")
  }

  /// Whether the server is Ollama; `nil` where only the link to a server can tell.
  func isOllama(in config: OpenCodeConfig) -> Bool? {
    let others = ["litellm", "lite-llm", "router", "gateway", "proxy", "webui", "lm studio", "lmstudio"]
    let port = url.flatMap { config.text($0.entry.value) }.flatMap { URLParts($0).port }
    if port == 11434 { return true }
    if others.contains(where: { names.contains($0) }) { return false }
    // LM Studio, Jan, llama.cpp, vLLM, KoboldCpp, LiteLLM, Open WebUI by their own ports.
    if let port, [1234, 1337, 8080, 8000, 5001, 5000, 4000, 3000].contains(port) { return false }
    if names.contains("ollama") { return true }
    return ["llama.cpp", "llamacpp", "llama-server", "vllm", "jan", "mlx", "kobold", "sglang", "localai"]
      .contains { names.contains($0) } ? false : nil
  }
}
