import Syntax

/// The fields of a JSON object out of a store; of a key that occurs twice, the last, as in Go.
struct StoreObject {
  let nodes: [String: Node]

  init?(_ node: Node) {
    guard let entries = node.entries else { return nil }
    var nodes: [String: Node] = [:]
    for entry in entries {
      if let key = entry.key.scalar?.text { nodes[key] = entry.value }
    }
    self.nodes = nodes
  }

  /// The object that a small file consists of.
  init(path: String, limit: Int) throws(StoreError) {
    let bytes = try OllamaStore.contents(of: path, limit: limit)
    let document: NodeDocument
    do throws(SyntaxError) {
      document = try JSONParser.parse(SourceText(bytes))
    } catch {
      throw StoreError(path: path, reason: "is damaged: \(error.message) (byte \(error.range.start))")
    }
    guard let root = document.root, let object = StoreObject(root) else {
      throw StoreError(path: path, reason: "is damaged: it is not a JSON object")
    }
    self = object
  }

  /// `nil` for an empty string too: Go leaves out what it does not set.
  func string(_ key: String) -> String? {
    guard let scalar = nodes[key]?.scalar, scalar.type == .string, !scalar.text.isEmpty else { return nil }
    return scalar.text
  }

  func integer(_ key: String) -> Int? {
    guard let scalar = nodes[key]?.scalar, scalar.type == .integer else { return nil }
    return Int(scalar.text)
  }
}
