/// The syntaxes that are read into one tree of nodes.
public enum NodeSyntax: String, Sendable, Hashable, CaseIterable {
  /// Comments and trailing commas included.
  case json
  case json5
  case yaml, toml, ini, dotenv, plist, lua, elisp, nginx, caddy

  /// As descriptions of programs call them.
  public static var names: [String] { allCases.map(\.rawValue) }

  /// The tree of a text and what edits it; `nil` for YAML of several documents.
  public func parse(_ source: SourceText) throws(SyntaxError) -> (
    nodes: NodeDocument, editor: any NodeEditor
  )? {
    switch self {
    case .json, .json5:
      let nodes = try JSONParser.parse(source, isJSON5: self == .json5)
      return (nodes, JSONEditor(nodes))
    case .yaml:
      let all = try YAMLParser.parse(source)
      guard all.count <= 1 else { return nil }
      let nodes = all.first ?? NodeDocument(source: source, root: nil, comments: [])
      return (nodes, YAMLEditor(nodes, mergesAreRead: false))
    case .toml:
      let toml = try TOMLParser.parse(source)
      return (toml.nodes, TOMLEditor(toml))
    case .ini:
      let nodes = try INISettings(source)
      return (nodes.nodes, nodes)
    case .dotenv:
      let nodes = try DotenvSettings(source)
      return (nodes.nodes, nodes)
    case .plist:
      let nodes = try PropertyList(source)
      return (nodes.nodes, nodes)
    case .lua:
      let nodes = try LuaParser.parse(source)
      return (nodes, LuaEditor(nodes))
    case .elisp:
      let nodes = try ElispParser.parse(source)
      return (nodes, ElispEditor(nodes))
    case .nginx:
      return (try NginxParser.parse(source), NoEditor())
    case .caddy:
      return (try CaddyParser.parse(source), NoEditor())
    }
  }

  /// A text that holds a value and nothing else, laid out as new files are; `nil` for what the syntax has no word for.
  public func text(_ value: NewValue) -> String? {
    switch self {
    case .yaml: return value.yaml()
    case .json, .json5:
      let empty = SourceText("{}\n")
      guard let nodes = try? JSONParser.parse(empty), let edits = JSONEditor(nodes).set([], to: value) else {
        return nil
      }
      return EditList(edits)?.applied(to: empty.bytes).map { String(decoding: $0, as: UTF8.self) }
    case .toml:
      return NodeMerge(of: value, as: .toml).text(over: SourceText(""))
        .map { String(decoding: $0.bytes, as: UTF8.self) }
    case .dotenv:
      return NodeMerge(of: value, as: .dotenv).text(over: SourceText(""))
        .map { String(decoding: $0.bytes, as: UTF8.self) }
    case .ini, .plist, .lua, .elisp, .nginx, .caddy: return nil
    }
  }
}

extension NewValue {
  /// As a line of `NAME=value` has it; `nil` for lists and mappings.
  var lineText: String? {
    switch self {
    case .string(let text), .quoted(let text), .decimal(let text): text
    case .integer(let number): String(number)
    case .boolean(let flag): flag ? "true" : "false"
    case .null: ""
    case .list, .mapping: nil
    }
  }
}

extension Scalar {
  /// What a program takes a text of a line for that has no types of its own.
  public init(line text: String, style: Style) {
    let type: ScalarType =
      if Int(text) != nil {
        .integer
      } else if text == "true" || text == "false" {
        .boolean
      } else {
        .string
      }
    self.init(text, style: style, type: style == .plain ? type : .string)
  }
}
