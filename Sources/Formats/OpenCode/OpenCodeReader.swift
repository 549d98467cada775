import ClientDescription
import Knowledge
import Syntax
import Vocabulary
import Wording

/// Turns an OpenCode configuration into facts, if anything in it is local.
struct OpenCodeReader {
  let config: OpenCodeConfig
  let workspace: any Workspace
  let references: [OpenCodeReference]
  let client: FactID

  init(_ config: OpenCodeConfig, _ workspace: any Workspace) {
    self.config = config
    self.workspace = workspace
    references = OpenCodeReference.all(in: config)
    client = FactID(.client, config.document.id, [])
  }

  func facts() -> [Fact] {
    let local = config.local
    // What is wrong with a file that names no server of one's own keeps OpenCode from starting, too.
    guard !local.isEmpty else {
      let keys = OpenCodeKeys(self, [])
      let own = keys.missingProviders()
      let missing = own + described(besides: own, isLocal: false)
      return missing.isEmpty ? [] : [clientFact([])] + missing
    }
    var facts = [clientFact(local)]
    for provider in local {
      let isDisabled = self.isDisabled(provider)
      if let endpoint = endpoint(provider) { facts.append(endpoint) }
      if !isDisabled { facts += uses(provider) }
    }
    let keys = OpenCodeKeys(self, local).facts()
    let described = described(besides: keys, isLocal: true)
    let reported = Set(described.map(\.id))
    facts += keys.filter { !reported.contains($0.id) } + described
    facts += OpenCodeSecret.all(in: config).map { $0.fact(config, client) }
    return facts
  }

  /// Keys that are wrong wherever OpenCode is used.
  private func described(besides keys: [Fact], isLocal: Bool) -> [Fact] {
    guard let tree = try? SettingsTree(config.document, .json) else { return [] }
    var file = ClientFile(tree, program: "OpenCode", isOllama: false)
    file.addDescribed("opencode", in: workspace, besides: Set(keys.map(\.id.address)),
      names: ["local": isLocal ? "true" : "false"],
      servers: config.local.map { provider in
        let path = provider.address.map(PathStep.key)
        let isOllama = provider.isOllama(in: config) == true
        return SettingsScope(path: path, names: ["id": provider.id, "ollama": isOllama ? "true" : "false"], server: path)
      })
    return Array(file.facts.dropFirst())
  }

  private func clientFact(_ local: [OpenCodeProvider]) -> Fact {
    let place = config.root.entries?.first?.key.range ?? config.root.range
    var fact = Fact(client, at: config.at(place))
    fact.infer(.name, .text("OpenCode"))
    fact.infer(.kind, .text("OpenCode"))
    if local.contains(where: { $0.isOllama(in: config) == true }) { fact.infer(.isOllama, .flag(true)) }
    // Who also uses a cloud has no secret to keep from the place where shared chats go.
    let isAllLocal =
      local.count == config.providers.count
      && references.allSatisfy { reference in
        reference.provider.map { id in local.contains { $0.id == id } } ?? false
      }
    if isAllLocal, let share = config.value("share"), share.value.text == "auto" {
      fact.write(.telemetry, .text("share is auto"), at: config.at(share.range))
    } else if isAllLocal, let share = config.value("autoshare"), share.value.flag == true {
      fact.write(.telemetry, .text("autoshare is true"), at: config.at(share.range))
    }
    return fact
  }

  /// Whether `disabled_providers` names it, or `enabled_providers` does not.
  func isDisabled(_ provider: OpenCodeProvider) -> Bool {
    let disabled = config.root["disabled_providers"]?.items?.compactMap(\.text) ?? []
    if disabled.contains(provider.id) { return true }
    guard let enabled = config.root["enabled_providers"]?.items else { return false }
    return !enabled.compactMap(\.text).contains(provider.id)
  }

  // MARK: Endpoints

  private func endpointID(_ provider: OpenCodeProvider) -> FactID {
    FactID(.endpoint, config.document.id, provider.address)
  }

  private func endpoint(_ provider: OpenCodeProvider) -> Fact? {
    guard let url = provider.url else { return nil }
    let text = config.text(url.entry.value).flatMap { $0.contains("${") ? nil : $0 }
    let api = provider.api(in: config)
    let isOllama = provider.isOllama(in: config) == true
    let wanted = text.flatMap { AddressShape.v1.wantedPath(for: URLParts($0), isOllama: isOllama) }
    var fact = EndpointFact.make(
      endpointID(provider), url: text, at: config.at(url.entry.value.range), from: "host", api: api,
      wantedPath: api == "openai" ? wanted : nil)
    if api == "openai", !fact.has(.problem), let text,
      let mistake = AddressShape.v1.mistake(in: URLParts(text), isOllama: isOllama, needsScheme: true)
    {
      fact.write(.problem, mistake.problem, at: config.at(url.entry.value.range))
      fact.infer(.corrected, .text(mistake.corrected))
    }
    fact.infer(.name, .text(provider.id))
    fact.related = [.client: client, .owner: client]
    return fact
  }

