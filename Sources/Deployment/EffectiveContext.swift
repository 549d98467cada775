import Knowledge
import Vocabulary
import Wording

/// What a model will be given to remember, in tokens, and who decided it.
///
/// The order is Ollama's (`server/routes.go`, modelOptions): the request's `num_ctx`, the model's own
/// parameter, the server's `OLLAMA_CONTEXT_LENGTH`, and last a default by the memory of its GPUs; never
/// more than the model was trained for.
enum EffectiveContext {
  /// What agents need: Ollama's advice for tool loops and coding (`docs/context-length.mdx`).
  static let wantedByAgents = 64000
  static let givenToAgents = 65536
  /// Below this, even a plain chat or edit request soon loses its beginning.
  static let wantedByChats = 8192

  static func resolve(_ draft: inout Draft) {
    let exporting = exporting(draft)
    let routes = Set(draft.ownIDs(.modelUse).compactMap { draft.facts[$0]?.related[.route] })
    for id in draft.ownIDs(.modelUse) {
      countOnTrained(id, &draft)
      let decision = isUncut(id, draft) ? nil : decide(id, exporting, draft)
      if let decision {
        draft[id].infer(
          .contextEffective, decision.tokens.map(Value.integer), because: decision.reasons)
        draft[id].infer(.contextDecidedBy, decision.by)
        if decision.isAssumed { draft[id].infer(.contextAssumed, .flag(true)) }
        let place = place(of: decision, id, draft)
        draft[id].infer(.contextDecidedAt, .text(place))
      }
      // What a client needs of a proxy is reported at the client.
      if !routes.contains(id) { check(id, &draft) }
      propagateWantedContext(id, &draft)
    }
    for id in draft.ownIDs(.model) { checkModel(id, &draft) }
    ClientAgreement.compare(&draft)
  }

  /// Whether a model runs by MLX, whose runner takes the context for advice and cuts nothing off (ollama `server/routes.go`,
  /// IsMLX; `x/mlxrunner/client.go`).
  private static func isUncut(_ id: FactID, _ draft: Draft) -> Bool {
    draft.facts[id]?.text(.tag)?.lowercased().split(separator: "-").contains("mlx") ?? false
  }

  /// Whether the prompt and the answer leave room for each other in the model's own context.
  private static func checkModel(_ id: FactID, _ draft: inout Draft) {
    guard let model = draft.facts[id], let context = model.integer(.context) else { return }
    if let tokens = model.integer(.systemTokens) {
      draft[id].infer(.systemTooLong, .flag(tokens > context / 4))
    }
    draft[id].infer(.outputWanted, .integer(max(1, context / 4)))
  }

  /// A client without a configured context may go by what the model was trained for.
  private static func countOnTrained(_ id: FactID, _ draft: inout Draft) {
    guard let use = draft.facts[id], let defaulted = use.attributes[.contextDefaulted],
      !use.has(.contextStated),
      !use.has(.contextSent), let trained = use.integer(.contextTrained)
    else { return }
    draft[id].infer(.contextStated, .integer(trained), because: defaulted.reasons)
  }

  private static func place(of decision: Decision, _ id: FactID, _ draft: Draft) -> String {
    let id = decision.route ?? id
    let use = draft.facts[id]
    let decider: FactID? =
      switch decision.by {
      case .model, .engine: use?.related[.model]
      case .server, .default: use?.related[.server]
      case .nobody: use?.related[.endpoint]
      default: id
      }
    let place = decider ?? id
    return ([place.document.path] + place.document.embedding.map(String.init) + place.address)
      .joined(separator: "#")
  }

  /// Tells what decides how much its users need.
  private static func propagateWantedContext(_ id: FactID, _ draft: inout Draft) {
    guard let use = draft.facts[id], let wanted = use.integer(.contextWanted) else { return }
    var places = [use.related[.model], use.related[.route]]
    if use[.contextDecidedBy] != .model { places.append(use.related[.server]) }
    for case let place? in places {
      let most = max(wanted, draft.facts[place]?.integer(.contextWanted) ?? 0)
      draft[place].infer(.contextWanted, .integer(most))
    }
  }

  private struct Decision {
    var tokens: Int?
    var by: ContextDecider
    var reasons: [Reason]
    /// Whether it is what most machines get, for want of knowing this one.
    var isAssumed = false
    /// The use of the proxy that decided for its client.
    var route: FactID?
  }

