import Syntax
import Vocabulary

/// LM Studio's `model.yaml` of a virtual model.
///
/// Source: lmstudio-ai/docs `0_app/3_modelyaml/index.md`, April 2026.
enum LMStudioFormat: ClientFormat {
  static let name = "lmstudio"

  static func hint(_ name: FileName) -> NameHint {
    guard name.lowercased == "model.yaml" else { return .no }
    return isConfigPath(name.path) ? .certain : .possible
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    guard candidate.fileName.lowercased() == "model.yaml" else { return .no }
    let head = String(decoding: candidate.head, as: UTF8.self)
    guard head.contains("\nbase:") || head.hasPrefix("base:") else { return .no }
    return isConfigPath(candidate.path) ? .byName : head.contains("lmstudio") ? .byContent : .no
  }

  private static func isConfigPath(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/")
    return parts.dropLast().contains(".lmstudio") || parts.dropLast().contains("lmstudio")
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .yaml }

  private static let contextField = "llm.load.contextLength"
  /// What other programs, and older files, call it.
  private static let otherNames: Set<String> = [
    "contextLength", "context_length", "num_ctx", "n_ctx", "llm.load.numCtx", "llm.load.context_length",
    "load.contextLength", "llm.load.contextlength",
  ]

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    guard tree["base"] != nil else { return nil }
    var file = ClientFile(tree, program: "LM Studio", isOllama: false)
    if let model = tree["model"] {
      if let text = model.text, !text.contains("/") { file.addKey(["model"], problem: "incomplete") }
    } else if let first = tree.root.entries?.first?.key {
      file.addMissing(["model"], at: first)
    }
    for entry in tree.root.entries ?? [] {
      if let name = entry.key.text, otherNames.contains(name) {
        file.addKey([.key(name)], status: "misplaced", replacement: contextField)
      }
    }
    for section in ["load", "operation"] { addFields(["config", .key(section), "fields"], to: &file) }
    return file
  }

  private static func addFields(_ path: [PathStep], to file: inout ClientFile) {
    guard let fields = file.tree[path] else { return }
    if fields.entries != nil { return file.addKey(path, problem: "type", expected: "a list of key and value") }
    let trained = file.tree["metadataOverrides", "contextLengths"]?.items?.compactMap(\.positive).max()
    for index in (fields.items ?? []).indices {
      let key = path + [.index(index), "key"]
      guard let name = file.tree[key]?.text else { continue }
      if otherNames.contains(name) {
        file.addKey(key, status: "misspelt", replacement: contextField, keyIsValue: true)
      }
      let value = path + [.index(index), "value"]
      if name == contextField, let trained, let context = file.tree[value]?.positive, context > trained {
        file.addKey(value, name: contextField, problem: "range", corrected: String(trained), expected: String(trained))
      }
    }
  }
}