  // MARK: Uses

  private func uses(_ provider: OpenCodeProvider) -> [Fact] {
    let chosen = references.filter { $0.provider == provider.id }
    let byModel = Dictionary(grouping: chosen) { $0.model ?? "" }
    let isAnyChosen = references.contains { $0.role == "agent" && $0.provider != nil }
    let option = contextOption(in: provider.node, provider.address)
    var facts: [Fact] = []
    for entry in provider.models {
      guard let key = entry.key.text, entry.value["disabled"]?.flag != true else { continue }
      var fact = use(provider, entry, key)
      let own = (byModel[key] ?? []).map(\.role)
      if own.isEmpty, let name = fact.text(.name), isForEmbeddings(name) { continue }
      fact.infer(any: .roles, .texts(roles(own, fact, isAnyChosen)))
      if !own.isEmpty {
        fact.infer(.isChosen, .flag(true))
      } else if isAnyChosen {
        fact.infer(.isOnlyListed, .flag(true))
      }
      if fact.attributes[.contextOption] == nil, facts.isEmpty, let option, fact[.api] != .native {
        fact.write(.contextOption, .text(option.name), at: config.at(option.entry.range))
      }
      facts.append(fact)
    }
    if provider.models.isEmpty { facts += named(provider, chosen, byModel) }
    return facts
  }

  /// What a model is for: what it is chosen for, or an agent's loop if it can be chosen for that.
  private func roles(_ chosen: [String], _ use: Fact, _ isAnyChosen: Bool) -> [String] {
    if chosen.contains("agent") { return chosen.contains("title") ? ["agent", "title"] : ["agent"] }
    if use.flag(.tools) == false { return ["chat"] }
    return chosen.isEmpty || !isAnyChosen ? ["agent"] : ["title"]
  }

  /// OpenCode has no use for those, but whoever lists all the models of a server lists them, too.
  private func isForEmbeddings(_ name: String) -> Bool {
    name.lowercased().contains("embed")
      || ModelCatalogue.standard.can("embedding", named: name)
        && !ModelCatalogue.standard.can("completion", named: name)
  }

  private func base(_ provider: OpenCodeProvider, _ address: [String], at range: TextRange) -> Fact {
    var fact = Fact(FactID(.modelUse, config.document.id, address), at: config.at(range))
    fact.infer(.provider, .text(provider.id))
    if let api = provider.api(in: config) { fact.infer(any: .api, .text(api)) }
    if let isOllama = provider.isOllama(in: config) { fact.infer(.isOllama, .flag(isOllama)) }
    fact.related = [.client: client]
    if provider.url != nil { fact.related[.endpoint] = endpointID(provider) }
    return fact
  }

  private func use(_ provider: OpenCodeProvider, _ entry: Node.Entry, _ key: String) -> Fact {
    let address = provider.address + ["models", key]
    var fact = base(provider, address, at: entry.key.range)
    let model = entry.value
    if let id = model["id"] ?? model["modelID"] {
      fact.write(.name, config.text(id).map(Value.text), at: config.at(id.range))
    } else {
      fact.write(.name, .text(key), at: config.at(entry.key.range))
    }
    if let tools = model["tool_call"] ?? model["capabilities"]?["tools"], tools.text != nil {
      fact.write(.tools, .flag(tools.flag == true), at: config.at(tools.range))
    }
    let inputs = model["modalities"]?["input"] ?? model["capabilities"]?["input"]
    if let inputs, let image = inputs.items?.first(where: { $0.text == "image" }) {
      fact.write(.images, .flag(true), at: config.at(image.range))
    } else if let attachment = model["attachment"], attachment.flag == true, inputs == nil {
      fact.write(.images, .flag(true), at: config.at(attachment.range))
    }
    limits(model, &fact)
    toolOutput(&fact)
    fact.infer(
      .promptTokens, .integer(Self.ownPrompt),
      because: [Reason("OpenCode's instructions and tools take about \(Wording.tokens(Self.ownPrompt))")])
    if let option = contextOption(in: model, address) {
      if fact[.api] == .native {
        // Whether OpenCode passes it on to that package is not established.
        fact.write(.contextSent, nil, at: config.at(option.entry.range))
      } else {
        fact.write(.contextOption, .text(option.name), at: config.at(option.entry.range))
      }
    }
    return fact
  }

