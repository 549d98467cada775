import Syntax
import Vocabulary

/// Writes changes into the values of `app-template`.
struct AppTemplateWriter: PodWriter {
  let containers: [[String]: AppTemplateContainer]

  init(_ containers: [AppTemplateContainer]) {
    self.containers = Dictionary(containers.map { ($0.address, $0) }) { first, _ in first }
  }

  func edits(_ field: ContainerField, of container: AppTemplateContainer) -> [Edit]? {
    let editor = YAMLEditor(container.tree)
    switch field {
    case .allGPUs:
      let card = container["image", "tag"]?.text?.contains("rocm") == true ? "amd.com/gpu" : "nvidia.com/gpu"
      let limits = container.path + ["resources", "limits"]
      // The controller's default would be replaced as a whole.
      guard container.tree.node(at: container.path + ["resources"]) != nil || container["resources"] == nil
      else { return nil }
      return editor.set(limits + [.key(card)], to: .integer(1))
    case .healthCheck(let words):
      return container.probe.flatMap { editor.set($0.path, to: Self.list(words)) }
    case .image(let text):
      guard let tag = ImageName(text).tag else { return nil }
      return editor.set(container.path + ["image", "tag"], to: .string(tag))
    default: return common(field, of: container, container.environment)
    }
  }

  func otherEdits(for change: Change) -> [Edit]? {
    guard case .set(.updateStrategy, .text(let strategy)) = change.action,
      let place = container(at: change.fact.address)
    else { return nil }
    return YAMLEditor(place.container.tree).set(
      place.container.controller.path + ["strategy"], to: .string(strategy))
  }
}