  private static func decide(
    _ id: FactID, _ exporting: Set<String>, _ draft: Draft, steps: Int = 0
  ) -> Decision? {
    if let other = draft.facts[id]?.related[.service] {
      return byService(id, other, exporting, draft, steps: steps)
    }
    guard let use = draft.facts[id], use[.known] != .cloud, use[.known] != .invalid,
      use[.known] != .placeholder
    else {
      return nil
    }
    guard use.flag(.isOllama) != false, use.text(.name).flatMap({ ModelName($0) })?.isMLX != true else {
      return nil
    }
    var reasons: [Reason] = []
    if let sent = use.attributes[.contextSent] {
      return capped(
        Decision(
          tokens: sent.value?.integer, by: .client,
          reasons: sent.reasons.isEmpty
            ? [Reason("\(client(id, draft)) requests it", at: sent.range)] : sent.reasons),
        use)
    }
    if let api = use[.api], api != .native {
      let endpoint = draft.fact(.endpoint, of: id)
      reasons.append(
        Reason(
          "\(client(id, draft)) uses the \(api == .anthropic ? "Anthropic" : "OpenAI")-compatible API, which cannot set num_ctx",
          at: endpoint?.range ?? use.range))
    }
    // The model's own parameter, or that of the models it is made from.
    var model = draft.fact(.model, of: id)
    var steps = 0
    while let current = model, steps < 8 {
      if let context = current.attributes[.context] {
        reasons.append(
          Reason(
            "\(current.text(.name) ?? "its Modelfile") sets num_ctx"
              + (context.value?.integer.map { " to \($0)" } ?? ""), at: context.range))
        return capped(Decision(tokens: context.value?.integer, by: .model, reasons: reasons), use)
      }
      reasons.append(Reason("\(place(of: current)) does not set num_ctx", at: current.range))
      if bringsUnknownParameters(current) { return nil }
      model = draft.fact(.model, of: current.id)
      steps += 1
    }
    let name = use.text(.name) ?? "the model"
    if use.related[.model] == nil {
      guard use[.known] == .library else {
        // A name from elsewhere may bring any num_ctx with it.
        return nil
      }
      reasons.append(Reason("no Modelfile in these files defines \(name)"))
    }
    if let fallback = use.attributes[.contextFallback] {
      return capped(
        Decision(tokens: fallback.value?.integer, by: .client, reasons: reasons + fallback.reasons), use)
    }
    guard let server = draft.fact(.server, of: id), !isOfAnotherGuide(server, id) else {
      // Some other program may serve it.
      return use.flag(.isOllama) == true ? noServer(id, use, reasons, exporting, draft) : nil
    }
    if let context = server.attributes[.context] {
      guard let tokens = context.value?.integer else {
        return Decision(tokens: nil, by: .server, reasons: reasons)
      }
      if tokens > 0 {
        reasons.append(
          Reason(
            "\(server.text(.name) ?? "the server") sets OLLAMA_CONTEXT_LENGTH to \(tokens)", at: context.range
          ))
        return capped(Decision(tokens: tokens, by: .server, reasons: reasons), use)
      }
    } else if server.flag(.environmentUnknown) == true {
      return nil
    } else if server.flag(.fallback) == true {
      reasons.append(Reason("a script only starts a server where none runs", at: server.range))
    } else {
      reasons.append(
        Reason("\(server.text(.name) ?? "the server") does not set OLLAMA_CONTEXT_LENGTH", at: server.range))
    }
    return byMachine(id, use, reasons, draft)
  }

