import Syntax
import Vocabulary

/// Zed's `settings.json`.
///
/// Sources: zed-industries/zed `docs/src/ai/use-a-local-model.md`, `crates/language_models/src/provider/ollama.rs`,
/// `crates/ollama/src/ollama.rs`, 2025 and 2026.
enum ZedFormat: ClientFormat {
  static let name = "zed"

  static func hint(_ name: FileName) -> NameHint {
    guard name.hasSuffix(".json", ".jsonc") else { return .no }
    if isConfigPath(name.path) { return .certain }
    return name.lowercased == "settings.json" || name.lowercased.contains("zed") ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    if isConfigPath(candidate.path) { return .byName }
    guard candidate.path.isEmpty || FileName(path: candidate.path).hasSuffix(".json", ".jsonc") else {
      return .no
    }
    return String(decoding: candidate.head, as: UTF8.self).contains("\"language_models\"") ? .byContent : .no
  }

  private static func isConfigPath(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/")
    return parts.last == "settings.json" && parts.dropLast().last.map { $0 == "zed" || $0 == ".zed" } ?? false
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .json }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    let reader = ZedReader(tree)
    return reader.concernsOllama ? reader.file() : nil
  }
}

/// Reads what Zed is told about Ollama.
struct ZedReader {
  private let tree: SettingsTree
  private let settings: [PathStep] = ["language_models", "ollama"]

  init(_ tree: SettingsTree) { self.tree = tree }

  /// What Zed asks for where nothing is said; releases of 2025 had more for some families, 16384 at most.
  private static let defaultContext = 4096

  /// Places that choose a model, and what for.
  private static let choices: [(path: [PathStep], role: String)] = [
    (["agent", "default_model"], "agent"), (["agent", "inline_assistant_model"], "edit"),
    (["agent", "commit_message_model"], "title"), (["agent", "thread_summary_model"], "title"),
    (["agent", "subagent_model"], "agent"), (["assistant", "default_model"], "agent"),
  ]

  private var chosen: [(path: [PathStep], role: String)] {
    Self.choices.filter { tree[$0.path + ["provider"]]?.text == "ollama" }
  }

  /// Providers of one's own that lead to a server nearby through the API that is like OpenAI's.
  private var compatible: [[PathStep]] {
    let base: [PathStep] = ["language_models", "openai_compatible"]
    return tree.entries(base).compactMap { $0.key.text.map { base + [.key($0)] } }.filter {
      tree[$0 + ["api_url"]]?.text.map(LocalServer.isLocal) ?? false
    }
  }

  var concernsOllama: Bool { tree[settings]?.entries != nil || !chosen.isEmpty || !compatible.isEmpty }

  func file() -> ClientFile {
    var file = ClientFile(tree, program: "Zed", isOllama: true)
    for path in compatible { add(compatible: path, to: &file) }
    guard tree[settings]?.entries != nil || !chosen.isEmpty else { return file }
    let place = tree.entry(settings)?.key.range ?? chosen.first.flatMap { tree[$0.path]?.range }
    let endpoint = file.addEndpoint(
      settings + ["api_url"], fallback: "http://localhost:11434", at: place, api: "native", shape: .root)
    var named: Set<String> = []
    for choice in chosen {
      guard let model = tree[choice.path + ["model"]]?.text, named.insert(model).inserted else { continue }
      let roles = chosen.filter { tree[$0.path + ["model"]]?.text == model }.map(\.role)
      add(choice.path, name: choice.path + ["model"], listed: item(model), roles, endpoint, to: &file)
    }
    for index in items.indices {
      let path = itemPath(index)
      if let model = tree[path + ["name"]]?.text, named.insert(model).inserted {
        add(path, name: path + ["name"], listed: index, ["chat"], endpoint, to: &file)
      }
      addProblems(path, to: &file)
    }
    file.addMisspelt(
      in: settings,
      known: [
        "api_url", "auto_discover", "context_window", "available_models", "low_speed_timeout_in_seconds",
      ],
      meant: ["base_url": "api_url", "url": "api_url", "baseUrl": "api_url", "models": "available_models"])
    if let assistant = tree.entry(["assistant"]), assistant.value.entries != nil, tree["agent"] == nil {
      file.addKey(["assistant"], status: "deprecated", replacement: "agent")
    }
    return file
  }

  private var items: [Node] { tree[settings + ["available_models"]]?.items ?? [] }
  private func itemPath(_ index: Int) -> [PathStep] { settings + ["available_models", .index(index)] }
  private func item(_ model: String) -> Int? {
    items.indices.first { tree[itemPath($0) + ["name"]]?.text == model }
  }

  private func add(
    _ address: [PathStep], name: [PathStep], listed: Int?, _ roles: [String], _ endpoint: FactID?,
    to file: inout ClientFile
  ) {
    file.addUse(address, name: name, api: "native", roles: roles, endpoint: endpoint) { use in
      let own = listed.map { itemPath($0) + ["max_tokens"] }
      let common = settings + ["context_window"]
      // The one for all models wins.
      use.tokens(.contextSent, tree[common] != nil ? common : own ?? common)
      if let listed {
        use.flag(.tools, itemPath(listed) + ["supports_tools"])
        use.infer(.toolsOffered, .flag(false))
        use.flag(.images, itemPath(listed) + ["supports_images"])
      }
      use.sends(
        Self.defaultContext,
        because: "Zed asks Ollama for \(Self.defaultContext) tokens where its settings say nothing")
    }
  }

  private func add(compatible path: [PathStep], to file: inout ClientFile) {
    let id = path.address.last ?? ""
    let endpoint = file.addEndpoint(path + ["api_url"], api: "openai", shape: .v1)
    let isOllama = tree[path + ["api_url"]]?.text.map(LocalServer.isOllama) ?? false
    for index in (tree[path + ["available_models"]]?.items ?? []).indices {
      let item = path + ["available_models", .index(index)]
      let name = tree[item + ["name"]]?.text
      let roles = Self.choices.filter {
        tree[$0.path + ["provider"]]?.text == id && tree[$0.path + ["model"]]?.text == name
      }.map(\.role)
      file.addUse(
        item, name: item + ["name"], api: "openai", isOllama: isOllama,
        roles: roles.isEmpty ? ["chat"] : roles,
        endpoint: endpoint
      ) { use in
        use.tokens(.contextStated, item + ["max_tokens"])
        use.tokens(.outputStated, item + ["max_output_tokens"])
        use.flag(.tools, item + ["capabilities", "tools"])
        use.flag(.images, item + ["capabilities", "images"])
      }
    }
  }

  private func addProblems(_ path: [PathStep], to file: inout ClientFile) {
    guard tree[path]?.entries != nil, let name = tree.entry(path + ["name"]) else { return }
    if tree[path + ["max_tokens"]] == nil {
      file.addMissing(
        path + ["max_tokens"], at: name.value, corrected: nil, consequence: name.value.text)
    } else if let node = tree[path + ["max_tokens"]], node.scalar != nil, node.positive == nil {
      file.addKey(
        path + ["max_tokens"], problem: "type", corrected: node.wholeNumber.map(String.init),
        expected: "a whole number")
    }
    file.addMisspelt(
      in: path,
      known: [
        "name", "display_name", "max_tokens", "keep_alive", "supports_tools", "supports_images",
        "supports_thinking",
      ],
      meant: [
        "num_ctx": "max_tokens", "context_window": "max_tokens", "context_length": "max_tokens",
        "supports_vision": "supports_images", "tools": "supports_tools",
      ])
  }
}
