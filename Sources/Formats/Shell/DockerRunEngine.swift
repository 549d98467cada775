import Vocabulary

/// A server of models other than Ollama, as a `docker run` line starts it.
struct DockerRunEngine {
  private let container: DockerRunContainer

  init(_ container: DockerRunContainer) { self.container = container }

  func facts(image: ImageName) -> [Fact] {
    guard let kind = EngineImages.kind(image), !container.document.id.isDocumentation else { return [] }
    let run = container.run
    var engine = EngineService(
      container.id, kind: kind.name, name: container.name(kind.name), at: container.at(run.image.range),
      topology: .container)
    if run.sharesHostNetwork { engine.fact.infer(.sharesHostNetwork, true) }
    if let port = kind.port { engine.fact.infer(.port, port) }
    let ports = run.all("--publish").compactMap { $0.value.flatMap(PortSpec.init)?.hostPort }
    if !ports.isEmpty { engine.fact.infer(.hostPorts, ports.map(String.init)) }
    return engine.facts(
      run.arguments.map { .init(text: $0.text, at: container.at($0.range)) },
      variables: container.environment().variables)
  }
}
