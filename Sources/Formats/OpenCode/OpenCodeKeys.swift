import Syntax
import Vocabulary

/// Keys that OpenCode does not read as they were meant.
struct OpenCodeKeys {
  let reader: OpenCodeReader
  let config: OpenCodeConfig
  let local: [OpenCodeProvider]
  let layers: OpenCodeLayers
  /// Keys of the models of each local provider.
  let models: [String: Set<String>]

  init(_ reader: OpenCodeReader, _ local: [OpenCodeProvider]) {
    self.reader = reader
    config = reader.config
    self.local = local
    models = Dictionary(local.map { ($0.id, Set($0.models.compactMap(\.key.text))) }) { $0.union($1) }
    layers = OpenCodeLayers(around: reader.config.document, in: reader.workspace)
  }

  func facts() -> [Fact] {
    var facts = top() + foreign() + agents() + choices() + otherFile()
    for provider in local { facts += self.provider(provider) }
    return facts + substitutions()
  }

  private func top() -> [Fact] {
    var facts: [Fact] = []
    for entry in config.root.entries ?? [] {
      guard let key = entry.key.text else { continue }
      if let (replacement, _) = OpenCodeSchema.deprecated[key] {
        facts.append(fact([key], entry, status: .deprecated, replacement: replacement))
      } else if let found = misspelt(entry, [], among: OpenCodeSchema.top, in: config.root) {
        facts.append(found)
      }
    }
    facts += ignored(OpenCodeSchema.ignoredAtTop, [], in: config.root)
    if let compaction = config.root["compaction"] {
      facts += ignored(OpenCodeSchema.ignoredInCompaction, ["compaction"], in: compaction)
    }
    if let old = config.root.entry("provider"), config.root.entry("providers") != nil {
      facts.append(fact(["provider"], old, problem: .conflict))
    }
    if let plural = config.root.entry("providers"), isOfFirstVersion(plural.value) {
      var found = fact(["providers"], plural, status: .misspelt, replacement: "provider")
      found.infer(
        .consequence,
        .text("OpenCode 1 rejects the whole file; OpenCode 2 does not read npm and options there"))
      facts.append(found)
    }
    return facts
  }

  /// Whether providers have the keys of version 1 under the name that version 2 gave them, and nothing else is of
  /// version 2.
  private func isOfFirstVersion(_ providers: Node) -> Bool {
    let others = ["provider", "agents", "commands", "plugins", "permissions", "snapshots"]
    let entries = (providers.entries ?? []).map(\.value)
    return !entries.isEmpty && others.allSatisfy { config.root.entry($0) == nil }
      && entries.contains { $0["npm"] != nil && $0["options"]?.entries != nil }
      && entries.allSatisfy { $0["package"] == nil && $0["settings"] == nil }
  }

  /// Keys that belong elsewhere, or to another program: a provider beside `provider`, a default model by another name.
  func foreign() -> [Fact] {
    guard !config.document.id.isDocumentation else { return [] }
    return (config.root.entries ?? []).compactMap { entry in
      guard let key = entry.key.text, !OpenCodeSchema.top.contains(key) else { return nil }
      let isProvider =
        entry.value["models"]?.entries != nil
        && (entry.value["npm"] != nil || entry.value["options"] != nil || entry.value["baseURL"] != nil)
      guard let meant = isProvider ? "provider.\(key)" : OpenCodeSchema.foreign[key] else { return nil }
      return fact([key], entry, status: .foreign, replacement: meant)
    }
  }

  /// Keys of version 1 that version 2 accepts and does nothing with, in a file that only version 2 understands.
  func ignored(_ keys: [String: String], _ path: [String], in node: Node) -> [Fact] {
    guard config.root.entry("providers") != nil, config.root.entry("provider") == nil else { return [] }
    return (node.entries ?? []).compactMap { entry in
      guard let key = entry.key.text, let consequence = keys[key] else { return nil }
      let name = path == ["compaction"] ? "compaction." + key : key
      var fact = fact(path + [key], entry, name: name, status: .ignored, replacement: nil)
      fact.infer(.consequence, .text(consequence))
      return fact
    }
  }

  private func agents() -> [Fact] {
    ["agent", "agents", "mode"].flatMap { section in
      (config.root[section]?.entries ?? []).compactMap { agent in
        guard let steps = agent.value.entry("maxSteps"), let name = agent.key.text else { return nil }
        return fact([section, name, "maxSteps"], steps, status: .deprecated, replacement: "steps")
      }
    }
  }

  /// OpenCode's other file in the same directory: which of the two wins has changed between releases.
  private func otherFile() -> [Fact] {
    guard config.document.id.embedding.isEmpty, config.document.id.path.hasSuffix("opencode.json"),
      workspaceHas("opencode.jsonc"), let entry = config.root.entries?.first
    else { return [] }
    var fact = Fact(FactID(.key, config.document.id, [""]), at: config.at(entry.key.range))
    fact.infer(.name, .text("opencode.json"))
    fact.infer(.kind, .text("file"))
    fact.infer(.format, .text("OpenCode"))
    fact.infer(.replacement, .text("opencode.jsonc"))
    fact.write(.status, .duplicate, at: config.at(entry.key.range))
    fact.related = [.owner: reader.client, .client: reader.client]
    return [fact]
  }

  private func workspaceHas(_ name: String) -> Bool {
    Path.join(config.document.directory, name).map { reader.workspace.kind(at: $0) == .file } ?? false
  }
}
