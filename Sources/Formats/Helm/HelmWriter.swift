import Syntax
import Vocabulary

/// Writes changes into the values of a chart.
struct HelmWriter: ChangeWriter {
  private let values: HelmValues
  private let editor: YAMLEditor

  init(_ values: HelmValues) {
    self.values = values
    editor = YAMLEditor(values.tree)
  }

  func edits(for change: Change) -> [Edit]? {
    switch (change.fact.subject, change.action) {
    case (.server, .set(.gpu, .text)):
      return editor.set(values.base + ["ollama", "gpu", "enabled"], to: .boolean(true))
    case (.server, .set(.modelVolume, _)):
      return editor.set(values.base + ["persistentVolume", "enabled"], to: .boolean(true))
    case (.server, .set(let attribute, let value)):
      return ServerVariables.assignment(attribute, value).flatMap {
        values.environment.set($0.name, to: $0.value)
      }
    case (.key, .set(.status, .text("known"))):
      guard let items = values["ollama", "models"]?.items, items.allSatisfy({ $0.text != nil }) else { return nil }
      let names = items.compactMap(\.text).map(NewValue.string)
      return editor.set(
        values.base + ["ollama", "models"], to: .mapping([.init("pull", .list(names, flow: false))]))
    case (.key, let action): return values.environment.edits(for: action, at: change.fact.address)
    default: return nil
    }
  }
}
