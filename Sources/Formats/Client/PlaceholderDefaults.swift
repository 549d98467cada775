import Syntax

/// Settings of Spring and Quarkus, where `${NAME:text}` is a variable with its default.
///
/// Source: Spring Boot, "Property Placeholders" (`${name:default}`); MicroProfile Config, "Property Expressions".
extension SettingsTree {
  /// The same settings with the default in the place of each such value, as far as no other file here names the variable.
  func withDefaults(in workspace: any Workspace) -> SettingsTree {
    let name = FileName(path: document.id.path).lowercased
    guard name.hasPrefix("application"), syntax == .ini || syntax == .yaml,
      document.source.bytes[...].contains(bytesOf: "${")
    else { return self }
    let filled = Placeholder.filled(root, of: document, in: workspace)
    let read = NodeDocument(
      source: nodes.source, root: filled, comments: nodes.comments, anchors: nodes.anchors, duplicateKeys: nodes.duplicateKeys)
    return SettingsTree(document, read, filled, PlaceholderEditor(editor: editor, written: nodes), as: syntax)
  }
}

/// `${NAME:text}`
private struct Placeholder {
  let name: String
  let fallback: String
  /// What is written before the default.
  let head: String

  init?(_ text: String) {
    guard text.hasPrefix("${"), text.hasSuffix("}"), let colon = text.firstIndex(of: ":") else { return nil }
    name = String(text[..<colon].dropFirst(2))
    head = String(text[...colon])
    fallback = String(text[text.index(after: colon)...].dropLast())
    guard !name.isEmpty, !fallback.isEmpty, !name.contains(where: { "${} ".contains($0) }),
      !fallback.contains(where: { "${}\"'\\".contains($0) })
    else { return nil }
  }

  static func filled(_ node: Node, of document: Document, in workspace: any Workspace) -> Node {
    if let entries = node.entries {
      let read = entries.map { Node.Entry(key: $0.key, value: filled($0.value, of: document, in: workspace)) }
      return Node(.mapping(read), range: node.range, isFlow: node.isFlow, anchor: node.anchor, tag: node.tag)
    }
    if let items = node.items {
      let read = items.map { filled($0, of: document, in: workspace) }
      return Node(.sequence(read), range: node.range, isFlow: node.isFlow, anchor: node.anchor, tag: node.tag)
    }
    guard let placeholder = node.text.flatMap(Placeholder.init),
      let written = document.source.string(node.range).firstRange(ofBytes: placeholder.head),
      !Mentions.areThere(of: placeholder.name, besides: document, in: workspace)
    else { return node }
    let start = node.range.start + document.source.string(node.range)[..<written.upperBound].utf8.count
    return Node(
      .scalar(Scalar(line: placeholder.fallback, style: .plain)),
      range: TextRange(start, start + placeholder.fallback.utf8.count))
  }
}

/// Writes a value into the default of the variable that is there.
private struct PlaceholderEditor: NodeEditor {
  let editor: any NodeEditor
  let written: NodeDocument

  func set(_ path: [PathStep], to value: NewValue) -> [Edit]? {
    guard let placeholder = written.node(at: path)?.text.flatMap(Placeholder.init) else { return editor.set(path, to: value) }
    switch value {
    case .string(let text), .quoted(let text):
      // The variable itself, written in another way.
      if Placeholder(text)?.name == placeholder.name { return editor.set(path, to: .string(text)) }
      return text.contains("}") || text.contains("$") ? nil : editor.set(path, to: .string(placeholder.head + text + "}"))
    default: return nil
    }
  }

  func append(_ value: NewValue, to path: [PathStep]) -> [Edit]? { editor.append(value, to: path) }
  func insert(key: String, value: NewValue, into path: [PathStep], after: String?) -> [Edit]? {
    editor.insert(key: key, value: value, into: path, after: after)
  }
  func insertFirst(key: String, value: NewValue, after: String?) -> [Edit]? {
    editor.insertFirst(key: key, value: value, after: after)
  }
  func remove(_ path: [PathStep]) -> [Edit]? { editor.remove(path) }
  func rename(_ path: [PathStep], to name: String) -> [Edit]? { editor.rename(path, to: name) }
}
