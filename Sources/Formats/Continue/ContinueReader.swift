import Knowledge
import Syntax
import Vocabulary

/// Turns a Continue configuration into facts, if anything in it is local.
struct ContinueReader {
  let config: ContinueConfig
  private let client: FactID

  init(_ config: ContinueConfig) {
    self.config = config
    client = FactID(.client, config.document.id, [])
  }

  /// What Continue sends as num_ctx where neither it nor the Modelfile says (`core/llm/llms/Ollama.ts`).
  private static let fallbackContext = 8192
  private static let defaultServer = "http://localhost:11434"
  private static let defaultRoles = ["chat", "edit", "apply", "summarize"]

  func facts() -> [Fact] {
    let local = config.models.filter(isLocal)
    guard !local.isEmpty else { return [] }
    var facts = [clientFact()]
    for model in local {
      facts += [use(model), endpoint(model)].compactMap { $0 }
      if let secret = secret(model) { facts.append(secret) }
    }
    return facts + ContinueKeys(config, client).facts(local)
  }

  private func isLocal(_ model: ContinueConfig.Model) -> Bool {
    if model.provider == "ollama" { return true }
    guard ["openai", "lmstudio", "llama.cpp", "llamafile", "vllm"].contains(model.provider) else {
      return false
    }
    guard let base = config.value("apiBase", in: model.node)?.text else {
      return model.provider == "lmstudio"
    }
    let host = URLParts(base).host.lowercased()
    return ["localhost", "127.0.0.1", "::1", "host.docker.internal", "ollama"].contains(host)
      || URLParts(base).effectivePort == 11434
  }

  private func isOllama(_ model: ContinueConfig.Model) -> Bool {
    if model.provider == "ollama" { return true }
    guard let base = config.value("apiBase", in: model.node)?.text else { return false }
    return URLParts(base).effectivePort == 11434
  }

  private func clientFact() -> Fact {
    let place = config.root.entries?.first?.key.range ?? config.root.range
    var fact = Fact(client, at: config.at(place))
    fact.infer(.name, .text("Continue"))
    fact.infer(.kind, .text("Continue"))
    return fact
  }

  private func endpointID(_ model: ContinueConfig.Model) -> FactID {
    FactID(.endpoint, config.document.id, config.address(model) + ["apiBase"])
  }

  private func endpoint(_ model: ContinueConfig.Model) -> Fact? {
    let isNative = model.provider == "ollama"
    let written = config.value("apiBase", in: model.node)
    guard let node = written ?? config.value("provider", in: model.node), isNative || written != nil else {
      return nil
    }
    let text = written == nil ? Self.defaultServer : node.text.flatMap { $0.contains("${") ? nil : $0 }
    let path = text.map { URLParts($0).path } ?? ""
    let isRoot = path.isEmpty || path == "/"
    var fact = EndpointFact.make(
      endpointID(model), url: text, at: config.at(node.range), from: "host",
      api: isNative ? "native" : "openai",
      wantedPath: isNative ? (isRoot ? nil : "") : isOllama(model) && isRoot ? "/v1" : nil)
    fact.infer(.name, .text(model.provider))
    fact.related = [.client: client, .owner: client]
    return fact
  }

  // MARK: Models

  private func use(_ model: ContinueConfig.Model) -> Fact? {
    guard let name = config.value("model", in: model.node), name.text != "AUTODETECT" else { return nil }
    let isNative = model.provider == "ollama"
    var fact = Fact(FactID(.modelUse, config.document.id, config.address(model)), at: config.at(name.range))
    fact.write(.name, name.text.flatMap { $0.contains("${") ? nil : .text($0) }, at: config.at(name.range))
    fact.infer(.provider, .text(model.provider))
    fact.infer(.api, .text(isNative ? "native" : "openai"))
    if isOllama(model) { fact.infer(.isOllama, .flag(true)) }
    fact.related = [.client: client, .endpoint: endpointID(model)]
    roles(model, &fact)
    context(model, isNative, &fact)
    return fact
  }

  private func roles(_ model: ContinueConfig.Model, _ fact: inout Fact) {
    let written = config.value("roles", in: model.node)
    let names = written?.items?.compactMap(\.text) ?? Self.defaultRoles
    let capabilities = config.value("capabilities", in: model.node)
    let hasTools = capabilities?.items?.contains { $0.text == "tool_use" } ?? false
    var roles: Set<String> = []
    for name in names {
      switch name {
      // Only who asks for tools is sure to work as an agent.
      case "chat": roles.insert(hasTools ? "agent" : "chat")
      case "edit", "apply": roles.insert("edit")
      case "autocomplete", "embed": roles.insert(name)
      default: break
      }
    }
    if let written, written.items != nil {
      fact.write(.roles, .texts(roles.sorted()), at: config.at(written.range))
    } else {
      fact.infer(.roles, .texts(roles.sorted()))
    }
    if let capabilities, capabilities.items != nil, !hasTools {
      fact.write(.tools, .flag(false), at: config.at(capabilities.range))
    }
  }

  private func context(_ model: ContinueConfig.Model, _ isNative: Bool, _ fact: inout Fact) {
    let options = config.value("defaultCompletionOptions", in: model.node)
    let written =
      config.value("contextLength", in: model.node)
      ?? options.flatMap { config.value("contextLength", in: $0) }
    if let written {
      let at = config.at(written.range)
      fact.write(isNative ? .contextSent : .contextStated, written.positive.map(Value.integer), at: at)
    } else if isNative {
      fact.infer(
        .contextFallback, .integer(Self.fallbackContext),
        because: [Reason("Continue asks for \(Self.fallbackContext) tokens where nobody says more")])
    }
    if let output = options.flatMap({ config.value("maxTokens", in: $0) }) {
      fact.write(.outputStated, output.positive.map(Value.integer), at: config.at(output.range))
    }
  }

  // MARK: Secrets

  private func secret(_ model: ContinueConfig.Model) -> Fact? {
    guard let node = config.value("apiKey", in: model.node), let text = node.text,
      OpenCodeSecret.looksReal(text)
    else { return nil }
    var fact = Fact(
      FactID(.secret, config.document.id, config.address(model) + ["apiKey"]), at: config.at(node.range))
    fact.infer(.name, .text("apiKey"))
    fact.infer(.kind, .text("Continue"))
    fact.write(.shown, .text(text.prefix(3) + "…"), at: config.at(node.range))
    fact.infer(.replacement, .text("${{ secrets.\(model.provider.uppercased())_API_KEY }}"))
    fact.related = [.owner: client, .client: client]
    return fact
  }
}
