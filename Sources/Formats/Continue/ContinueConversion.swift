import Syntax

/// Says what a `config.json` says as a `config.yaml`.
///
/// Sources: Continue documentation, Migrating config to YAML; continuedev/continue
/// `packages/config-yaml/src/converter.ts`, 2026.
struct ContinueConversion {
  private let tree: SettingsTree

  init(_ tree: SettingsTree) { self.tree = tree }

  /// What YAML has no place for and that says no more than Continue does by itself.
  private func isDefault(_ key: String) -> Bool {
    switch key {
    case "$schema", "userToken": true
    case "allowAnonymousTelemetry": tree["allowAnonymousTelemetry"]?.flag == true
    case "disableIndexing", "disableSessionTitles": tree[.key(key)]?.flag == false
    // The commands that the first config.json came with are built in.
    case "slashCommands":
      (tree["slashCommands"]?.items ?? []).allSatisfy {
        ["edit", "comment", "share", "cmd", "commit", "issue", "so", "http", "onboard"].contains(
          $0["name"]?.text)
      }
    default: false
    }
  }

  /// Options that only a Modelfile can say from now on.
  private static let onlyInModelfile: Set<String> = ["numThreads", "numGpu", "useMmap", "mirostat", "raw"]

  /// `nil` where something would be lost on the way.
  var yaml: String? {
    let keys = tree.root.entries?.compactMap(\.key.text) ?? []
    guard keys.allSatisfy({ Self.converted.contains($0) || isDefault($0) }), let models else {
      return nil
    }
    var members: [NewValue.Member] = [
      .init("name", "Local"), .init("version", "0.0.1"), .init("schema", "v1"),
      .init("models", .list(models, flow: false)),
    ]
    for (key, list) in [("context", context), ("rules", rules), ("prompts", prompts), ("docs", docs)] {
      guard let list else { return nil }
      if !list.isEmpty { members.append(.init(key, .list(list, flow: false))) }
    }
    if let node = tree["requestOptions"] {
      guard let value = NewValue(node) else { return nil }
      members.append(.init("requestOptions", value))
    }
    return NodeSyntax.yaml.text(.mapping(members))
  }

  // MARK: Models

  private var models: [NewValue]? {
    var all: [NewValue?] = (tree["models"]?.items ?? []).map { model($0, roles: nil) }
    let completing = tree["tabAutocompleteModel"]
    for node in completing?.items ?? [completing].compactMap({ $0 }) {
      all.append(model(node, roles: ["autocomplete"], options: tree["tabAutocompleteOptions"]))
    }
    // The editor brings this one along.
    if let node = tree["embeddingsProvider"],
      tree["embeddingsProvider", "provider"]?.text != "transformers.js"
    {
      all.append(model(node, roles: ["embed"], title: "Embeddings"))
    }
    if let node = tree["reranker"] { all.append(reranker(node)) }
    let values = all.compactMap { $0 }
    let names = values.compactMap(Self.name)
    // Of two models with one name, YAML keeps the first.
    return values.count == all.count && Set(names).count == names.count ? values : nil
  }

  private static func name(_ model: NewValue) -> String? {
    guard case .mapping(let members) = model, case .string(let name)? = members.first?.value else {
      return nil
    }
    return name
  }

  private func model(_ node: Node, roles: [String]?, options: Node? = nil, title: String? = nil) -> NewValue? {
    guard let entries = node.entries, let provider = node["provider"]?.text, let model = node["model"]?.text,
      let name = node["title"]?.text ?? title
    else { return nil }
    var members: [NewValue.Member] = [
      .init("name", .string(name)), .init("provider", .string(provider)), .init("model", .string(model)),
    ]
    if let roles { members.append(.init("roles", .list(roles.map(NewValue.string), flow: true))) }
    for entry in entries {
      switch entry.key.text {
      case "title", "provider", "model", "completionOptions": continue
      case "apiKey", "apiBase", "contextLength", "requestOptions", "promptTemplates", "maxStopWords",
        "cacheBehavior", "useLegacyCompletionsEndpoint":
        guard let key = entry.key.text, let value = NewValue(entry.value) else { return nil }
        members.append(.init(key, value))
      case "systemMessage":
        guard let text = entry.value.text else { return nil }
        members.append(.init("chatOptions", ["baseSystemMessage": .string(text)]))
      case "capabilities":
        guard let list = capabilities(entry.value) else { return nil }
        members.append(.init("capabilities", .list(list, flow: true)))
      default: return nil
      }
    }
    guard let completion = completionOptions(node, isEmbedding: roles == ["embed"]) else { return nil }
    if !completion.isEmpty { members.append(.init("defaultCompletionOptions", .mapping(completion))) }
    if let options {
      guard let value = NewValue(options) else { return nil }
      members.append(.init("autocompleteOptions", value))
    }
    return .mapping(members)
  }

