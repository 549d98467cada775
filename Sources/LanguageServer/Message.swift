import Reporting
import Syntax

/// A request or notification of the client.
struct Message {
  let method: String
  /// As it was sent, to be sent back; `nil` for a notification.
  let id: JSONText?
  private let nodes: NodeDocument

  /// `nil` for text that is not JSON, and for responses: this server sends no requests that need one.
  init?(_ bytes: [UInt8]) {
    guard let nodes = try? JSONParser.parse(SourceText(bytes)), let method = nodes.node(at: ["method"])?.text
    else {
      return nil
    }
    self.nodes = nodes
    self.method = method
    id = nodes.node(at: ["id"]).flatMap(Self.identifier)
  }

  subscript(path: PathStep...) -> Node? { self[path] }
  subscript(path: [PathStep]) -> Node? { nodes.node(at: ["params"] + path) }
  func text(_ path: PathStep...) -> String? { text(path) }
  func text(_ path: [PathStep]) -> String? { self[path]?.text }
  func number(_ path: PathStep...) -> Int? { nodes.node(at: ["params"] + path)?.text.flatMap { Int($0) } }

  var document: String? { text("textDocument", "uri") }

  var position: EditorPosition? {
    guard let line = number("position", "line"), let character = number("position", "character") else {
      return nil
    }
    return EditorPosition(line: line, character: character)
  }

  func position(_ path: PathStep...) -> EditorPosition? {
    guard let line = nodes.node(at: ["params"] + path + ["line"])?.text.flatMap({ Int($0) }),
      let character = nodes.node(at: ["params"] + path + ["character"])?.text.flatMap({ Int($0) })
    else { return nil }
    return EditorPosition(line: line, character: character)
  }

  /// The id that a `$/cancelRequest` names.
  var cancelled: String? { nodes.node(at: ["params", "id"]).flatMap(Self.identifier)?.compact }

  private static func identifier(_ node: Node) -> JSONText? {
    guard let text = node.text else { return nil }
    return node.scalar?.type == .integer ? Int(text).map(JSONText.integer) : .string(text)
  }
}
