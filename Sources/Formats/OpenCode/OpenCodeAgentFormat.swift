import Syntax
import Vocabulary

/// Agents, commands and modes of OpenCode's in Markdown: what is above the text may choose a model.
///
/// Source: anomalyco/opencode `packages/opencode/src/config/config.ts`, 2026.
enum OpenCodeAgentFormat: Format {
  static let name = "opencode-agent"

  static let endings = [".md"]

  static func hint(_ name: FileName) -> NameHint { isAgent(name.path) ? .certain : .no }

  static func recognises(_ candidate: Candidate) -> Recognition { isAgent(candidate.path) ? .byName : .no }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    // OpenCode fixes what is not YAML by itself, so nothing is said of it.
    guard let tree = front(of: document) else { return reading }
    reading.comments = tree.nodes.comments
    reading.facts = OpenCodeAgent(tree, workspace)?.file()?.facts ?? []
    return reading
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    front(of: document).flatMap { OpenCodeAgent($0, workspace)?.file() }
  }

  private static let agentFolders: Set<Substring> = ["agent", "agents", "command", "commands", "mode", "modes"]

  /// `.opencode/agent/NAME.md`, and the same in OpenCode's global folder.
  private static func isAgent(_ path: String) -> Bool {
    guard path.hasSuffix(".md"), path.contains("opencode/") else { return false }
    let parts = path.split(separator: "/")
    return zip(parts, parts.dropFirst()).contains {
      ($0 == ".opencode" || $0 == "opencode") && Self.agentFolders.contains($1)
    }
  }

  /// The text between the first two lines of dashes. The first one begins a document in YAML, too, so that bytes are
  /// counted from the same start.
  private static func front(of document: Document) -> SettingsTree? {
    let bytes = document.source.bytes
    let mark: [UInt8] = Array("---".utf8)
    guard document.id.embedding.isEmpty, bytes.starts(with: mark) else { return nil }
    var start = document.source.behindNewline(at: document.source.lineEnd(of: 0))
    while start < bytes.count {
      let end = document.source.lineEnd(of: start)
      if bytes[start..<end].starts(with: mark), document.source.isBlank(TextRange(start + 3, end)) {
        let text = SourceText(Array(bytes[..<start]))
        return try? SettingsTree(Document(id: document.id, source: text), .yaml)
      }
      start = document.source.behindNewline(at: end)
    }
    return nil
  }
}

/// An agent with the configuration that its model must be in.
private struct OpenCodeAgent {
  private let tree: SettingsTree
  private let configs: [OpenCodeFile]
  private let text: String
  private let workspace: any Workspace

  /// `nil` where nothing is chosen, or nothing here runs nearby.
  init?(_ tree: SettingsTree, _ workspace: any Workspace) {
    configs = OpenCodeFile.others(around: tree.document, in: workspace)
    guard let text = tree["model"]?.text, !text.contains("{"), configs.contains(where: { !$0.local.isEmpty })
    else { return nil }
    self.tree = tree
    self.text = text
    self.workspace = workspace
  }

  func file() -> ClientFile? {
    var file = ClientFile(tree, program: "OpenCode", isOllama: false)
    file.addDescribed("opencode-agent", in: workspace)
    let all = configs.flatMap { config in config.local.map { (id: $0.id, models: Set(config.models(of: $0.id))) } }
    guard let slash = text.firstIndex(of: "/") else {
      addUnknown(OpenCodeChoices.prefixed(text, among: all), to: &file)
      return file
    }
    let id = String(text[..<slash])
    let model = String(text[text.index(after: slash)...])
    // What all layers together say of one provider.
    let found = configs.flatMap { config in config.local.filter { $0.id == id }.map { (config: config, server: $0) } }
    guard let first = found.first else {
      // A colon before the slash that is part of the model's name.
      guard id.contains(":"), let meant = OpenCodeChoices.prefixed(text, among: all) else { return nil }
      addUnknown(meant, to: &file)
      return file
    }
    let known = found.flatMap { ClientReader.models(of: $0.server, in: $0.config.view) }
    if known.isEmpty {
      let endpoint = found.lazy.compactMap { $0.config.endpoint(of: $0.server) }.first
      file.addUse(
        ["model"], name: ["model"], prefix: id + "/", api: first.server.api ?? .openai,
        isOllama: found.contains { $0.server.isOllama }, roles: [.agent], endpoint: endpoint)
    } else if !known.contains(model), !found.contains(where: { $0.config.discoversModels($0.server) }) {
      let same = Set(known.filter { Self.untagged($0) == Self.untagged(model) })
      let near = same.count == 1 ? same.first : Nearest.match(model, among: Set(known).sorted())
      addUnknown(near.map { id + "/" + $0 }, to: &file)
    }
    return file
  }

  private static func untagged(_ name: String) -> Substring { name.prefix { $0 != ":" } }

  private func addUnknown(_ replacement: String?, to file: inout ClientFile) {
    file.addKey(
      ["model"], kind: "model", status: replacement == nil ? .unknown : .misspelt, replacement: replacement,
      keyIsValue: true)
  }
}
