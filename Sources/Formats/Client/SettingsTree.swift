import Syntax

/// A client's settings as one tree, whichever syntax they are written in.
struct SettingsTree {
  typealias Syntax = NodeSyntax

  let document: Document
  let nodes: NodeDocument
  let root: Node
  let editor: any NodeEditor
  let syntax: Syntax

  /// `nil` for a text without content, or with several documents.
  init?(_ document: Document, _ syntax: Syntax) throws(SyntaxError) {
    self.document = document
    self.syntax = syntax
    guard let parsed = try syntax.parse(document.source) else { return nil }
    (nodes, editor) = parsed
    guard let root = nodes.root.map(nodes.resolve) else { return nil }
    self.root = root
  }

  init(
    _ document: Document, _ nodes: NodeDocument, _ root: Node, _ editor: any NodeEditor,
    as syntax: Syntax = .dotenv
  ) {
    self.document = document
    self.syntax = syntax
    self.nodes = nodes
    self.root = root
    self.editor = editor
  }

  subscript(path: PathStep...) -> Node? { nodes.node(at: path) }
  subscript(path: [PathStep]) -> Node? { nodes.node(at: path) }

  /// The entries of the mapping at a path, merged ones included.
  func entries(_ path: [PathStep]) -> [Node.Entry] { self[path].map(nodes.entries) ?? [] }

  func entry(_ path: [PathStep]) -> Node.Entry? {
    guard case .key(let key)? = path.last else { return nil }
    return self[Array(path.dropLast())].flatMap { nodes.entry(of: key, in: $0) }
  }
}

extension [PathStep] {
  /// As facts are addressed: positions in a sequence as digits.
  var address: [String] {
    map { step in
      switch step {
      case .key(let key): key
      case .index(let index): String(index)
      }
    }
  }
}

extension NodeSyntax {
  /// The rule that reports what cannot be read.
  public var rule: String {
    switch self {
    case .json5: "syntax/json"
    case .plist: "syntax/xml"
    default: "syntax/" + rawValue
    }
  }

  /// By the end of a file's name.
  init?(of path: String) {
    let name = FileName(path: path)
    if name.hasSuffix(".yml", ".yaml") {
      self = .yaml
    } else if name.hasSuffix(".json", ".jsonc") {
      self = .json
    } else if name.hasSuffix(".json5") {
      self = .json5
    } else if name.hasSuffix(".toml") {
      self = .toml
    } else if name.hasSuffix(".lua") {
      self = .lua
    } else if name.hasSuffix(".el") {
      self = .elisp
    } else if name.hasSuffix(".properties", ".ini") {
      self = .ini
    } else if name.hasSuffix(".plist") {
      self = .plist
    } else {
      return nil
    }
  }
}

extension Node {
  func entry(_ key: String) -> Node.Entry? { entries?.last { $0.key.text == key } }
  subscript(key: String) -> Node? { entry(key)?.value }

  /// A whole number above zero; `8192.0` is one to JavaScript.
  var positive: Int? {
    guard let scalar, scalar.type == .integer || scalar.type == .float, let number = Double(scalar.text),
      number >= 1, number < 1e12, number == number.rounded()
    else { return nil }
    return Int(number)
  }

  var isZero: Bool { scalar?.type == .integer && scalar?.text == "0" }
  var isInteger: Bool { scalar?.type == .integer }

  /// A whole number above zero, in digits or in digits in quotes.
  var wholeNumber: Int? {
    if let positive { return positive }
    guard let text, let number = Int(text), number > 0 else { return nil }
    return number
  }
}
