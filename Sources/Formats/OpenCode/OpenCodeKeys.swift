import Knowledge
import Syntax
import Vocabulary

/// Keys that OpenCode does not read as they were meant.
struct OpenCodeKeys {
  private let reader: OpenCodeReader
  private let config: OpenCodeConfig
  private let local: [OpenCodeProvider]
  private let layers: OpenCodeLayers
  /// Keys of the models of each local provider.
  private let models: [String: Set<String>]

  init(_ reader: OpenCodeReader, _ local: [OpenCodeProvider]) {
    self.reader = reader
    config = reader.config
    self.local = local
    models = Dictionary(local.map { ($0.id, Set($0.models.compactMap(\.key.text))) }) { $0.union($1) }
    layers = OpenCodeLayers(around: reader.config.document, in: reader.workspace)
  }

  func facts() -> [Fact] {
    var facts = top() + agents() + choices() + otherFile()
    for provider in local { facts += self.provider(provider) }
    return facts + substitutions()
  }

  // MARK: Making facts

  private func fact(_ path: [String], _ entry: Node.Entry, name: String? = nil) -> Fact {
    var fact = Fact(FactID(.key, config.document.id, path), at: config.at(entry.range))
    fact.write(.name, .text(name ?? path.last ?? ""), at: config.at(entry.key.range))
    fact.infer(.kind, .text("setting"))
    fact.infer(.format, .text("OpenCode"))
    if entry.value.scalar != nil {
      fact.write(.value, entry.value.text.map(Value.text), at: config.at(entry.value.range))
    }
    fact.related = [.owner: reader.client, .client: reader.client]
    return fact
  }

  private func fact(
    _ path: [String], _ entry: Node.Entry, name: String? = nil, status: String, replacement: String?
  ) -> Fact {
    var fact = fact(path, entry, name: name)
    fact.write(.status, .text(status), at: config.at(entry.key.range))
    if let replacement { fact.infer(.replacement, .text(replacement)) }
    return fact
  }

  private func fact(
    _ path: [String], _ entry: Node.Entry, name: String? = nil, problem: String, corrected: String? = nil,
    expected: String? = nil
  ) -> Fact {
    var fact = fact(path, entry, name: name)
    fact.write(.status, .text("known"), at: config.at(entry.key.range))
    fact.write(.problem, .text(problem), at: config.at(entry.value.range))
    if problem == "type" || problem == "not-an-integer", entry.value.scalar != nil {
      // The quotes are what is wrong with it.
      let written = config.document.source.string(entry.value.range)
      fact.write(.value, .text(written), at: config.at(entry.value.range))
    }
    if let corrected { fact.infer(.corrected, .text(corrected)) }
    if let expected { fact.infer(.expected, .text(expected)) }
    return fact
  }

  /// A slip of the pen for one of `known`; keys that are merely unknown may be newer than this list.
  private func misspelt(_ entry: Node.Entry, _ path: [String], among known: Set<String>, in node: Node)
    -> Fact?
  {
    guard let key = entry.key.text, !known.contains(key),
      let near = Nearest.match(key, among: known.sorted()), node.entry(near) == nil
    else { return nil }
    return fact(path + [key], entry, status: "misspelt", replacement: near)
  }

  // MARK: The top

  private func top() -> [Fact] {
    var facts: [Fact] = []
    for entry in config.root.entries ?? [] {
      guard let key = entry.key.text else { continue }
      if let (replacement, _) = OpenCodeSchema.deprecated[key] {
        facts.append(fact([key], entry, status: "deprecated", replacement: replacement))
      } else if let found = misspelt(entry, [], among: OpenCodeSchema.top, in: config.root) {
        facts.append(found)
      }
    }
    facts += ignored(OpenCodeSchema.ignoredAtTop, [], in: config.root)
    if let compaction = config.root["compaction"] {
      facts += ignored(OpenCodeSchema.ignoredInCompaction, ["compaction"], in: compaction)
    }
    if let old = config.root.entry("provider"), config.root.entry("providers") != nil {
      facts.append(fact(["provider"], old, problem: "conflict"))
    }
    return facts
  }

  /// Keys of version 1 that version 2 accepts and does nothing with, in a file that only version 2 understands.
  private func ignored(_ keys: [String: String], _ path: [String], in node: Node) -> [Fact] {
    guard config.root.entry("providers") != nil, config.root.entry("provider") == nil else { return [] }
    return (node.entries ?? []).compactMap { entry in
      guard let key = entry.key.text, let consequence = keys[key] else { return nil }
      let name = path == ["compaction"] ? "compaction." + key : key
      var fact = fact(path + [key], entry, name: name, status: "ignored", replacement: nil)
      fact.infer(.consequence, .text(consequence))
      return fact
    }
  }