  /// Models that a provider without a list is asked for anyway.
  private func named(
    _ provider: OpenCodeProvider, _ chosen: [OpenCodeReference], _ byModel: [String: [OpenCodeReference]]
  ) -> [Fact] {
    var seen: Set<String> = []
    return chosen.compactMap { reference in
      guard let model = reference.model, seen.insert(model).inserted else { return nil }
      var fact = base(provider, reference.path, at: reference.node.range)
      fact.write(.name, .text(model), at: config.at(reference.node.range))
      fact.infer(any: .roles, .texts(Set((byModel[model] ?? []).map(\.role)).sorted()))
      fact.infer(.isChosen, .flag(true))
      return fact
    }
  }

  // MARK: Limits

  /// What a first request takes beside the question (anomalyco/opencode issues 1034, 729: 9928 tokens).
  private static let ownPrompt = 10000

  /// What OpenCode keeps free for an answer at most (`provider/transform.ts`, OUTPUT_TOKEN_MAX).
  private static let mostReserved = 32000

  private func limits(_ model: Node, _ fact: inout Fact) {
    guard let limit = model["limit"], limit.entries != nil else { return }
    let context = limit["context"]
    let output = limit["output"]
    let contextValue = context?.positive
    if let context, context.isZero == false {
      fact.write(.contextStated, contextValue.map(Value.integer), at: config.at(context.range))
    }
    if let output, output.isZero == false {
      fact.write(.outputStated, output.positive.map(Value.integer), at: config.at(output.range))
    }
    guard let contextValue, limit["input"] == nil, output == nil || output?.isInteger == true else { return }
    let written = output?.positive
    let reserved = min(written ?? Self.mostReserved, Self.mostReserved)
    let reason =
      written == nil
      ? Reason("OpenCode reserves \(Wording.tokens(Self.mostReserved)) if no output limit is set")
      : Reason("OpenCode reserves that many tokens for the answer", at: output.map { config.at($0.range) })
    fact.attributes[.outputReserved] = Sourced(
      .integer(reserved), at: (output ?? context).map { config.at($0.range) }, because: [reason])
    fact.infer(.outputWanted, .integer(max(1, min(8192, contextValue / 4))))
  }

  /// Bytes that OpenCode cuts the result of a tool to by default (`tool/truncate.ts`, MAX_BYTES).
  private static let mostToolOutput = 51200

  private func toolOutput(_ fact: inout Fact) {
    // `false` does not cut anything.
    if let output = config.root["tool_output"], output.entries == nil { return }
    guard let bytes = config.root["tool_output"]?["max_bytes"] else {
      // An excerpt in documentation leaves out more than this.
      if config.document.id.embedding.isEmpty { fact.infer(.toolOutput, .integer(Self.mostToolOutput)) }
      return
    }
    fact.write(.toolOutput, bytes.positive.map(Value.integer), at: config.at(bytes.range))
  }

  // MARK: Options

  struct Option {
    /// As users see it from the model or provider on: `options.num_ctx`.
    let name: String
    let path: [String]
    let entry: Node.Entry
  }

  private static let contextOptions: Set<String> = [
    "num_ctx", "numCtx", "num-ctx", "context_length", "contextLength", "context_window", "contextWindow",
    "n_ctx",
  ]

  /// A context length requested among the options that are sent to the server.
  func contextOption(in node: Node, _ address: [String]) -> Option? {
    for section in ["options", "settings", "body", "extraBody", "extra_body"] {
      if let inner = node[section], let found = search(inner, [section]) { return found }
    }
    if let entry = node.entry("num_ctx") ?? node.entry("numCtx") {
      return Option(name: entry.key.text ?? "", path: [entry.key.text ?? ""], entry: entry)
    }
    return nil
  }

  private func search(_ node: Node, _ path: [String]) -> Option? {
    guard path.count < 5 else { return nil }
    for entry in node.entries ?? [] {
      guard let key = entry.key.text else { continue }
      if Self.contextOptions.contains(key), entry.value.scalar != nil {
        return Option(name: (path + [key]).joined(separator: "."), path: path + [key], entry: entry)
      }
      if let found = search(entry.value, path + [key]) { return found }
    }
    return nil
  }
}

extension Node {
  /// A whole number above zero; `8192.0` is one to JavaScript.
  var positive: Int? {
    guard let scalar, scalar.type == .integer || scalar.type == .float, let number = Double(scalar.text),
      number >= 1, number < 1e12, number == number.rounded()
    else { return nil }
    return Int(number)
  }

  var isZero: Bool { scalar?.type == .integer && scalar?.text == "0" }
  var isInteger: Bool { scalar?.type == .integer }
}
