import Syntax
import Vocabulary

/// Continue's `config.yaml`, assistants and blocks, as far as they use models that run nearby.
///
/// Sources: continuedev/continue `packages/config-yaml/src/schemas`, `core/llm/llms/Ollama.ts`, 2026.
public enum ContinueFormat: Format {
  public static let name = "continue"

  public static func hint(_ name: FileName) -> NameHint {
    guard name.hasSuffix(".yaml", ".yml") else { return .no }
    return isConfigPath(name.path) ? .certain : name.lowercased.hasPrefix("config.") ? .possible : .no
  }

  public static func recognises(_ candidate: Candidate) -> Recognition {
    if isConfigPath(candidate.path) { return .byName }
    guard FileName(path: candidate.path).hasSuffix(".yaml", ".yml") || candidate.path.isEmpty else {
      return .no
    }
    return looksLikeConfig(String(decoding: candidate.head, as: UTF8.self)) ? .byContent : .no
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    do {
      let trees = try YAMLParser.parse(document.source)
      reading.comments = trees.first?.comments ?? []
      if let tree = trees.first, trees.count == 1, let config = ContinueConfig(document, tree) {
        reading.facts = ContinueReader(config).facts()
      }
    } catch {
      reading.problems = [.init(rule: "syntax/yaml", error)]
    }
    return reading
  }

  public static func edits(for change: Change, in document: Document, workspace: any Workspace) -> [Edit]? {
    if let addition = Addition(change) {
      guard document.holes.isEmpty, let use = UseAddition(addition) else { return nil }
      return NodeMerge(of: ContinueAddition.settings(for: use), as: .yaml).edits(in: document.source)
    }
    guard document.holes.isEmpty, let trees = try? YAMLParser.parse(document.source), trees.count == 1,
      let tree = trees.first, let config = ContinueConfig(document, tree)
    else { return nil }
    return ContinueWriter(config).edits(for: change)
  }

  /// `config.yaml` of `.continue`, and what lies in its folders of profiles and models.
  static func isConfigPath(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/")
    guard let file = parts.last, file.hasSuffix(".yaml") || file.hasSuffix(".yml"), parts.count > 1 else {
      return false
    }
    let folder = parts[parts.count - 2]
    if folder == ".continue" { return file == "config.yaml" || file == "config.yml" }
    return parts.count > 2 && parts[parts.count - 3] == ".continue"
      && ["agents", "assistants", "configs", "models"].contains(folder)
  }

  /// A list of models with provider and model, under a schema or version: LiteLLM's files have neither.
  private static func looksLikeConfig(_ text: String) -> Bool {
    (text.hasPrefix("models:") || text.contains("\nmodels:")) && text.contains("provider:")
      && (text.contains("schema: v1")
        || (text.contains("\nversion:") || text.hasPrefix("version:")) && text.contains("name:"))
      && !text.contains("litellm_params")
  }
}

/// A configuration and its models.
struct ContinueConfig {
  let document: Document
  let tree: NodeDocument
  let root: Node
  let models: [Model]

  struct Model {
    let index: Int
    let node: Node
    let provider: String
  }

  /// `nil` for a document without a list of models.
  init?(_ document: Document, _ tree: NodeDocument) {
    guard let root = tree.root, let list = tree.value(of: "models", in: root).map(tree.resolve)?.items else {
      return nil
    }
    self.document = document
    self.tree = tree
    self.root = root
    models = list.enumerated().compactMap { index, item in
      let node = tree.resolve(item)
      guard let provider = tree.value(of: "provider", in: node).map(tree.resolve)?.text else { return nil }
      return Model(index: index, node: node, provider: provider)
    }
  }

  func at(_ range: TextRange) -> SourceRange { document.at(range) }

  /// The value of a key, through aliases and merge keys.
  func value(_ key: String, in node: Node) -> Node? { tree.value(of: key, in: node).map(tree.resolve) }

  func path(_ model: Model) -> [PathStep] { [.key("models"), .index(model.index)] }
  func address(_ model: Model) -> [String] { ["models", String(model.index)] }
}