  /// What is decided behind a program that is not Ollama: by the proxy's own use of the model, or by the engine that
  /// loads it.
  private static func byService(
    _ id: FactID, _ service: FactID, _ exporting: Set<String>, _ draft: Draft, steps: Int
  ) -> Decision? {
    guard let use = draft.facts[id], let program = draft.facts[service], steps < 8 else { return nil }
    let kind = program.text(.kind) ?? "the proxy"
    if let route = draft.fact(.route, of: id) {
      guard var decision = decide(route.id, exporting, draft, steps: steps + 1) else { return nil }
      let passed = Reason(
        "\(kind) passes \(use.text(.name) ?? "it") on to \(route.text(.name) ?? "its model")", at: route.range
      )
      decision.reasons.insert(passed, at: 0)
      decision.route = decision.route ?? route.id
      if decision.by == .client { decision.by = .proxy }
      return decision
    }
    guard let model = draft.fact(.model, of: id), let context = model.attributes[.context] else { return nil }
    let name = model.text(.name) ?? "the model"
    let reason = context.reasons.first.map { Reason($0.message, at: $0.at ?? context.range) }
    return Decision(
      tokens: context.value?.integer, by: .engine,
      reasons: [
        reason
          ?? Reason(
            "\(kind) loads \(name)" + (context.value?.integer.map { " with \($0) tokens" } ?? ""),
            at: context.range)
      ])
  }

  /// The client's name in a sentence.
  private static func client(_ use: FactID, _ draft: Draft) -> String {
    let client = draft.fact(.client, of: use)
    return client?.text(.kind) ?? client?.text(.name) ?? "the client"
  }

  /// Where a model is defined: the file's name, or the Modelfile inside of a script.
  private static func place(of model: Fact) -> String {
    let document = model.id.document
    let file = document.path.split(separator: "/").last.map(String.init) ?? "the Modelfile"
    return document.embedding.isEmpty ? file : "the Modelfile in \(file)"
  }

  /// Whether the base comes from somebody's own repository, which may bring any num_ctx with it.
  private static func bringsUnknownParameters(_ model: Fact) -> Bool {
    guard model[.baseKind] == .name else { return model[.baseKind] == .unknown }
    guard model.related[.model] == nil, model[.known] != .library else { return false }
    // Weights from Hugging Face come without parameters.
    let host = model.text(.base).flatMap(ModelName.init)?.host?.lowercased()
    return host != "hf.co" && host != "huggingface.co"
  }

  /// Whether a server is only shown in a guide, while its client is in another file.
  ///
  /// Such a command says nothing of the server that the client meets, unless it is what sets the context for a settings file.
  private static func isOfAnotherGuide(_ server: Fact, _ use: FactID) -> Bool {
    server.id.document.isDocumentation && server.id.document.path != use.document.path
      && (use.document.isDocumentation || !server.has(.context))
  }

  /// The client's server is not in these files, so only a default on this machine can be stated.
  private static func noServer(
    _ id: FactID, _ use: Fact, _ reasons: [Reason], _ exporting: Set<String>, _ draft: Draft
  ) -> Decision? {
    let isHere = draft.fact(.endpoint, of: id)?[.reach] == .here || draft.fact(.server, of: id) != nil
    guard isHere, !use.has(.contextMentioned),
      !exporting.contains(draft.scopes.scope(of: id.document))
    else { return nil }
    let more = reasons + [Reason("no file here sets OLLAMA_CONTEXT_LENGTH for the server on this machine")]
    return Decision(
      tokens: nil, by: .nobody,
      reasons: more + [DefaultContext.reason(draft.surroundings.machine(for: id.document.path))] + limit(of: use))
  }

  /// Why an agent is not told to set what agents need, where its model was trained for less.
  private static func limit(of use: Fact) -> [Reason] {
    guard use.roles.contains(.agent), let trained = use.integer(.contextTrained), (32_768..<64_000).contains(trained) else { return [] }
    return [Reason("\(use.text(.name) ?? "the model") was trained for \(Wording.tokens(trained)) and can use no more")]
  }

  /// The deployments in which a profile or a script sets the context for whatever is started from it.
  private static func exporting(_ draft: Draft) -> Set<String> {
    var scopes: Set<String> = []
    for id in draft.ids(.key) {
      guard let key = draft.facts[id], key.text(.name) == "OLLAMA_CONTEXT_LENGTH", key[.status] == .known,
        !key.has(.problem), ["shell", "shell profile"].contains(key.text(.format) ?? "")
      else { continue }
      scopes.insert(draft.scopes.scope(of: id.document))
    }
    return scopes
  }

