/// The syntaxes that are read into one tree of nodes.
public enum NodeSyntax: String, Sendable, Hashable, CaseIterable {
  case yaml, json, toml

  /// As descriptions of programs call them.
  public static var names: [String] { allCases.map(\.rawValue) }

  /// The tree of a text and what edits it; `nil` for YAML of several documents.
  public func parse(_ source: SourceText) throws(SyntaxError) -> (
    nodes: NodeDocument, editor: any NodeEditor
  )? {
    switch self {
    case .json:
      let nodes = try JSONParser.parse(source)
      return (nodes, JSONEditor(nodes))
    case .yaml:
      let all = try YAMLParser.parse(source)
      guard all.count <= 1 else { return nil }
      let nodes = all.first ?? NodeDocument(source: source, root: nil, comments: [])
      return (nodes, YAMLEditor(nodes))
    case .toml:
      let toml = try TOMLParser.parse(source)
      return (toml.nodes, TOMLEditor(toml))
    }
  }

  /// A text that holds a value and nothing else, laid out as new files are; `nil` for what TOML has no word for.
  public func text(_ value: NewValue) -> String? {
    switch self {
    case .yaml: return value.yaml()
    case .json:
      let empty = SourceText("{}\n")
      guard let nodes = try? JSONParser.parse(empty), let edits = JSONEditor(nodes).set([], to: value) else {
        return nil
      }
      return EditList(edits)?.applied(to: empty.bytes).map { String(decoding: $0, as: UTF8.self) }
    case .toml:
      return NodeMerge(of: value, as: .toml).text(over: SourceText(""))
        .map { String(decoding: $0.bytes, as: UTF8.self) }
    }
  }
}
