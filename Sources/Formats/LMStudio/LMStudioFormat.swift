import Syntax
import Vocabulary

/// LM Studio's `model.yaml` of a virtual model, the defaults that it keeps for a model, and its presets.
///
/// Sources: lmstudio-ai/docs `0_app/3_modelyaml/index.md`, `0_app/3_presets/index.md`, April 2026. The defaults are not
/// documented; their form is the one that LM Studio 0.4 writes.
enum LMStudioFormat: ClientFormat {
  static let name = "lmstudio"

  static func hint(_ name: FileName) -> NameHint {
    if kind(of: name.path) != nil { return .certain }
    return name.lowercased == "model.yaml" ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    let head = String(decoding: candidate.head, as: UTF8.self)
    switch kind(of: candidate.path) {
    case .defaults, .preset: return head.contains("\"fields\"") ? .byName : .no
    case .virtual: return YAMLOutline(candidate.head).has("base") ? .byName : .no
    case nil:
      guard candidate.fileName.lowercased() == "model.yaml" else { return .no }
      return YAMLOutline(candidate.head).has("base") && head.contains("lmstudio") ? .byContent : .no
    }
  }

  static func syntax(of path: String) -> SettingsTree.Syntax {
    FileName(path: path).hasSuffix(".json") ? .json : .yaml
  }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    let reader = LMStudioReader(tree: tree)
    switch kind(of: tree.document.id.path) ?? .virtual {
    case .virtual: return reader.virtualModel()
    case .defaults: return reader.defaults()
    case .preset: return reader.preset()
    }
  }

  private enum Kind { case virtual, defaults, preset }

  /// By the folders that LM Studio keeps each in.
  private static func kind(of path: String) -> Kind? {
    let lower = path.lowercased()
    guard lower.contains("lmstudio") else { return nil }
    let parts = lower.split(separator: "/")
    guard let file = parts.last, parts.contains(where: { $0 == ".lmstudio" || $0 == "lmstudio" }) else {
      return nil
    }
    if file == "model.yaml" { return .virtual }
    guard file.hasSuffix(".json") else { return nil }
    if parts.contains("user-concrete-model-default-config") { return .defaults }
    return parts.dropLast().last == "config-presets" ? .preset : nil
  }

}
