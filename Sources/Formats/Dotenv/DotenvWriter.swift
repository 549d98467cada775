import Syntax
import Vocabulary

/// Writes changes into lines of `NAME=value`.
struct DotenvWriter: ChangeWriter {
  private let editor: DotenvEditor

  private let file: EnvironmentFile
  /// Whether a shell runs the file, too.
  private let isSourced: Bool

  init(_ document: Document, by reader: EnvironmentReader, isSourced: Bool = false) {
    self.isSourced = isSourced
    file = reader.read(document.source)
    editor = DotenvEditor(file)
  }

  func edits(for change: Change) -> [Edit]? {
    let change = ModelVariables.variableChange(change) ?? change
    // What a model's name has before it is the program's own.
    guard change.fact.subject != .modelUse else { return nil }
    if change.action == .set(.status, .text("known")), change.fact.address.count == 3 {
      return withoutExport(change.fact.address)
    }
    guard let name = change.fact.address.first, change.fact.address.count == 1 else { return nil }
    switch change.action {
    case .set(.value, .text(let value)), .set(.url, .text(let value)):
      // Without quotes the shell would end the assignment there.
      if isSourced, value.contains(where: { " ;&|<>()$`#*".contains($0) }) { return nil }
      return editor.set(name, to: value)
    case .set(.host, .text(let host)):
      let value = file.entries.last { $0.key == name }?.value
      return value.flatMap { URLParts.replacingHost(in: $0, with: host) }.flatMap { editor.set(name, to: $0) }
    case .set(.name, .text(let new)): return editor.rename(name, to: new)
    case .removeFact: return editor.remove(name)
    default: return nil
    }
  }

  /// Takes `export` from the line that ``MisreadLine`` gave that address.
  private func withoutExport(_ address: [String]) -> [Edit]? {
    let index = file.slips.indices.first {
      let slip = file.slips[$0]
      return slip.kind == .export && slip.key == address[2] && String(file.ordinal(ofSlip: $0)) == address[1]
    }
    guard let slip = index.map({ file.slips[$0] }) else { return nil }
    let text = file.source.string(slip.range)
    guard text.hasPrefix("export") else { return nil }
    let blanks = text.dropFirst(6).prefix { $0 == " " || $0 == "\t" }
    return [.delete(TextRange(slip.range.start, slip.range.start + 6 + blanks.utf8.count))]
  }
}
