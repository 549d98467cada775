import Knowledge
import Syntax
import Vocabulary

/// Aider's `.aider.conf.yml`.
///
/// Sources: Aider-AI/aider `aider/args.py`, `aider/main.py`, `aider/models.py`, May 2026.
enum AiderConfigFormat: ClientFormat {
  static let name = "aider"

  static func hint(_ name: FileName) -> NameHint {
    if name.lowercased == AiderFiles.config || name.lowercased == ".aider.conf.yaml" { return .certain }
    return name.hasSuffix(".yml", ".yaml") && name.lowercased.contains("aider.conf") ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    candidate.fileName.lowercased().contains("aider.conf") ? .byName : .no
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .yaml }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    let reader = AiderConfigReader(tree: tree, workspace: workspace)
    return reader.concernsOllama ? reader.file() : nil
  }

  static func conversion(of tree: SettingsTree, to name: String) -> Conversion? {
    name == AiderFiles.config ? .sameText : nil
  }
}

/// Reads what Aider is told of Ollama's models.
private struct AiderConfigReader {
  let tree: SettingsTree
  let workspace: any Workspace

  private static let choices = [("model", "edit"), ("editor-model", "edit"), ("weak-model", "title")]

  private var openAIBase: String? { tree["openai-api-base"]?.text ?? variable("OPENAI_API_BASE")?.value }

  var concernsOllama: Bool {
    AiderFiles.models(of: tree).contains { AiderFiles.prefix(of: $0) != nil }
      || openAIBase.map(LocalServer.isOllama) ?? false || !serverVariables.isEmpty
      || AiderFiles.models(of: tree).contains(where: AiderFiles.isBare)
  }

  /// Settings of the server's among the variables that only Aider itself gets.
  private var serverVariables: [[PathStep]] {
    (tree["set-env"]?.items ?? []).indices.map { ["set-env", .index($0)] }.filter { path in
      guard let text = tree[path]?.text, text.hasPrefix("OLLAMA_") else { return false }
      return !["OLLAMA_API_BASE=", "OLLAMA_API_KEY="].contains { text.hasPrefix($0) }
    }
  }

  func file() -> ClientFile {
    var file = ClientFile(tree, program: "Aider", isOllama: true)
    let native = addNativeEndpoint(to: &file)
    let settings = AiderFiles.sibling(AiderFiles.settings, of: tree.document, in: workspace)
    let settled = Set(settings.map(AiderFiles.names) ?? [])
    var named: Set<String> = []
    for (key, role) in Self.choices {
      guard let model = tree[.key(key)]?.text, named.insert(model).inserted, !settled.contains(model) else {
        continue
      }
      if let prefix = AiderFiles.prefix(of: model) {
        file.addUse(
          [.key(key)], name: [.key(key)], prefix: prefix, api: "native", roles: [role], endpoint: native
        ) { $0.decidesByItself() }
      } else if model.hasPrefix("openai/"), openAIBase.map(LocalServer.isOllama) ?? false {
        let endpoint = file.addEndpoint(["openai-api-base"], api: "openai", shape: .v1)
        file.addUse(
          [.key(key)], name: [.key(key)], prefix: "openai/", api: "openai", roles: [role], endpoint: endpoint)
      }
    }
    addKeys(settled, to: &file)
    return file
  }

  // MARK: The server

  /// An entry `NAME=value` of `set-env`.
  private func variable(_ name: String) -> (value: String, path: [PathStep])? {
    AiderFiles.variable(name, in: tree)
  }

  private func addNativeEndpoint(to file: inout ClientFile) -> FactID? {
    guard AiderFiles.models(of: tree).contains(where: { AiderFiles.prefix(of: $0) != nil }) else {
      return nil
    }
    if let variable = variable("OLLAMA_API_BASE") {
      return file.addEndpoint(variable.path, prefix: "OLLAMA_API_BASE=", api: "native", shape: .root)
    }
    let place = tree.entry(["model"])?.value.range
    return file.addEndpoint(
      ["model", "OLLAMA_API_BASE"],
      elsewhere: AiderFiles.serverInEnvironment(of: tree.document, in: workspace),
      fallback: AiderFiles.defaultServer, at: place, api: "native", shape: .any)
  }

