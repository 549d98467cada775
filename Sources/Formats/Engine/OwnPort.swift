import Syntax
import Vocabulary

/// A container that asks the host for Ollama at a port of the host that it publishes itself, so that it reaches itself.
extension ContainerSpec {
  var ownPort: Fact? {
    guard !id.document.isDocumentation, network.host == nil, network.namespace == .own, image.build == nil,
      let port = ports.first(where: { $0.hostPort?.value == EndpointPorts.ollama && $0.address != nil })
    else { return nil }
    let written = environment.variables.filter { isOwn($0.at) }.compactMap(\.value) + (entrypoint ?? []) + (command?.value ?? [])
    let names = [Self.hostName, "host.containers.internal", "172.17.0.1"].map { "\($0):\(EndpointPorts.ollama)" }
    guard let name = names.first(where: { name in written.contains { $0.contains(name) } }) else { return nil }
    return engineFact(
      "own-port", .conflict, name: fact.text(.name) ?? "the container", value: String(EndpointPorts.ollama),
      counterpart: name, at: port.at)
  }
}
