import Syntax
import Vocabulary

/// Writes changes of variables into a ConfigMap, a Secret or the literals of a kustomization.
struct ConfigObjectWriter {
  /// What the address of a variable ends with that its program knows by another name than its key.
  static let renamed = "renamed"

  let trees: [NodeDocument]
  let document: DocumentID
  let workspace: any Workspace

  /// `nil` for what is not a variable of one.
  ///
  /// - Parameter change: of a fact with an address such as `["0", "data", "OLLAMA_HOST"]`.
  func edits(for change: Change) -> [Edit]? {
    let isRenamed = change.fact.address.last == Self.renamed
    let address = isRenamed ? Array(change.fact.address.dropLast()) : change.fact.address
    guard let index = address.first.flatMap({ Int($0) }), trees.indices.contains(index) else { return nil }
    // What other containers take as well is not changed for one of them; quotes, without which all is refused, are theirs, too.
    guard Self.addsQuotes(change.action) || !ConfigObjects.of(workspace).isShared(address, of: document)
    else {
      return nil
    }
    let tree = trees[index]
    if address.count == 3, ["data", "stringData"].contains(address[1]) {
      return edits(for: change.action, at: [.key(address[1]), .key(address[2])], in: tree, isRenamed)
    }
    guard address.count == 5, address[3] == "literals", let object = Int(address[2]),
      let item = Int(address[4])
    else { return nil }
    return literal(change.action, at: [.key(address[1]), .index(object), "literals", .index(item)], in: tree)
  }

  private static func addsQuotes(_ action: Change.Action) -> Bool {
    guard case .set(.value, .text(let text)) = action else { return false }
    return text.count > 1 && text.first == "\"" && text.last == "\""
  }

  private func edits(
    for action: Change.Action, at path: [PathStep], in tree: NodeDocument, _ isRenamed: Bool
  ) -> [Edit]? {
    guard let value = tree.node(at: path) else { return nil }
    let editor = YAMLEditor(tree)
    switch action {
    case .set(.value, .text(let text)), .set(.url, .text(let text)):
      let isQuoted = text.count > 1 && text.first == "\"" && text.last == "\""
      return editor.set(path, to: .quoted(isQuoted ? String(text.dropFirst().dropLast()) : text))
    case .set(.host, .text(let host)):
      return value.text.flatMap { URLParts.replacingHost(in: $0, with: host) }.flatMap {
        editor.set(path, to: .quoted($0))
      }
    case .set(.name, .text(let name)) where !isRenamed:
      let mapping = tree.node(at: path.dropLast()).map { tree.entries(of: $0) } ?? []
      guard let entry = mapping.first(where: { path.last == $0.key.text.map(PathStep.key) }),
        !mapping.contains(where: { $0.key.text == name })
      else { return nil }
      return [Edit(entry.key.range, name)]
    case .removeFact where !isRenamed: return editor.remove(path)
    default: return nil
    }
  }

  private func literal(_ action: Change.Action, at path: [PathStep], in tree: NodeDocument) -> [Edit]? {
    guard let text = tree.node(at: path)?.text, let split = text.firstIndex(of: "=") else { return nil }
    switch action {
    case .set(.value, .text(let value)), .set(.url, .text(let value)):
      return YAMLEditor(tree).set(path, to: .string(text[...split] + value))
    default: return nil
    }
  }
}
