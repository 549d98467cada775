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
    let words = (command?.value ?? []).map { word in
      EngineService.Word(text: word.contains("$") ? nil : word, at: command?.at ?? fact.range)
    }
    return engine.facts(words, variables: environment.variables)
  }
}
