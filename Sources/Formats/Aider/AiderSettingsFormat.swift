import Syntax
import Vocabulary

/// Aider's `.aider.model.settings.yml`.
///
/// Source: Aider-AI/aider `aider/models.py` (ModelSettings, register_models, send_completion), May 2026.
enum AiderSettingsFormat: ClientFormat {
  static let name = "aider-model-settings"

  static let endings = [".yml", ".yaml"]

  static func hint(_ name: FileName) -> NameHint {
    guard isNamed(name) else { return .no }
    if name.lowercased.contains("aider.model.settings.") { return .certain }
    return isNearMiss(name.lowercased) ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    if hint(candidate.name) == .certain { return .byName }
    guard isNearMiss(candidate.name.lowercased), candidate.mentions("name") else { return .no }
    return ["extra_params", "edit_format", "edit-format", "use_repo_map"].contains(where: candidate.mentions)
      ? .byContent : .no
  }

  /// Other names that people give the file, which Aider does not look for.
  private static func isNearMiss(_ name: String) -> Bool {
    guard name.hasPrefix(".aider"), name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
    return name.contains("setting") || name.contains("model")
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .yaml }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    if tree.root.entries != nil { return mapping(tree) }
    let items = tree.root.items ?? []
    let config = AiderFiles.sibling(AiderFiles.config, of: tree.document, in: workspace)
    let chosen = config.map(AiderFiles.models) ?? []
    let local = items.indices.filter { index in
      guard let name = tree[.index(index), "name"]?.text else { return false }
      return AiderFiles.prefix(of: name) != nil || meant(name, chosen) != nil
    }
    guard !local.isEmpty else { return nil }
    var file = ClientFile(tree, program: "Aider", isOllama: true)
    // The address is in the environment, or in the file next to this one.
    let endpoint = file.addEndpoint(
      [.index(local[0]), "name", "OLLAMA_API_BASE"],
      elsewhere: config.flatMap { AiderFiles.variable("OLLAMA_API_BASE", in: $0)?.value }
        ?? EnvironmentFiles.value(of: "OLLAMA_API_BASE", beside: tree.document, in: workspace),
      fallback: AiderFiles.defaultServer, at: tree[.index(local[0]), "name"]?.range, api: .native,
      shape: .any)
    for index in local { add(index, chosen, endpoint, to: &file) }
    let name = FileName(path: tree.document.id.path).lowercased
    if name == ".aider.model.settings.yaml" || isNearMiss(name) && !name.contains("aider.model.settings."),
      !HandedOver.isNamed(tree.document.id.path, in: workspace)
    {
      file.addDocument(status: .ignored, replacement: AiderFiles.settings)
    }
    return file
  }

  /// Settings of one model, or of several by their names, where a list of them is wanted.
  private static func mapping(_ tree: SettingsTree) -> ClientFile? {
    let names = tree["name"].map { [$0] } ?? tree.entries([]).map(\.key)
    guard let first = names.first(where: { $0.text.flatMap(AiderFiles.prefix) != nil }) else { return nil }
    var file = ClientFile(tree, program: "Aider", isOllama: true)
    let path: [PathStep] = tree["name"] == nil ? [.key(first.text ?? "")] : ["name"]
    file.addKey(path, name: first.text, kind: "list", problem: .type)
    return file
  }

  static func successor(for change: Change, of document: Document, workspace: any Workspace) -> Successor? {
    guard let (name, path) = change.newName(of: document), name == AiderFiles.settings else { return nil }
    return Successor(path: path, bytes: document.source.bytes, keptAs: nil)
  }

  /// What Aider does at a key that it does not know (aider/models.py, register_models).
  private static let stop =
    "Aider reports an error at startup; this entry and all entries after it are ignored"

  private static func add(_ index: Int, _ chosen: [String], _ endpoint: FactID?, to file: inout ClientFile) {
    let path: [PathStep] = [.index(index)]
    let tree = file.tree
    let name = tree[path + ["name"]]?.text ?? ""
    let parameters = path + ["extra_params"]
    if let prefix = AiderFiles.prefix(of: name) {
      file.addUse(
        path, name: path + ["name"], prefix: prefix, api: .native, roles: [.edit], endpoint: endpoint
      ) {
        use in
        use.tokens(.contextSent, parameters + ["num_ctx"])
        if tree[parameters + ["num_ctx"]] == nil { use.unknown(.contextSent) }
      }
    }
    // Who has an entry for either name means both.
    if let meant = meant(name, chosen), !AiderFiles.names(of: tree).contains(meant) {
      file.addKey(
        path + ["name"], name: name, kind: "entry", status: .misspelt, replacement: meant, keyIsValue: true)
    }
    let meantKeys = ["extra_parameters": "extra_params"]
    file.addMisspelt(in: path, known: keys, meant: meantKeys, kind: "model-setting") { _ in
      Self.stop
    }
    for entry in tree.entries(path) {
      guard let key = entry.key.text else { continue }
      if key == "remove_reasoning", tree[path + ["reasoning_tag"]] == nil {
        file.addKey(
          path + ["remove_reasoning"], kind: "alias", status: .deprecated, replacement: "reasoning_tag")
      } else if !keys.contains(key), meantKeys[key] == nil, key != "num_ctx",
        Nearest.match(key, among: keys.sorted()) == nil
      {
        // A key that is not a field of its class is an error, however far it is from one.
        file.addKey(path + [.key(key)], kind: "model-setting", status: .unknown, consequence: Self.stop)
      }
    }
    for wrong in [
      ["num_ctx"], ["extra_params", "extra_body", "num_ctx"], ["extra_params", "options", "num_ctx"],
    ] {
      let place = path + wrong.map(PathStep.key)
      if tree[place] != nil, tree[parameters + ["num_ctx"]] == nil {
        file.addKey(
          place, name: wrong.joined(separator: "."), status: .misplaced, replacement: "extra_params.num_ctx")
      }
    }
  }

  /// The model in the configuration that an entry's name was probably meant to be.
  ///
  /// An entry applies to exactly the model name it has, prefix and tag included.
  private static func meant(_ name: String, _ chosen: [String]) -> String? {
    guard !name.hasPrefix("aider/"), !chosen.contains(name) else { return nil }
    let own = chosen.filter { AiderFiles.prefix(of: $0) != nil }
    let bare = base(name)
    return own.first { base($0) == bare }
      ?? own.first { withoutTag(base($0)) == withoutTag(bare) && !bare.contains(":") }
  }

  private static func base(_ name: String) -> String {
    AiderFiles.prefix(of: name).map { String(name.dropFirst($0.count)) } ?? name
  }

  private static func withoutTag(_ name: String) -> Substring { name.prefix { $0 != ":" } }
}
