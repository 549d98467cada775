import Syntax
import Vocabulary

/// Writes changes into the values of `app-template`.
struct AppTemplateWriter: ContainerWriter {
  private let containers: [[String]: AppTemplateContainer]

  init(_ containers: [AppTemplateContainer]) {
    self.containers = Dictionary(containers.map { ($0.address, $0) }) { first, _ in first }
  }

  func container(at address: [String]) -> (container: AppTemplateContainer, rest: [String])? {
    (0...address.count).reversed().lazy.compactMap { length in
      containers[Array(address.prefix(length))].map { ($0, Array(address.dropFirst(length))) }
    }.first
  }

  func edits(_ field: ContainerField, of container: AppTemplateContainer) -> [Edit]? {
    let editor = YAMLEditor(container.tree)
    switch field {
    case .variable(let name, let value): return container.environment.set(name, to: value)
    case .allGPUs:
      let card = container["image", "tag"]?.text?.contains("rocm") == true ? "amd.com/gpu" : "nvidia.com/gpu"
      let limits = container.path + ["resources", "limits"]
      // The controller's default would be replaced as a whole.
      guard container.tree.node(at: container.path + ["resources"]) != nil || container["resources"] == nil
      else { return nil }
      return editor.set(limits + [.key(card)], to: .integer(1))
    case .healthCheck(let words):
      return container.probe.flatMap { editor.set($0.path, to: Self.list(words)) }
    case .arguments(let change):
      return container["args"].flatMap { WrittenArguments($0, of: container.tree) }?.edits(change)
    case .command(let words): return editor.set(container.path + ["args"], to: Self.list(words))
    case .value(let key, let text), .url(let key, let text):
      return container.environment.edits(for: .set(.value, .text(text)), at: key)
    case .name(let key, let name): return container.environment.edits(for: .set(.name, .text(name)), at: key)
    case .image(let text):
      guard let tag = ImageName(text).tag else { return nil }
      return editor.set(container.path + ["image", "tag"], to: .string(tag))
    case .noVariable(let key): return container.environment.edits(for: .removeFact, at: key)
    default: return nil
    }
  }

  private static func list(_ words: [String]) -> NewValue { .list(words.map { .string($0) }, flow: true) }

  func otherEdits(for change: Change) -> [Edit]? {
    guard case .set(.updateStrategy, .text(let strategy)) = change.action,
      let place = container(at: change.fact.address)
    else { return nil }
    return YAMLEditor(place.container.tree).set(
      place.container.controller.path + ["strategy"], to: .string(strategy))
  }
}
