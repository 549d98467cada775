import Syntax
import Vocabulary

/// Writes changes into lines of `NAME=value`.
struct DotenvWriter: ChangeWriter {
  private let editor: DotenvEditor

  init(_ document: Document, by reader: EnvironmentReader) {
    editor = DotenvEditor(reader.read(document.source))
  }

  func edits(for change: Change) -> [Edit]? {
    guard let name = change.fact.address.first, change.fact.address.count == 1 else { return nil }
    switch change.action {
    case .set(.value, .text(let value)), .set(.url, .text(let value)): return editor.set(name, to: value)
    case .set(.name, .text(let new)): return editor.rename(name, to: new)
    case .removeFact: return editor.remove(name)
    default: return nil
    }
  }
}
