import Syntax
import Vocabulary

/// Writes changes into a Continue configuration.
struct ContinueWriter {
  private let config: ContinueConfig
  private let editor: YAMLEditor

  init(_ config: ContinueConfig) {
    self.config = config
    editor = YAMLEditor(config.tree)
  }

  func edits(for change: Change) -> [Edit]? {
    let address = change.fact.address
    guard address.count >= 2, address[0] == "models", let index = Int(address[1]),
      let model = config.models.first(where: { $0.index == index })
    else { return nil }
    let path = config.path(model)
    switch (change.fact.subject, change.action) {
    case (.modelUse, .set(let attribute, let value)): return set(attribute, value, model, path)
    case (.endpoint, .set(.url, .text(let url))):
      return editor.set(path + [.key("apiBase")], to: .string(url))
    case (.key, .set(.name, .text(let name))):
      let steps = path + address.dropFirst(2).map { PathStep.key($0) }
      if address.count == 4, address[2] == "roles", let item = Int(address[3]) {
        return editor.set(path + [.key("roles"), .index(item)], to: .string(name))
      }
      return editor.rename(steps, to: name)
    case (.secret, .removeFact):
      let name = "${{ secrets.\(model.provider.uppercased())_API_KEY }}"
      return editor.set(path + [.key("apiKey")], to: .string(name))
    default: return nil
    }
  }

  private func set(
    _ attribute: Attribute, _ value: Value, _ model: ContinueConfig.Model, _ path: [PathStep]
  ) -> [Edit]? {
    switch (attribute, value) {
    case (.contextSent, .integer(let tokens)):
      if config.value("contextLength", in: model.node) != nil {
        return editor.set(path + [.key("contextLength")], to: .integer(tokens))
      }
      return editor.set(
        path + [.key("defaultCompletionOptions"), .key("contextLength")], to: .integer(tokens))
    case (.outputStated, .integer(let tokens)):
      return editor.set(path + [.key("defaultCompletionOptions"), .key("maxTokens")], to: .integer(tokens))
    case (.name, .text(let name)): return editor.set(path + [.key("model")], to: .string(name))
    default: return nil
    }
  }
}
