import Syntax
import Vocabulary

/// Writes changes into lines of `NAME=value`.
struct DotenvWriter: ChangeWriter {
  private let editor: DotenvEditor

  private let file: DotenvFile

  init(_ document: Document) {
    file = DotenvParser.parse(document.source)
    editor = DotenvEditor(file)
  }

  func edits(for change: Change) -> [Edit]? {
    guard let name = change.fact.address.first, change.fact.address.count == 1 else { return nil }
    switch change.action {
    case .set(.value, .text(let value)), .set(.url, .text(let value)): return editor.set(name, to: value)
    case .set(.host, .text(let host)):
      let value = file.entries.last { $0.key == name }?.value
      return value.flatMap { URLParts.replacingHost(in: $0, with: host) }.flatMap { editor.set(name, to: $0) }
    case .set(.name, .text(let new)): return editor.rename(name, to: new)
    case .removeFact: return editor.remove(name)
    default: return nil
    }
  }
}