  private func agents() -> [Fact] {
    ["agent", "agents", "mode"].flatMap { section in
      (config.root[section]?.entries ?? []).compactMap { agent in
        guard let steps = agent.value.entry("maxSteps"), let name = agent.key.text else { return nil }
        return fact([section, name, "maxSteps"], steps, status: "deprecated", replacement: "steps")
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
    fact.write(.status, .text("duplicate"), at: config.at(entry.key.range))
    fact.related = [.owner: reader.client, .client: reader.client]
    return [fact]
  }

  private func workspaceHas(_ name: String) -> Bool {
    Path.join(config.document.directory, name).map { reader.workspace.kind(at: $0) == .file } ?? false
  }

  // MARK: Providers

  private func provider(_ provider: OpenCodeProvider) -> [Fact] {
    var facts: [Fact] = []
    for entry in provider.node.entries ?? [] {
      guard let key = entry.key.text else { continue }
      let isURL = key == "baseURL" || OpenCodeProvider.urlMisspellings.contains(key)
      if isURL || ["apiKey", "api_key", "apikey"].contains(key), entry.value.text != nil {
        let inside = provider.isSecondVersion ? "settings" : "options"
        facts.append(
          fact(
            provider.address + [key], entry, status: "misplaced",
            replacement: inside + (isURL ? ".baseURL" : ".apiKey")))
      } else if let found = misspelt(
        entry, provider.address, among: OpenCodeSchema.provider, in: provider.node)
      {
        facts.append(found)
      }
    }
    if provider.isSecondVersion {
      facts += ignored(OpenCodeSchema.ignoredInProviders, provider.address, in: provider.node)
    }
    facts += package(provider)
    for section in provider.optionSections { facts += options(provider, section) }
    facts += incomplete(provider) + disabled(provider)
    for model in provider.models { facts += self.model(model, provider) }
    return facts
  }

  private func options(_ provider: OpenCodeProvider, _ section: String) -> [Fact] {
    let path = provider.address + [section]
    guard let options = provider.node[section] else { return [] }
    return (options.entries ?? []).compactMap { entry in
      guard let key = entry.key.text else { return nil }
      switch key {
      case "timeout", "headerTimeout", "chunkTimeout":
        if let milliseconds = entry.value.positive {
          return key == "timeout" ? short(milliseconds, entry, path + [key]) : nil
        }
        guard entry.value.text != "false" else { return nil }
        return fact(
          path + [key], entry, problem: "type", corrected: number(entry.value),
          expected: "milliseconds as a number, or false")
      case "api_key", "apikey", "apiToken", "key":
        guard options.entry("apiKey") == nil, entry.value.text != nil else { return nil }
        return fact(path + [key], entry, status: "misspelt", replacement: "apiKey")
      default:
        guard OpenCodeProvider.urlMisspellings.contains(key), options.entry("baseURL") == nil,
          entry.value.text?.contains("://") == true
        else { return nil }
        return fact(path + [key], entry, status: "misspelt", replacement: "baseURL")
      }
    }
  }

  /// Half a minute is soon over while a model is loaded; below a second, seconds were meant.
  private func short(_ milliseconds: Int, _ entry: Node.Entry, _ path: [String]) -> Fact? {
    guard milliseconds < 60000 else { return nil }
    let isSeconds = (60..<1000).contains(milliseconds)
    return fact(
      path, entry, problem: "too-short", corrected: isSeconds ? String(milliseconds * 1000) : "600000",
      expected: "milliseconds")
  }

  /// The package for OpenAI's own service asks for `/v1/responses` instead of `/v1/chat/completions`.
  private func package(_ provider: OpenCodeProvider) -> [Fact] {
    guard provider.isOllama(in: config) == true,
      let entry = provider.node.entry("npm") ?? provider.node.entry("package"),
      config.text(entry.value) == "@ai-sdk/openai", let key = entry.key.text
    else { return [] }
    return [
      fact(
        provider.address + [key], entry, problem: "responses-api", corrected: "@ai-sdk/openai-compatible")
    ]
  }

  /// A provider of one's own has no address but the one that is written.
  private func incomplete(_ provider: OpenCodeProvider) -> [Fact] {
    guard provider.url == nil, provider.api(in: config) == "openai",
      !layers.giveAddress(to: provider.id)
    else { return [] }
    let section = provider.isSecondVersion ? "settings" : "options"
    let entry = Node.Entry(key: provider.key, value: provider.key)
    var fact = fact(provider.address + [section, "baseURL"], entry, name: "baseURL", problem: "incomplete")
    fact.attributes[.value] = nil
    fact.infer(.consequence, .text(provider.id))
    fact.infer(.corrected, .text("http://localhost:11434/v1"))
    return [fact]
  }

  private func disabled(_ provider: OpenCodeProvider) -> [Fact] {
    guard reader.isDisabled(provider), reader.references.contains(where: { $0.provider == provider.id })
    else {
      return []
    }
    let lists = ["disabled_providers", "enabled_providers"].compactMap(config.root.entry)
    guard let list = lists.first(where: { Self.concerns(provider.id, $0) }), let key = list.key.text else {
      return []
    }
    var fact = fact([key], list, problem: "conflict")
    fact.infer(.value, .text(provider.id))
    return [fact]
  }

  private static func concerns(_ id: String, _ list: Node.Entry) -> Bool {
    let names = list.value.items?.compactMap(\.text) ?? []
    return list.key.text == "disabled_providers" ? names.contains(id) : !names.contains(id)
  }

  // MARK: Models of a provider

  private func model(_ model: Node.Entry, _ provider: OpenCodeProvider) -> [Fact] {
    guard let key = model.key.text else { return [] }
    let path = provider.address + ["models", key]
    var facts: [Fact] = []
    for entry in model.value.entries ?? [] {
      guard let name = entry.key.text else { continue }
      if let replacement = OpenCodeSchema.modelAliases[name] {
        facts.append(
          fact(
            path + [name], entry, status: replacement.contains(".") ? "misplaced" : "misspelt",
            replacement: replacement))
      } else if ["tool_call", "reasoning", "attachment", "temperature"].contains(name) {
        guard entry.value.scalar?.type != .boolean, !provider.isSecondVersion else { continue }
        let word = entry.value.text?.lowercased()
        facts.append(
          fact(
            path + [name], entry, problem: "type", corrected: word == "true" || word == "false" ? word : nil,
            expected: "true or false"))
      } else if name == "limit" {
        facts += limit(entry, path + [name], provider)
      } else if let found = misspelt(entry, path, among: OpenCodeSchema.model, in: model.value) {
        facts.append(found)
      }
    }
    return facts
  }

  private func limit(_ limit: Node.Entry, _ path: [String], _ provider: OpenCodeProvider) -> [Fact] {
    guard limit.value.entries != nil else {
      return [
        fact(
          path, limit, problem: "type", expected: "an object such as { \"context\": 65536, \"output\": 8192 }"
        )
      ]
    }
    var facts: [Fact] = []
    for entry in limit.value.entries ?? [] {
      guard let name = entry.key.text else { continue }
      if ["context", "output", "input"].contains(name) {
        guard entry.value.positive == nil, !entry.value.isZero else { continue }
        facts.append(
          fact(
            path + [name], entry, name: "limit." + name, problem: "not-an-integer",
            corrected: number(entry.value), expected: "a number in digits, without quotes"))
      } else if let found = misspelt(entry, path, among: ["context", "output", "input"], in: limit.value) {
        facts.append(found)
      }
    }
    // The schema of version 1 demands both; with one of them, the whole file is refused.
    let context = limit.value.entry("context")
    let output = limit.value.entry("output")
    if !provider.isSecondVersion, (context == nil) != (output == nil), facts.isEmpty {
      let missing = context == nil ? "context" : "output"
      let quarter = context?.value.positive.map { String(max(1, min(8192, $0 / 4))) }
      var fact = fact(
        path + [missing], limit, name: "limit." + missing, problem: "incomplete",
        corrected: missing == "output" ? quarter : nil)
      fact.attributes[.value] = nil
      fact.infer(.consequence, .text(path.dropLast().last ?? ""))
      facts.append(fact)
    }
    return facts
  }

  private func number(_ node: Node) -> String? {
    node.text.flatMap(GoValues.meantInteger).flatMap { $0 > 0 ? String($0) : nil }
  }

  // MARK: References to models

  private func choices() -> [Fact] {
    var facts = reader.references.compactMap(unknown)
    let main = reader.references.first { $0.path == ["model"] }
    if let main, isLocal(main), let small = reader.references.first(where: { $0.path == ["small_model"] }),
      small.provider != nil, !isLocal(small), let entry = config.root.entry("small_model")
    {
      facts.append(fact(["small_model"], entry, problem: "remote", corrected: config.text(main.node)))
    }
    return facts
  }

  private func isLocal(_ reference: OpenCodeReference) -> Bool {
    guard let provider = local.first(where: { $0.id == reference.provider }), let model = reference.model
    else {
      return false
    }
    let entry = provider.models.first { $0.key.text == model }
    let name = entry.flatMap { $0.value["id"]?.text ?? $0.value["modelID"]?.text } ?? model
    return ModelName(name)?.isCloud != true
  }

  /// A reference to a local provider's model that is not among its models, or to no provider at all.
  private func unknown(_ reference: OpenCodeReference) -> Fact? {
    guard let text = config.text(reference.node) else { return nil }
    var replacement: String?
    if let id = reference.provider, let model = reference.model {
      guard let provider = local.first(where: { $0.id == id }) else {
        return strange(reference, text)
      }
      let known = models[id] ?? []
      guard !known.isEmpty, !known.contains(model), !provider.discoversModels,
        !layers.declare(model, of: id)
      else { return nil }
      // Nobody looks for a slip among thousands.
      let candidates = known.count < 500 ? known.sorted() : []
      let near =
        candidates.first {
          $0.lowercased() == model.lowercased() || $0 == model + ":latest" || $0 + ":latest" == model
        } ?? Nearest.match(model, among: candidates)
      replacement = near.map { id + "/" + $0 }
    } else {
      let owners = local.filter { models[$0.id]?.contains(text) == true }
      replacement = owners.count == 1 ? owners.first.map { $0.id + "/" + text } : nil
    }
    return fact(for: reference, replacement)
  }

  /// A provider that is not declared here, but whose name is nearly that of a local one.
  private func strange(_ reference: OpenCodeReference, _ text: String) -> Fact? {
    guard let id = reference.provider, let model = reference.model,
      !config.providers.contains(where: { $0.id == id }),
      let near = local.first(where: { provider in
        Nearest.match(id, among: [provider.id]) != nil && provider.models.contains { $0.key.text == model }
      })
    else { return nil }
    return fact(for: reference, near.id + "/" + model)
  }

  private func fact(for reference: OpenCodeReference, _ replacement: String?) -> Fact {
    var fact = fact(reference.path, reference.entry)
    fact.write(
      .status, .text(replacement == nil ? "unknown" : "misspelt"), at: config.at(reference.node.range))
    fact.infer(.kind, .text("model"))
    if let replacement { fact.infer(.replacement, .text(replacement)) }
    return fact
  }

  // MARK: Substitutions

  /// `$NAME` and `${env:NAME}` where OpenCode reads `{env:NAME}`; `{file:PATH}` of files that are not there.
  private func substitutions() -> [Fact] {
    var facts: [Fact] = []
    for provider in local {
      for section in provider.optionSections + ["headers"] {
        for entry in provider.node[section]?.entries ?? [] {
          guard let key = entry.key.text, entry.value.text != nil else { continue }
          let path = provider.address + [section, key]
          if let found = substitution(entry, path, isURL: key == "baseURL") { facts.append(found) }
        }
      }
    }
    return facts
  }

  private func substitution(_ entry: Node.Entry, _ path: [String], isURL: Bool) -> Fact? {
    guard let text = entry.value.text else { return nil }
    if text.hasPrefix("{file:"), text.hasSuffix("}") {
      let file = String(text.dropFirst(6).dropLast())
      guard config.document.id.embedding.isEmpty, let joined = Path.join(config.document.directory, file),
        reader.workspace.kind(at: joined) == .missing, !reader.workspace.isIgnored(joined)
      else { return nil }
      return fact(path, entry, problem: "missing-file")
    }
    guard let name = Self.variable(text), !(isURL && text.hasPrefix("${") && !text.hasPrefix("${env:")) else {
      return nil
    }
    return fact(path, entry, problem: "syntax", corrected: "{env:\(name)}", expected: "{env:\(name)}")
  }

  /// `NAME` of `$NAME`, `${NAME}`, `${env:NAME}`, `%NAME%` and `{{NAME}}`, if that is the whole text.
  private static func variable(_ text: String) -> String? {
    var name = text[...]
    if name.hasPrefix("${"), name.hasSuffix("}") {
      name = name.dropFirst(2).dropLast()
      if name.hasPrefix("env:") { name = name.dropFirst(4) }
    } else if name.hasPrefix("$") {
      name = name.dropFirst()
    } else if name.hasPrefix("%"), name.hasSuffix("%") {
      name = name.dropFirst().dropLast()
    } else {
      return nil
    }
    guard let first = name.utf8.first, (0x41...0x5A).contains(first) || first == 0x5F, name.utf8.count > 2,
      name.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F })
    else { return nil }
    return String(name)
  }
}