  /// The model's own options, and those for all models that it lacks.
  private func completionOptions(_ node: Node, isEmbedding: Bool) -> [NewValue.Member]? {
    if isEmbedding { return node["completionOptions"] == nil ? [] : nil }
    var members: [NewValue.Member] = []
    for entry in (node["completionOptions"]?.entries ?? []) + (tree["completionOptions"]?.entries ?? []) {
      guard let key = entry.key.text, !Self.onlyInModelfile.contains(key), let value = NewValue(entry.value)
      else {
        return nil
      }
      if !members.contains(where: { $0.key == key }) { members.append(.init(key, value)) }
    }
    return members
  }

  /// The list says all that the model can do, so it is only right where the old one said it, too.
  private func capabilities(_ node: Node) -> [NewValue]? {
    guard node["tools"]?.scalar?.type == .boolean, let entries = node.entries else { return nil }
    let names = ["tools": "tool_use", "uploadImage": "image_input"]
    var list: [NewValue] = []
    for entry in entries {
      guard let name = entry.key.text.flatMap({ names[$0] }) else { return nil }
      if entry.value.flag == true { list.append(.string(name)) }
    }
    return list
  }

  private func reranker(_ node: Node) -> NewValue? {
    guard let provider = node["name"]?.text, let parameters = node["params"],
      let model = parameters["model"]?.text,
      (parameters.entries ?? []).allSatisfy({ ["model", "apiKey", "apiBase"].contains($0.key.text) })
    else { return nil }
    var members: [NewValue.Member] = [
      .init("name", .string("Reranker")), .init("provider", .string(provider)),
      .init("model", .string(model)),
      .init("roles", .list([.string("rerank")], flow: true)),
    ]
    for key in ["apiKey", "apiBase"] {
      if let text = parameters[key]?.text { members.append(.init(key, .string(text))) }
    }
    return .mapping(members)
  }

  // MARK: The rest

  private var rules: [NewValue]? {
    guard let node = tree["systemMessage"] else { return [] }
    guard let text = node.text else { return nil }
    return text.isEmpty ? [] : [.string(text)]
  }

  /// Items of a list, each with its keys under their new names; `nil` where one has a key that is not among them.
  private func items(_ key: PathStep, _ names: [(old: String, new: String)]) -> [NewValue]? {
    guard let node = tree[key] else { return [] }
    guard let items = node.items else { return nil }
    let values = items.map { item -> NewValue? in
      guard let entries = item.entries else { return nil }
      var members: [NewValue.Member] = []
      for entry in entries {
        guard let name = names.first(where: { $0.old == entry.key.text })?.new,
          let value = NewValue(entry.value)
        else { return nil }
        if value != .mapping([]) { members.append(.init(name, value)) }
      }
      return .mapping(members)
    }
    return values.contains { $0 == nil } ? nil : values.compactMap { $0 }
  }

  private var context: [NewValue]? {
    items("contextProviders", [("name", "provider"), ("params", "params")])
  }
  private var prompts: [NewValue]? {
    items("customCommands", [("name", "name"), ("description", "description"), ("prompt", "prompt")])
  }
  private var docs: [NewValue]? {
    items(
      "docs",
      [("title", "name"), ("startUrl", "startUrl"), ("rootUrl", "rootUrl"), ("faviconUrl", "faviconUrl")])
  }
}
