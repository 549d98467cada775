import Syntax
import Vocabulary

/// A container that serves models and is not Ollama, whatever starts it: LiteLLM, llama-server, vLLM.
extension ContainerSpec {
  /// The whole command, program included, as far as the container says it.
  private var wholeLine: [CommandWord] {
    (entrypoint ?? []).map { CommandWord(text: $0, raw: $0, at: program?.at ?? image.at, isFixed: true) } + arguments
  }

  /// What the command starts in an image that nothing is known of: the first word says it, whatever the image is called.
  private var startedEngine: (engine: EngineImage, first: Int)? {
    guard EngineImage.program(in: image.name) == nil, !image.name.isOllama, image.build == nil, !id.document.isDocumentation
    else { return nil }
    return EngineImage.started(by: wholeLine.map(\.text))
  }

  /// What is wrong with single words of such a command.
  func startedMistakes() -> [Fact] {
    guard let (engine, first) = startedEngine else { return [] }
    return EngineArguments(engine: engine, words: Array(wholeLine.dropFirst(first))).facts(id, format: format)
  }

  private func startedFacts() -> [Fact] {
    guard let (engine, first) = startedEngine else { return [] }
    let words = wholeLine.dropFirst(first).map { EngineService.Word(text: $0.text, at: $0.at) }
    var service = EngineService(
      FactID(.service, id.document, id.address), kind: engine.name,
      name: fact.attributes[.name] ?? Sourced(.text(engine.name)), at: fact.range, topology: fact[.topology] ?? .container)
    service.fact.infer(.aliases, network.aliases)
    if network.host != nil { service.fact.infer(.sharesHostNetwork, true) }
    if let port = EngineCommand(arguments: words.map(\.text)).port ?? engine.port { service.fact.infer(.port, port) }
    let published = ports.compactMap { $0.hostPort?.value }.map(String.init)
    if !published.isEmpty { service.fact.infer(.hostPorts, published) }
    return service.facts(words, variables: environment.variables)
  }

  func engineFacts() -> [Fact] {
    if startedEngine != nil { return startedFacts() }
    guard let kind = EngineImage.program(in: image.name), !id.document.isDocumentation else { return [] }
    var engine = EngineService(
      FactID(.service, id.document, id.address), kind: kind.name,
      name: fact.attributes[.name] ?? Sourced(.text(kind.name)), at: fact.range,
      topology: fact[.topology] ?? .container)
    engine.fact.infer(.aliases, network.aliases)
    if network.host != nil { engine.fact.infer(.sharesHostNetwork, true) }
    if let port = kind.port { engine.fact.infer(.port, port) }
    let published = ports.compactMap { $0.hostPort?.value }.map(String.init)
    if !published.isEmpty { engine.fact.infer(.hostPorts, published) }
    var words = (command?.value ?? []).map { word in
      EngineService.Word(text: word.contains("$") ? nil : word, at: command?.at ?? fact.range)
    }
    if kind.name == "vLLM" {
      if let entrypoint {
        guard let (_, first) = EngineImage.started(by: entrypoint) else { return engine.facts([], variables: []) }
        words = entrypoint.dropFirst(first).map { .init(text: $0, at: fact.range) } + words
      }
      // What a shell, or a word too many, makes of it is another matter.
      let first = words.first?.text.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
      let isAnother = first.map(["sh", "bash", "vllm", "python", "python3", "serve"].contains) ?? false
      if isAnother || arguments.contains(where: { $0.text == nil }) { words = [] }
    }
    return engine.facts(words, variables: environment.variables)
  }
}
