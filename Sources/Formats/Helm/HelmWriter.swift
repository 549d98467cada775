import Syntax
import Vocabulary

/// Writes changes into the values of a chart.
struct HelmWriter: ContainerWriter {
  private let values: HelmValues
  private let editor: YAMLEditor

  init(_ values: HelmValues) {
    self.values = values
    editor = YAMLEditor(values.tree)
  }

  func container(at address: [String]) -> (container: EnvironmentList, rest: [String])? {
    let base = values.base.address
    return address.starts(with: base) ? (values.environment, Array(address.dropFirst(base.count))) : nil
  }

  func edits(_ field: ContainerField, of environment: EnvironmentList) -> [Edit]? {
    switch field {
    case .allGPUs: editor.set(values.base + ["ollama", "gpu", "enabled"], to: .boolean(true))
    case .mount: editor.set(values.base + ["persistentVolume", "enabled"], to: .boolean(true))
    default: environment.edits(field)
    }
  }

  func otherEdits(for change: Change) -> [Edit]? {
    if case .set(.updateStrategy, .text(let strategy)) = change.action {
      return editor.set(values.base + ["updateStrategy", "type"], to: .string(strategy))
    }
    guard case .set(.status, .text(KeyStatus.known.rawValue)) = change.action,
      let items = values["ollama", "models"]?.items, items.allSatisfy({ $0.text != nil })
    else { return nil }
    let names = items.compactMap(\.text).map(NewValue.string)
    return editor.set(values.base + ["ollama", "models"], to: ["pull": .list(names, flow: false)])
  }
}
