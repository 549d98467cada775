import Syntax
import Vocabulary

/// Continue's configuration, as far as it uses models that run nearby: `config.yaml`, profiles and blocks, and
/// the `config.json` of earlier releases.
///
/// Sources: continuedev/continue `packages/config-yaml/src`, `core/llm/llms/Ollama.ts`, `core/util/paths.ts`, 2026.
enum ContinueFormat: ClientFormat {
  static let name = "continue"

  static func hint(_ name: FileName) -> NameHint {
    guard name.hasSuffix(".yaml", ".yml", ".json") else { return .no }
    if isConfigPath(name) { return .certain }
    return name.lowercased.hasPrefix("config.") || name.lowercased.contains("continue") ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    if isConfigPath(candidate.name) { return .byName }
    let start = candidate.head.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard candidate.path.isEmpty || start == 0x7B || candidate.name.hasSuffix(".json", ".yaml", ".yml") else {
      return .no
    }
    let text = String(decoding: candidate.head, as: UTF8.self)
    // Continue looks for one name alone; `config.old.json` beside it is a copy that somebody keeps.
    let folder = candidate.path.split(separator: "/").dropLast().last
    if isJSON(candidate.path), folder == ".continue" { return .no }
    if isJSON(candidate.path) || text.drop(while: \.isWhitespace).first == "{" {
      return ContinueLegacy.isLikely(text) ? .byContent : .no
    }
    guard candidate.name.hasSuffix(".yaml", ".yml") || candidate.path.isEmpty else {
      return .no
    }
    return looksLikeConfig(text, candidate.outline) ? .byContent : .no
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { isJSON(path) ? .json : .yaml }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    ContinueReader(tree, workspace).file()
  }

  static func conversion(of tree: SettingsTree, to name: String) -> Conversion? {
    ContinueConversion(tree).yaml.map(Conversion.text)
  }

  private static func isJSON(_ path: String) -> Bool { FileName(path: path).hasSuffix(".json") }

  /// `config.yaml` or `config.json` of `.continue`, and what is in its folders of profiles and models.
  private static func isConfigPath(_ name: FileName) -> Bool {
    let parts = name.parts
    guard let file = parts.last, parts.count > 1 else { return false }
    let folder = parts[parts.count - 2]
    if folder == ".continue" { return ["config.yaml", "config.yml", "config.json"].contains(file) }
    return (file.hasSuffix(".yaml") || file.hasSuffix(".yml")) && parts.count > 2
      && parts[parts.count - 3] == ".continue"
      && ["agents", "assistants", "configs", "models"].contains(folder)
  }

  /// A list of models with provider and model, under a schema or version: LiteLLM's files have neither.
  private static func looksLikeConfig(_ text: String, _ outline: YAMLOutline) -> Bool {
    outline.has("models") && outline.mentions(key: "provider") && !text.contains("litellm_params")
      && (outline.has("schema") && text.contains("v1")
        || outline.has("version") && outline.mentions(key: "name"))
  }
}
