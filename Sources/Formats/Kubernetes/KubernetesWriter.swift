import Syntax
import Vocabulary

/// Writes changes into a manifest.
struct KubernetesWriter: ContainerWriter {
  private let reader: KubernetesReader
  private let containers: [[String]: KubernetesContainer]

  init(_ reader: KubernetesReader) {
    self.reader = reader
    containers = Dictionary(reader.containers.map { ($0.address, $0) }) { first, _ in first }
  }

  func container(at address: [String]) -> (container: KubernetesContainer, rest: [String])? {
    (0...address.count).reversed().lazy.compactMap { length in
      containers[Array(address.prefix(length))].map { ($0, Array(address.dropFirst(length))) }
    }.first
  }

  func edits(_ field: ContainerField, of container: KubernetesContainer) -> [Edit]? {
    let editor = YAMLEditor(container.tree)
    switch field {
    case .variable(let name, let value): return container.environment.set(name, to: value)
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
    case .arguments(let change):
      return container["args"].flatMap { WrittenArguments($0, of: container.tree) }?.edits(change)
    case .command(let words): return editor.set(container.path + ["args"], to: Self.list(words))
    case .value(let index, let text), .url(let index, let text):
      return container.environment.edits(for: .set(.value, .text(text)), at: index)
    case .name(let index, let name):
      return container.environment.edits(for: .set(.name, .text(name)), at: index)
    case .image(let text): return editor.set(container.path + ["image"], to: .string(text))
    case .noVariable(let index): return container.environment.edits(for: .removeFact, at: index)
    default: return nil
    }
  }

  private static func list(_ words: [String]) -> NewValue { .list(words.map { .string($0) }, flow: true) }

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

  private static func strategy(_ name: String) -> NewValue { .mapping([.init("type", .string(name))]) }

  /// `targetPort` of a Service, as the server listens.
  private func servicePort(_ change: Change) -> [Edit]? {
    guard let index = change.fact.address.first.flatMap({ Int($0) }), reader.trees.indices.contains(index),
      let port = change.fact.address.dropLast().last.flatMap({ Int($0) })
    else { return nil }
    return YAMLEditor(reader.trees[index]).set(
      ["spec", "ports", .index(port), "targetPort"], to: .integer(EndpointPorts.ollama))
  }
}