  private static func byMachine(_ id: FactID, _ use: Fact, _ reasons: [Reason], _ draft: Draft) -> Decision {
    // A guide that starts a server without setting a context length says nothing about how readers start theirs, and a script
    // that starts one where none runs nothing about the one that does.
    if let server = draft.fact(.server, of: id), server.flag(.example) == true || server.flag(.fallback) == true {
      return Decision(
        tokens: nil, by: .nobody,
        reasons: reasons + [DefaultContext.reason(draft.surroundings.machine(for: id.document.path))])
    }
    let path = draft.fact(.server, of: id)?.id.document.path ?? id.document.path
    let machine = draft.surroundings.machine(for: path)
    let more = reasons + [DefaultContext.reason(machine)]
    return capped(
      Decision(
        tokens: DefaultContext.tokens(machine?.vramBytes), by: .default, reasons: more, isAssumed: machine?.vramBytes == nil),
      use)
  }

  private static func capped(_ decision: Decision, _ use: Fact) -> Decision {
    guard let tokens = decision.tokens, let trained = use.integer(.contextTrained), tokens > trained else {
      return decision
    }
    var decision = decision
    decision.tokens = trained
    decision.reasons.append(
      Reason(
        "\(use.text(.name) ?? "the model") was trained for \(Wording.tokens(trained)); Ollama uses no more"))
    return decision
  }

  /// Whether what is sent and kept free before the first question leaves room for work.
  private static func checkPrompt(_ id: FactID, _ use: Fact, _ effective: Int, _ draft: inout Draft) {
    guard let prompt = use.integer(.promptTokens) else { return }
    let output = use.integer(.outputReserved) ?? use.integer(.outputStated) ?? 0
    // Output >= context is a separate rule.
    guard output < effective else { return }
    draft[id].infer(.promptCrowds, .flag(prompt > effective / 2 - output))
  }

  /// What the use needs, and whether it gets it.
  private static func check(_ id: FactID, _ draft: inout Draft) {
    guard let use = draft.facts[id] else { return }
    if let window = use.integer(.contextStated) ?? use.integer(.contextSent), let output = use.integer(.outputStated), output >= window,
      window > 0, !use.has(.outputWanted)
    {
      draft[id].infer(.outputWanted, .integer(max(1, min(8192, window / 4))))
    }
    let roles = use.roles
    let trained = use.integer(.contextTrained)
    let isAgent = roles.contains(.agent)
    let needed = use.integer(.contextNeeded)
    let floor =
      isAgent ? needed ?? wantedByAgents : roles.contains(.chat) || roles.contains(.edit) ? wantedByChats : 0
    guard floor > 0 else { return }
    let wanted = isAgent ? needed ?? givenToAgents : wantedByChats
    draft[id].infer(.contextWanted, .integer(min(wanted, trained ?? wanted)))
    if let effective = use.integer(.contextEffective) {
      // Nobody notices a tenth, nor the last quarter of a model that can do no more.
      let most = trained.map { $0 - $0 / 4 } ?? floor
      draft[id].infer(.contextTooSmall, .flag(effective < min(floor - floor / 10, most)))
      checkPrompt(id, use, effective, &draft)
      let stated = use.integer(.contextStated)
      if use.flag(.answerOnTop) == true, let stated, let output = use.integer(.outputStated), stated > 0,
        output > 0, stated < 1 << 30, output < effective
      {
        draft[id].infer(.contextWhole, .integer(stated + min(output, 1 << 30)))
        draft[id].infer(.contextInput, .integer(effective - output))
      }
      if let stated { draft[id].infer(.contextWasted, .flag(stated < effective / 2)) }
      if let output = use.attributes[.toolOutput] {
        // Four bytes of text are about a token, so a quarter of the tokens is as many bytes as there are tokens.
        let window = min(effective, stated ?? effective)
        // The default is worth a word only where it is far too much.
        if output.range != nil || window <= 32768 {
          draft[id].infer(.toolOutputWanted, .integer(window))
        }
      }
    } else {
      if use[.contextDecidedBy] == .nobody { draft[id].infer(.contextTooSmall, nil) }
      // What a client makes of its own numbers needs no server.
      guard let prompt = use.integer(.promptTokens), let stated = use.integer(.contextStated), let reserved = use.integer(.outputReserved),
        reserved < stated, prompt > stated - reserved,
        // Where no answer is short enough, the window itself is the fault.
        let wanted = use.integer(.outputWanted), prompt <= stated - wanted
      else { return }
      draft[id].infer(.promptCrowds, .flag(true))
    }
  }
}
