import Syntax
import Vocabulary

/// A container that serves models and is not Ollama, whatever starts it: LiteLLM, llama-server, vLLM.
extension ContainerSpec {
  func engineFacts() -> [Fact] {
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