  // MARK: Keys

  private func addKeys(_ settled: Set<String>, to file: inout ClientFile) {
    if FileName(path: tree.document.id.path).lowercased == ".aider.conf.yaml" {
      file.addDocument(status: "ignored", replacement: AiderFiles.config)
    }
    for entry in tree.root.entries ?? [] {
      guard let name = entry.key.text, !AiderKeys.config.contains(name) else { continue }
      addUnknown(name, to: &file)
    }
    for (key, _) in Self.choices {
      guard let node = tree[.key(key)], let model = node.text else { continue }
      if model.hasPrefix("ollama/") {
        file.addKey(
          [.key(key)], kind: "choice", status: "deprecated", corrected: "ollama_chat/" + model.dropFirst(7),
          keyIsValue: true)
      } else if AiderFiles.prefix(of: model) != nil, !settled.contains(model), key == "model",
        !settled.contains("aider/extra_params")
      {
        file.addKey([.key(key)], name: model, kind: "choice", problem: "unset")
      }
      if model.hasPrefix("openai/"), openAIBase.map(LocalServer.isOllama) ?? false {
        file.addKey(
          [.key(key)], kind: "choice", problem: "remote", corrected: "ollama_chat/" + model.dropFirst(7))
      }
    }
    AiderChoices(tree).add(openAIBase.map(LocalServer.isOllama) ?? false, to: &file)
    for path in serverVariables {
      let name = String((tree[path]?.text ?? "").prefix { $0 != "=" })
      file.addKey(path, name: name, kind: "variable", status: "misplaced")
    }
    // The key is read for models of the prefix openai/ alone.
    if let base = tree["openai-api-base"]?.text, LocalServer.isOllama(base),
      URLParts(base).host != "localhost",
      URLParts(base).host != "127.0.0.1", variable("OLLAMA_API_BASE") == nil,
      AiderFiles.models(of: tree).allSatisfy({ AiderFiles.prefix(of: $0) != nil })
    {
      file.addKey(["openai-api-base"], status: "ignored")
    }
    for key in ["openai-api-key", "anthropic-api-key"] { file.addSecret([.key(key)]) }
    for list in ["api-key", "set-env"] {
      for index in (tree[[.key(list)]]?.items ?? []).indices {
        let path: [PathStep] = [.key(list), .index(index)]
        guard let text = tree[path]?.text, let equals = text.firstIndex(of: "=") else { continue }
        // `provider=KEY`, and among variables those that are keys.
        guard list == "api-key" || text[..<equals].hasSuffix("_KEY") else { continue }
        file.addSecret(path, after: String(text[...equals]))
      }
    }
  }

  private func addUnknown(_ name: String, to file: inout ClientFile) {
    let dashed = String(name.map { $0 == "_" ? "-" : $0 })
    if ["ollama-api-base", "api-base", "ollama-base-url", "ollama-host"].contains(dashed) {
      return file.addKey([.key(name)], status: "misplaced", replacement: "set-env")
    }
    if let new = AiderKeys.switches[name] {
      return file.addKey([.key(name)], status: "deprecated", replacement: "model: " + new)
    }
    if name.hasPrefix("no-"), AiderKeys.config.contains(String(name.dropFirst(3))) { return }
    let near = name == "yes" ? "yes-always" : AiderKeys.config.contains(dashed) ? dashed : nil
    let meant = near ?? Nearest.match(dashed, among: AiderKeys.config.sorted())
    // Aider stops at a key that it does not know, however far it is from one that it does.
    file.addKey([.key(name)], status: meant == nil ? "unknown" : "misspelt", replacement: meant)
  }
}

extension ClientFile.Use {
  /// What is sent with a request depends on its prompt.
  mutating func decidesByItself() { unknown(.contextSent) }
}
