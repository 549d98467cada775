import SwiftLiteral
import Syntax

/// Tables as YAML writes them, as Swift source: each key is `TYPE.NAME` and becomes a constant of that type.
///
///     HelmKeys.meant: { count: number }          static let meant: [String: String] = ["count": "number"]
///     ComposeSigns.service: !set [ build, ... ]  static let service: Set<String> = ["build", ...]
///     OllamaVariable.all:                        static let all: [Self] = [
///       - { name: OLLAMA_HOST, grammar: .host }    .init(name: "OLLAMA_HOST", grammar: .host), ...
///
/// A tag is the type of the elements, where it is neither text nor the type itself (`!set`: their number does not matter, only
/// whether they are there; `!words`: the same of parts of a text). A mapping in a list is a call of the type's initialiser. `.host` is a case of an enum, and `{ .gpu: { except: [cpu] } }` one
/// with values. What the type does not have is an error of the Swift compiler.
struct YAMLTables {
  struct Mistake: Error {
    let line: Int
    let message: String
  }

  private let tree: NodeDocument
  private let lines: LineTable

  init(_ source: SourceText) throws(Mistake) {
    lines = LineTable(source.bytes)
    do {
      guard let tree = try YAMLParser.parse(source).first else { throw Mistake(line: 1, message: "an empty table") }
      self.tree = tree
    } catch let error as SyntaxError {
      throw Mistake(line: lines.position(at: error.range.start).line, message: error.message)
    } catch {
      throw Mistake(line: 1, message: "an empty table")
    }
    if let twice = tree.duplicateKeys.first { throw mistake(twice.key, "duplicate key \(twice.name)") }
  }

  func swift() throws(Mistake) -> String {
    var source = ""
    for entry in tree.root?.entries ?? [] {
      let parts = (entry.key.text ?? "").split(separator: ".").map(String.init)
      // What starts with a dot only holds what others refer to.
      if entry.key.text?.hasPrefix(".") == true { continue }
      guard parts.count > 1, let name = parts.last else {
        throw mistake(entry.key.range, "expected TYPE.NAME")
      }
      let value = tree.resolve(entry.value)
      source += """

        extension \(parts.dropLast().joined(separator: ".")) {
          package static let \(name): \(type(of: value)) = \(try literal(value))
        }

        """
    }
    return source
  }

  private func mistake(_ range: TextRange, _ message: String) -> Mistake {
    Mistake(line: lines.position(at: range.start).line, message: message)
  }

  private func type(of node: Node) -> String {
    let node = tree.resolve(node)
    let element = node.tag.map { String($0.dropFirst()) }
    if element == "set" { return "Set<String>" }
    if element == "words" { return "Set<Substring>" }
    if let items = node.items {
      return "[\(element ?? (items.contains { tree.resolve($0).entries != nil } ? "Self" : "String"))]"
    }
    guard node.entries != nil else { return "String" }
    return "[String: \(element ?? tree.entries(of: node).first.map { type(of: $0.value) } ?? "String")]"
  }

  // MARK: Values

  private func literal(_ node: Node, isRow: Bool = false) throws(Mistake) -> String {
    let node = tree.resolve(node)
    if let items = node.items {
      var texts: [String] = []
      for item in items { texts.append(try literal(item, isRow: true)) }
      return "[" + texts.joined(separator: ", ") + "]"
    }
    guard node.entries != nil else { return try scalar(node) }
    let entries = tree.entries(of: node)
    if entries.count == 1, let word = caseName(entries[0].key) {
      let values = tree.resolve(entries[0].value)
      return word + (values.entries == nil ? "(\(try literal(values)))" : try arguments(tree.entries(of: values)))
    }
    if isRow { return ".init" + (try arguments(entries)) }
    var texts: [String] = []
    for entry in entries { texts.append("\(swiftLiteral(entry.key.text ?? "")): \(try literal(entry.value))") }
    return texts.isEmpty ? "[:]" : "[" + texts.joined(separator: ", ") + "]"
  }

  private func arguments(_ entries: [Node.Entry]) throws(Mistake) -> String {
    var texts: [String] = []
    for entry in entries {
      guard let name = entry.key.text, Self.isIdentifier(name[...]) else {
        throw mistake(entry.key.range, "expected the name of a property")
      }
      texts.append("\(name): \(try literal(entry.value))")
    }
    return "(" + texts.joined(separator: ", ") + ")"
  }

  private func scalar(_ node: Node) throws(Mistake) -> String {
    guard let scalar = node.scalar else { throw mistake(node.range, "an alias of nothing") }
    if let word = caseName(node) { return word }
    return switch scalar.type {
    case .integer, .float, .boolean: scalar.text
    case .null: "nil"
    case .string: swiftLiteral(scalar.text)
    }
  }

  private func caseName(_ node: Node) -> String? {
    guard let scalar = node.scalar, scalar.style == .plain, scalar.text.hasPrefix("."),
      Self.isIdentifier(scalar.text.dropFirst())
    else { return nil }
    return scalar.text
  }

  private static func isIdentifier(_ text: Substring) -> Bool {
    text.first.map { $0.isLowercase && $0.isASCII } == true
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}
