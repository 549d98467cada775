import Syntax

/// What is different in the `config.json` that earlier releases of Continue read.
///
/// Sources: continuedev/continue `packages/config-types/src/index.ts`, `packages/config-yaml/src/converter.ts`, 2026.
enum ContinueLegacy {
  /// Keys that no other program's file of models has.
  private static let signs = [
    "tabAutocompleteModel", "embeddingsProvider", "contextProviders", "slashCommands", "customCommands",
    "allowAnonymousTelemetry", "tabAutocompleteOptions",
  ]

  static func isLikely(_ text: String) -> Bool {
    text.contains("\"models\"") && text.contains("\"provider\"") && text.contains("\"title\"")
      && signs.contains { text.contains("\"" + $0 + "\"") }
  }

  /// By its name; of a text without one, by what it says.
  static func isLegacy(_ tree: SettingsTree) -> Bool {
    let path = tree.document.id.path
    if FileName(path: path).hasSuffix(".json") { return true }
    return !tree.document.id.embedding.isEmpty && signs.contains { tree[.key($0)] != nil }
      && tree["version"] == nil
  }

  /// Models that have a key of their own.
  static func models(in tree: SettingsTree) -> [ContinueModel] {
    let completing: [[PathStep]] =
      tree["tabAutocompleteModel"]?.items?.indices.map { ["tabAutocompleteModel", .index($0)] }
      ?? [["tabAutocompleteModel"]]
    return completing.compactMap { ContinueModel($0, roles: ["autocomplete"], in: tree) }
      + [ContinueModel(["embeddingsProvider"], roles: ["embed"], in: tree)].compactMap { $0 }
  }
}
