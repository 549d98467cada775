import Syntax
import Vocabulary

/// Goose's `config.yaml`.
///
/// Sources: block/goose `crates/goose/src/providers/ollama.rs`, `documentation/docs/guides/config-files.md`, 2026.
enum GooseFormat: ClientFormat {
  static let name = "goose"

  static func hint(_ name: FileName) -> NameHint {
    guard name.hasSuffix(".yaml", ".yml") else { return .no }
    if isConfigPath(name.path) { return .certain }
    return name.lowercased.contains("goose") || name.lowercased.hasPrefix("config.") ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    if isConfigPath(candidate.path) { return .byName }
    guard candidate.path.isEmpty || FileName(path: candidate.path).hasSuffix(".yaml", ".yml") else {
      return .no
    }
    let head = String(decoding: candidate.head, as: UTF8.self)
    return head.hasPrefix("GOOSE_PROVIDER:") || head.contains("\nGOOSE_PROVIDER:") ? .byContent : .no
  }

  private static func isConfigPath(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/")
    return parts.last == "config.yaml" && parts.dropLast().last == "goose"
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .yaml }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    let isNew = tree["active_provider"] != nil
    guard tree[isNew ? "active_provider" : "GOOSE_PROVIDER"]?.text == "ollama" else { return nil }
    var file = ClientFile(tree, program: "Goose", isOllama: true)
    let provider: [PathStep] = [isNew ? "active_provider" : "GOOSE_PROVIDER"]
    let endpoint = addHost(tree[provider]?.range, to: &file)
    let model: [PathStep] = isNew ? ["providers", "ollama", "model"] : ["GOOSE_MODEL"]
    file.addUse(model, name: model, api: "openai", roles: ["agent"], endpoint: endpoint) { use in
      let limit: PathStep = tree["GOOSE_INPUT_LIMIT"] != nil ? "GOOSE_INPUT_LIMIT" : "GOOSE_CONTEXT_LIMIT"
      use.tokens(.contextStated, [limit])
      use.tokens(.outputStated, ["GOOSE_MAX_TOKENS"])
    }
    if tree["GOOSE_PLANNER_PROVIDER"]?.text == "ollama" {
      let planner: [PathStep] = ["GOOSE_PLANNER_MODEL"]
      file.addUse(planner, name: planner, api: "openai", roles: ["chat"], endpoint: endpoint) { use in
        let own: PathStep = "GOOSE_PLANNER_CONTEXT_LIMIT"
        use.tokens(.contextStated, [tree[own] != nil ? own : "GOOSE_CONTEXT_LIMIT"])
      }
    }
    if isNew {
      for key in ["GOOSE_PROVIDER", "GOOSE_MODEL"] where tree[.key(key)] != nil {
        file.addKey([.key(key)], status: "ignored")
      }
    }
    for entry in tree.root.entries ?? [] {
      if let name = entry.key.text, ServerVariables.serverOnly.contains(name) {
        file.addKey([.key(name)], kind: "variable", status: "misplaced")
      }
      guard let name = entry.key.text, name.hasSuffix("_API_KEY"), entry.value.text != nil else { continue }
      file.addKey([.key(name)], status: "misplaced")
      file.addSecret([.key(name)])
    }
    return file
  }

  /// OLLAMA_HOST; without a port, Ollama's own is added for this computer unless a scheme is written.
  private static func addHost(_ place: TextRange?, to file: inout ClientFile) -> FactID? {
    let path: [PathStep] = ["OLLAMA_HOST"]
    if let text = file.tree[path]?.text {
      let url = URLParts(text)
      if url.scheme == "http", url.port == nil, url.path.isEmpty || url.path == "/", LocalServer.isLocal(text)
      {
        file.addKey(path, problem: "port-80", corrected: "http://\(url.host):\(EndpointPorts.ollama)")
        return nil
      }
    }
    return file.addEndpoint(
      path, fallback: "http://localhost:\(EndpointPorts.ollama)", at: place, api: "openai", shape: .root)
  }
}
