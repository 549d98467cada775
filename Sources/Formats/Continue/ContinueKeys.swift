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

  private static let roles = [
    "chat", "autocomplete", "embed", "rerank", "edit", "apply", "summarize", "subagent",
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

  // MARK: Blocks

  /// `uses: qwen2.5-coder:1.5b`, where a block of the hub or a file is wanted (`packages/config-yaml/src/interfaces/slugs.ts`).
  static func modelsAsBlocks(in tree: SettingsTree) -> [[PathStep]] {
    (tree["models"]?.items ?? []).indices.compactMap { index in
      let path: [PathStep] = ["models", .index(index), "uses"]
      guard let text = tree[path]?.text, !text.contains("/"), !text.contains("{"), let name = ModelName(text),
        name.isLibrary
      else { return nil }
      switch ModelCatalogue.standard.look(up: name) {
      case .model, .variant, .unknownTag: return path
      case .unknownName: return nil
      }
    }
  }

  // MARK: The file

  /// What holds of the file as a whole.
  func addStanding(to file: inout ClientFile) {
    guard isLegacy else { return }
    if let newer {
      file.addDocument(status: .ignored, replacement: newer)
    } else {
      // A text in a guide or a script is shown by the name of the file that it is for.
      file.addDocument(status: .deprecated, replacement: "config.yaml", name: "config.json")
    }
  }

  // MARK: Models

  private var id: String { isLegacy ? "continue-json" : "continue" }

  /// Whether the description takes the settings for those of a local model.
  var isConcerned: Bool {
    BuiltInClients.entries.first { $0.id == id }.map { entry in
      SettingsView(tree: tree, workspace: workspace, hook: nil).holds(entry.description.concerns, at: .root)
    } ?? false
  }

  /// Keys of all models are held against the table of the description.
  func addDescribed(to file: inout ClientFile) { file.addDescribed(id, in: workspace) }

  func addRoles(_ path: [PathStep], to file: inout ClientFile) {
    let items = tree[path + ["roles"]]?.items ?? []
    var present = Set(items.compactMap(\.text))
    for (index, item) in items.enumerated() {
      guard let name = item.text, !Self.roles.contains(name) else { continue }
      let replacement = Self.renamedRoles[name] ?? Nearest.match(name, among: Self.roles)
      // A role that is there already needs no second entry.
      let isThere = replacement.map { !present.insert($0).inserted } ?? false
      file.addKey(
        path + ["roles", .index(index)], name: name, kind: "role", status: .unknown,
        problem: isThere ? .conflict : nil, replacement: replacement, keyIsValue: true)
    }
  }
}
