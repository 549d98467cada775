import Syntax
import Vocabulary

/// Writes changes into a manifest.
struct KubernetesWriter: PodWriter {
  private let reader: KubernetesReader
  let containers: [[String]: KubernetesContainer]

  init(_ reader: KubernetesReader) {
    self.reader = reader
    containers = Dictionary(reader.containers.map { ($0.address, $0) }) { first, _ in first }
  }

  func edits(_ field: ContainerField, of container: KubernetesContainer) -> [Edit]? {
    let editor = YAMLEditor(container.tree)
    switch field {
    case .allGPUs:
      // Only NVIDIA's plugin is asked for by a plain image; AMD's needs another image as well.
      let card = container.image?.vendor == "amd" ? "amd.com/gpu" : "nvidia.com/gpu"
      let asked = container["resources", "requests", .key(card)]
      let request = editor.set(
        container.path + ["resources", "limits", .key(card)], to: .integer(asked?.wholeNumber ?? 1))
      // The new pod would wait for the card of the old one, which ends only when the new one is ready.
      guard container.surges, container.tree.node(at: ["spec", "strategy"]) == nil else { return request }
      return request.flatMap { request in
        editor.set(["spec", "strategy"], to: Self.strategy("Recreate")).map { request + $0 }
      }
    case .healthCheck(let words):
      // The pod is restarted for any of them that cannot run.
      let broken = container.probes.filter { HealthCheckTool.missing(in: $0.check.words) != nil }
      let changed = broken.isEmpty ? Array(container.probes.prefix(1)) : broken
      let edits = changed.compactMap { editor.set(container.path + $0.path, to: Self.list(words)) }
      return edits.isEmpty || edits.count < changed.count ? nil : edits.flatMap { $0 }
    case .image(let text): return editor.set(container.path + ["image"], to: .string(text))
    default: return common(field, of: container, container.environment)
    }
  }

  func otherEdits(for change: Change) -> [Edit]? {
    if change.fact.subject == .modelUse {
      return CommandModels(reader.document).edits(for: change) { reader.command(at: $0) }
    }
    if change.fact.address.first == "field" {
      return reader.containers.lazy.compactMap { PodFields(container: $0).edits(for: change) }.first
    }
    if change.fact.address.last == "targetPort", case .set(.status, _) = change.action {
      return servicePort(change)
    }
    if let edits = ConfigObjectWriter(
      trees: reader.trees, document: reader.document.id, workspace: reader.workspace
    ).edits(for: change) {
      return edits
    }
    guard case .set(.updateStrategy, .text(let strategy)) = change.action,
      let place = container(at: change.fact.address)
    else { return nil }
    return YAMLEditor(place.container.tree).set(["spec", "strategy"], to: Self.strategy(strategy))
  }

  private static func strategy(_ name: String) -> NewValue { ["type": .string(name)] }

  /// `targetPort` of a Service, as the server listens.
  private func servicePort(_ change: Change) -> [Edit]? {
    guard let index = change.fact.address.first.flatMap({ Int($0) }), reader.trees.indices.contains(index),
      let port = change.fact.address.dropLast().last.flatMap({ Int($0) })
    else { return nil }
    return YAMLEditor(reader.trees[index]).set(
      ["spec", "ports", .index(port), "targetPort"], to: .integer(EndpointPorts.ollama))
  }
}
