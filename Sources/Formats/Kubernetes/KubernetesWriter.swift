import Syntax
import Vocabulary

/// Writes changes into a manifest.
struct KubernetesWriter: ChangeWriter {
  private let reader: KubernetesReader
  private let containers: [[String]: KubernetesContainer]

  init(_ reader: KubernetesReader) {
    self.reader = reader
    containers = Dictionary(reader.containers.map { ($0.address, $0) }) { first, _ in first }
  }

  /// The container that an address leads to, or into.
  private func container(_ address: [String]) -> KubernetesContainer? {
    (0...address.count).reversed().lazy.compactMap { containers[Array(address.prefix($0))] }.first
  }

  func edits(for change: Change) -> [Edit]? {
    if change.fact.address.last == "targetPort", case .set(.status, _) = change.action { return servicePort(change) }
    guard let container = container(change.fact.address) else { return nil }
    let editor = YAMLEditor(container.tree)
    switch (change.fact.subject, change.action) {
    case (.server, .set(.gpu, .text)):
      // Only NVIDIA's plugin is asked for by a plain image; AMD's needs another image as well.
      let card = container.image?.vendor == "amd" ? "amd.com/gpu" : "nvidia.com/gpu"
      let asked = container["resources", "requests", .key(card)]
      let count = asked?.wholeNumber ?? 1
      return editor.set(container.path + ["resources", "limits", .key(card)], to: .integer(count))
    case (.server, .set(.healthCheck, .text(let command))):
      for probe in ["readinessProbe", "startupProbe", "livenessProbe"] {
        guard let node = container[.key(probe), "exec", "command"],
          HealthCheckTool.missing(in: node.items?.compactMap(\.text) ?? []) != nil
        else { continue }
        return editor.set(
          container.path + [.key(probe), "exec", "command"],
          to: .list(command.split(separator: " ").map { .string(String($0)) }, flow: true))
      }
      return nil
    case (.server, .set(.command, .text(let text))):
      return editor.set(
        container.path + ["args"],
        to: .list(text.split(separator: " ").map { .string(String($0)) }, flow: true))
    case (.server, .set(.updateStrategy, .text(let strategy))):
      return editor.set(["spec", "strategy"], to: .mapping([.init("type", .string(strategy))]))
    case (.server, .set(let attribute, let value)):
      guard let variable = ServerVariables.assignment(attribute, value) else { return nil }
      return container.environment.set(variable.name, to: variable.value)
    case (.endpoint, .set(.url, let value)):
      return container.environment.edits(for: .set(.value, value), at: change.fact.address)
    case (.key, let action): return container.environment.edits(for: action, at: change.fact.address)
    default: return nil
    }
  }

  /// `targetPort` of a Service, as the server listens.
  private func servicePort(_ change: Change) -> [Edit]? {
    guard let index = change.fact.address.first.flatMap({ Int($0) }), reader.trees.indices.contains(index),
      let port = change.fact.address.dropLast().last.flatMap({ Int($0) })
    else { return nil }
    return YAMLEditor(reader.trees[index]).set(
      ["spec", "ports", .index(port), "targetPort"], to: .integer(EndpointPorts.ollama))
  }
}
