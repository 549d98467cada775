import Syntax
import Vocabulary

/// A service that serves models and is not Ollama: LiteLLM, llama-server, vLLM.
enum ComposeEngine {
  static func facts(
    _ service: ComposeService, project: ComposeProject, in workspace: any Workspace
  ) -> [Fact] {
    guard let image = service.value("image"),
      let kind = EngineImages.kind(ImageName(image.text ?? ImageName.withoutVariables(image.raw ?? "")))
    else { return [] }
    let id = FactID(.service, project.file.id, ["services", service.name])
    var engine = EngineService(
      id, kind: kind.name, name: Sourced(.text(service.name), at: service.nameRange), at: service.nameRange,
      topology: .container)
    engine.fact.infer(.aliases, ["container_name", "hostname"].compactMap { service.value($0)?.text })
    if service.value("network_mode")?.text == "host" { engine.fact.infer(.sharesHostNetwork, true) }
    if let port = kind.port { engine.fact.infer(.port, port) }
    let ports = service.items("ports").compactMap { item -> Int? in
      guard item.node.entries == nil else { return item.value("published")?.text.flatMap { Int($0) } }
      return item.text.flatMap(PortSpec.init)?.hostPort
    }
    if !ports.isEmpty { engine.fact.infer(.hostPorts, ports.map(String.init)) }
    return engine.facts(words(of: service), variables: ComposeEnvironment(service, in: workspace).variables)
  }

  /// A command is a list of words, or one text that is split like a shell line.
  private static func words(of service: ComposeService) -> [EngineService.Word] {
    let items = service.items("command")
    guard items.count == 1, let only = items.first, let text = only.text else {
      return items.map { .init(text: $0.text, at: $0.range) }
    }
    return CommandText.words(text).map { .init(text: $0.contains("$") ? nil : $0, at: only.range) }
  }
}
