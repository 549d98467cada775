import Syntax
import Vocabulary

/// A container that asks the host for models at a host port that it publishes itself, so that it reaches itself.
extension ContainerSpec {
  var ownPort: Fact? {
    guard !id.document.isDocumentation, network.host == nil, network.namespace == .own else { return nil }
    let variables = environment.variables.filter { variable in
      isOwn(variable.at)
        && ["OLLAMA", "OPENAI", "LLM", "LLAMA", "LMSTUDIO", "LM_STUDIO"].contains { variable.name.uppercased().contains($0) }
    }
    let written = variables.compactMap(\.value) + (entrypoint ?? []) + (command?.value ?? [])
    guard !written.isEmpty else { return nil }
    for port in ports where port.address != nil {
      guard let number = port.hostPort?.value else { continue }
      let names = [Self.hostName, "host.containers.internal", "172.17.0.1"].map { "\($0):\(number)" }
      guard
        let name = names.first(where: { name in
          written.contains { text in
            text.firstRange(ofBytes: name).map { text[$0.upperBound...].first?.isNumber != true } ?? false
          }
        })
      else { continue }
      return engineFact(
        "own-port", .conflict, name: fact.text(.name) ?? "the container", value: String(number), counterpart: name,
        at: port.at)
    }
    return nil
  }
}
