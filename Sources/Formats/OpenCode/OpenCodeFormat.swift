import Syntax
import Vocabulary

/// OpenCode's configuration, of version 1 and 2, as far as it uses models that run nearby.
///
/// Sources: anomalyco/opencode `packages/opencode/src/config`, `packages/schema/src/config.ts`, 2026.
public enum OpenCodeFormat: Format {
  public static let name = "opencode"

  public static let endings = [".json", ".jsonc"]

  public static func hint(_ name: FileName) -> NameHint {
    guard isNamed(name) else { return .no }
    if isConfigName(name) { return .certain }
    return name.lowercased.contains("opencode") ? .possible : .no
  }

  public static func recognises(_ candidate: Candidate) -> Recognition {
    let file = candidate.fileName.lowercased()
    guard file.hasSuffix(".json") || file.hasSuffix(".jsonc") || candidate.path.isEmpty else { return .no }
    if isConfigName(candidate.name) { return .byName }
    // The predecessor of the same name, and what lies about in OpenCode's own directory.
    if file == ".opencode.json" || candidate.path.split(separator: "/").dropLast().contains(".opencode") {
      return .no
    }
    return looksLikeConfig(candidate) ? .byContent : .no
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    do {
      let tree = try JSONParser.parse(document.source)
      reading.comments = tree.comments
      if let config = OpenCodeConfig(document, tree) {
        reading.facts = OpenCodeReader(config, workspace).facts()
      }
    } catch {
      // A text that is read may leave parts out.
      if !document.id.isDocumentation { reading.problems = [.init(rule: "syntax/json", error)] }
    }
    return reading
  }

  public static func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    guard let use = UseAddition(addition), let client = BuiltInClients.entries.first(where: { $0.id == name }),
      let settings = AdditionWriter(client.description).settings(for: use)
    else { return nil }
    return NodeMerge(of: settings, as: .json).edits(in: document.source)
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    guard document.holes.isEmpty, let tree = try? JSONParser.parse(document.source),
      let config = OpenCodeConfig(document, tree)
    else { return nil }
    return OpenCodeWriter(config, workspace)
  }

  /// `opencode.json`, `opencode.jsonc` anywhere, and the old `config.json` in `~/.config/opencode`.
  static func isConfigName(_ name: FileName) -> Bool {
    let parts = name.parts
    guard let file = parts.last else { return false }
    if file == "opencode.json" || file == "opencode.jsonc" { return true }
    return file == "config.json" && parts.count > 2 && parts[parts.count - 2] == "opencode"
      && parts[parts.count - 3] == ".config"
  }

  /// The schema's address; or providers that hold models and a package of the AI SDK.
  private static func looksLikeConfig(_ candidate: Candidate) -> Bool {
    let head = String(decoding: candidate.head, as: UTF8.self)
    if head.contains("opencode.ai/config.json") { return true }
    return (head.contains("\"provider\"") || head.contains("\"providers\"")) && head.contains("\"models\"")
      && (head.contains("\"@ai-sdk/") || head.contains("\"ollama-ai-provider"))
  }
}
