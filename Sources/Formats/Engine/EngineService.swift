import Vocabulary

/// A program other than Ollama that serves models, as a container, a script or a unit starts it.
struct EngineService {
  /// A word of its command line; without a text where only the running program knows it.
  struct Word {
    let text: String?
    let at: SourceRange
  }

  var fact: Fact
  private let id: FactID

  init(_ id: FactID, kind: String, name: Sourced, at range: SourceRange, topology: Topology) {
    self.id = id
    fact = Fact(id, at: range)
    fact.attributes[.name] = name
    fact.infer(.kind, .text(kind))
    fact.infer(.topology, topology)
    if id.document.isDocumentation { fact.infer(.example, .flag(true)) }
  }

  /// The service, and the model that it loads.
  ///
  /// - Parameters:
  ///   - words: the words after the program's name.
  ///   - hasFolders: whether a name alone may be that of a folder.
  mutating func facts(_ words: [Word], variables: [Variable], hasFolders: Bool = true) -> [Fact] {
    let kind = fact.text(.kind)
    let options = words.compactMap(\.text).filter { $0.hasPrefix("-") }.map { String($0.prefix { $0 != "=" }) }
    let settings = variables.map(\.name).filter { $0.hasPrefix("LLAMA_ARG_") || $0.hasPrefix("VLLM_") }
    if !options.isEmpty || !settings.isEmpty { fact.infer(.options, options + settings) }
    if let path = EngineImage.all.first(where: { $0.name == kind })?.apiPath { fact.infer(.apiPath, path) }
    var facts = known(words, variables: variables)
    guard let kind, let row = EngineImage.all.first(where: { $0.name == kind && !$0.commands.isEmpty }),
      let source = EngineSource(row, words, variables, hasFolders: hasFolders)
    else { return facts }
    if !facts.contains(where: { $0.subject == .model }), row.keepsOneModel {
      var model = Fact(FactID(.model, id.document, id.address + ["model"]), at: fact.range, related: [.service: id])
      model.infer(.kind, .text(kind), because: [Reason("this command loads it", at: fact.range)])
      facts.append(model)
    }
    for index in facts.indices where facts[index].subject == .model { source.describe(&facts[index]) }
    return facts
  }

  private mutating func known(_ words: [Word], variables: [Variable]) -> [Fact] {
    if fact.text(.kind) == "vLLM" { return virtual(words) }
    guard fact.text(.kind) == EngineImage.llamaServer else { return [fact] }
    let known = variables.compactMap { variable in variable.value.map { (variable.name, $0) } }
    let command = EngineCommand(
      arguments: words.map(\.text), variables: Dictionary(known) { _, last in last })
    if let port = command.port {
      fact.infer(.port, port)
    } else if !command.saysPort, fact[.topology] != .container {
      // 8080 until August 2026, 9931 from then on (`tools/server/README.md`).
      fact.infer(.hostPorts, ["8080", "9931"])
    }
    if let layers = command.gpuLayers { fact.infer(.gpuLayers, layers) }
    guard command.hasOneModel else { return [fact] }
    fact.infer(.answersToAnyName, true)
    let place = command.place(of: EngineCommand.contextOptions).map { words[$0].at }
    let written = variables.last { $0.name == "LLAMA_ARG_CTX_SIZE" }?.valueAt
    var model = Fact(
      FactID(.model, id.document, id.address + ["model"]), at: place ?? fact.range, related: [.service: id])
    model.infer(.name, .text(command.model ?? "its model"))
    model.infer(
      .kind, .text(EngineImage.llamaServer), because: [Reason("this command loads it", at: fact.range)])
    if let window = command.window {
      model.attributes[.context] = Sourced(
        .integer(window), at: place ?? written ?? fact.range, because: [Reason(command.windowReason)])
    }
    return [fact, model]
  }

  /// vLLM answers to the names of --served-model-name, or else to the model's own, and refuses any other with 404
  /// (vLLM, `vllm/entrypoints/openai/serving_engine.py`, _check_model).
  private mutating func virtual(_ words: [Word]) -> [Fact] {
    let texts = words.map { $0.text.map(EngineOption.hyphenated) }
    guard !words.isEmpty, !texts.contains(nil),
      !texts.contains(where: { $0?.hasPrefix("--lora-modules") == true || $0?.hasPrefix("--config") == true })
    else { return [fact] }
    let command = EngineCommand(arguments: texts)
    let own = command.value(of: ["--model"]) ?? texts[0].flatMap { $0.hasPrefix("-") ? nil : $0 }
    guard let own else { return [fact] }
    var names = [own]
    if let place = command.place(of: ["--served-model-name"]) {
      let given = texts[place...].compactMap { $0 }.prefix { !$0.hasPrefix("--") || $0.hasPrefix("--served-model-name=") }
      names = given.map { $0.hasPrefix("--served-model-name=") ? String($0.dropFirst(20)) : $0 }
    }
    fact.infer(.models, names)
    fact.infer(.callsTools, texts.contains("--enable-auto-tool-choice"))
    let place = command.place(of: ["--max-model-len"])
    var model = Fact(
      FactID(.model, id.document, id.address + ["model"]), at: place.map { words[$0].at } ?? fact.range,
      related: [.service: id])
    model.infer(.name, .text(names[0]))
    if names.count > 1 { model.infer(.aliases, Array(names.dropFirst())) }
    model.infer(.kind, .text("vLLM"), because: [Reason("this command loads it", at: fact.range)])
    if let place, let window = command.value(of: ["--max-model-len"]).flatMap({ Int($0) }), window > 0 {
      model.attributes[.context] = Sourced(
        .integer(window), at: words[place].at, because: [Reason("vLLM runs with --max-model-len \(window)")])
    }
    return [fact, model]
  }
}
