import Syntax
import Vocabulary

/// Reads how LM Studio is told to load models.
struct LMStudioReader {
  let tree: SettingsTree

  static let program = "LM Studio"
  private static let contextField = "llm.load.contextLength"
  /// What other programs, and older files, call it.
  private static let otherNames: Set<String> = [
    "contextLength", "context_length", "num_ctx", "n_ctx", "llm.load.numCtx", "llm.load.context_length",
    "load.contextLength", "llm.load.contextlength",
  ]

  func virtualModel() -> ClientFile? {
    guard tree["base"] != nil else { return nil }
    var file = ClientFile(tree, program: Self.program, isOllama: false)
    if let model = tree["model"] {
      if let text = model.text, !text.contains("/") { file.addKey(["model"], problem: "incomplete") }
    } else if let first = tree.root.entries?.first?.key {
      file.addMissing(["model"], at: first)
    }
    for entry in tree.root.entries ?? [] {
      if let name = entry.key.text, Self.otherNames.contains(name) {
        file.addKey([.key(name)], status: "misplaced", replacement: Self.contextField)
      }
    }
    for section in ["load", "operation"] { addFields(["config", .key(section), "fields"], to: &file) }
    if let model = tree["model"], let name = model.text {
      addModel(name, at: model, fields: ["config", "load", "fields"], to: &file)
    }
    return file
  }

  /// `PUBLISHER/NAME.json`, for the model that is called so; a file of weights has no name that a client could use.
  func defaults() -> ClientFile? {
    guard tree["load", "fields"]?.items != nil else { return nil }
    var file = ClientFile(tree, program: Self.program, isOllama: false)
    addFields(["load", "fields"], to: &file)
    let parts = tree.document.id.path.split(separator: "/")
    if parts.count > 2, parts[parts.count - 3] == "user-concrete-model-default-config",
      !parts[parts.count - 1].hasSuffix(".gguf.json")
    {
      let name = "\(parts[parts.count - 2])/\(parts[parts.count - 1].dropLast(5))"
      addModel(name, at: tree.entry(["load"])?.key ?? tree.root, fields: ["load", "fields"], to: &file)
    }
    return file
  }

  /// How a model is loaded is no part of a preset any more.
  func preset() -> ClientFile? {
    guard let items = tree["load", "fields"]?.items, !items.isEmpty else { return nil }
    var file = ClientFile(tree, program: Self.program, isOllama: false)
    file.addKey(["load"], kind: "preset", status: "ignored")
    return file
  }

  private func addFields(_ path: [PathStep], to file: inout ClientFile) {
    guard let fields = tree[path] else { return }
    if fields.entries != nil {
      return file.addKey(path, problem: "type", expected: "a list of key and value")
    }
    let trained = tree["metadataOverrides", "contextLengths"]?.items?.compactMap(\.positive).max()
    for index in (fields.items ?? []).indices {
      let key = path + [.index(index), "key"]
      guard let name = tree[key]?.text else { continue }
      if Self.otherNames.contains(name) {
        file.addKey(key, status: "misspelt", replacement: Self.contextField, keyIsValue: true)
      }
      let value = path + [.index(index), "value"]
      if name == Self.contextField, let trained, let context = tree[value]?.positive, context > trained {
        file.addKey(
          value, name: Self.contextField, problem: "range", corrected: String(trained),
          expected: String(trained))
      }
    }
  }

  private func addModel(_ name: String, at node: Node, fields: [PathStep], to file: inout ClientFile) {
    let items = tree[fields]?.items ?? []
    // A field under another name has a finding of its own.
    guard tree[fields] == nil || tree[fields]?.items != nil,
      !items.indices.contains(where: { index in
        tree[fields + [.index(index), "key"]]?.text.map(Self.otherNames.contains) ?? false
      })
    else { return }
    let own = items.indices.first { tree[fields + [.index($0), "key"]]?.text == Self.contextField }
    file.addModel(
      name, at: node, context: own.map { fields + [.index($0), "value"] } ?? fields,
      form: own == nil ? .field(Self.contextField) : .plain)
  }
}
