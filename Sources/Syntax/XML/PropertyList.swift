/// An XML property list of Apple's as nodes: `dict` as a mapping, `array` as a sequence, the rest as scalars.
///
/// Source: https://www.apple.com/DTDs/PropertyList-1.0.dtd
struct PropertyList: NodeEditor {
  let nodes: NodeDocument
  private let tree: XMLTree
  private let editor: XMLEditor
  /// Elements by where they begin.
  private let elements: [Int: XMLTree.Element]

  /// - Throws: what is wrong with the XML, or that it is not a property list.
  init(_ source: SourceText) throws(SyntaxError) {
    let tree = try XMLTreeParser.parse(source)
    guard tree.root.name == "plist" else {
      throw SyntaxError(tree.root.nameRange, "expected <plist> as the outermost element")
    }
    self.tree = tree
    editor = XMLEditor(tree)
    elements = Dictionary(tree.all.map { ($0.startTag.start, $0) }) { first, _ in first }
    let root = tree.children(of: tree.root).first.flatMap { Self.node($0, tree, depth: 0) }
    nodes = NodeDocument(source: source, root: root, comments: tree.comments)
  }

  private static func node(_ element: XMLTree.Element, _ tree: XMLTree, depth: Int) -> Node? {
    guard depth < SyntaxLimits.depth else { return nil }
    let children = tree.children(of: element)
    let type: Scalar.ScalarType
    switch element.name {
    case "dict":
      var entries: [Node.Entry] = []
      for (key, value) in zip(children, children.dropFirst()) where key.name == "key" && value.name != "key" {
        guard let node = node(value, tree, depth: depth + 1) else { continue }
        let name = Scalar(tree.text(of: key), style: .plain, type: .string)
        entries.append(Node.Entry(key: Node(.scalar(name), range: key.range), value: node))
      }
      return Node(.mapping(entries), range: element.range)
    case "array":
      return Node(.sequence(children.compactMap { node($0, tree, depth: depth + 1) }), range: element.range)
    case "true", "false":
      return Node(.scalar(Scalar(element.name, style: .plain, type: .boolean)), range: element.range)
    case "integer": type = .integer
    case "real": type = .float
    default: type = .string
    }
    return Node(.scalar(Scalar(tree.text(of: element), style: .plain, type: type)), range: element.range)
  }

  private func element(_ node: Node) -> XMLTree.Element? { elements[node.range.start] }

  private static func name(_ value: NewValue) -> String? {
    switch value {
    case .string, .quoted: "string"
    case .integer: "integer"
    case .decimal: "real"
    case .boolean(let flag): flag ? "true" : "false"
    case .null, .list, .mapping: nil
    }
  }

  func set(_ path: [PathStep], to value: NewValue) -> [Edit]? {
    guard let place = nodes.place(at: path) else {
      guard case .key(let key)? = path.last else { return nil }
      return insert(key: key, value: value, into: path.dropLast(), after: nil)
    }
    guard place.node.scalar != nil, let element = element(place.node), let name = Self.name(value),
      let text = value.lineText
    else { return nil }
    if name == element.name {
      return name == "true" || name == "false" ? [] : editor.setText(text, of: element)
    }
    if case .boolean = value { return [Edit(element.range, "<\(name)/>")] }
    return [Edit(element.range, "<\(name)>\(XMLStyle.escaped(text, quote: nil))</\(name)>")]
  }

  func insert(key: String, value: NewValue, into path: [PathStep], after: String?) -> [Edit]? {
    guard let node = nodes.place(at: path)?.node, let name = Self.name(value), let text = value.lineText,
      let previous = node.entry(before: after), !node.has(key), let element = element(previous.value)
    else { return nil }
    let start = tree.source.lineStart(of: previous.key.range.start)
    let indent = TextRange(start, previous.key.range.start)
    let gap = tree.source.isBlank(indent) ? tree.source.newline + tree.source.string(indent) : ""
    let new =
      value == .boolean(true) || value == .boolean(false)
      ? "<\(name)/>" : "<\(name)>\(XMLStyle.escaped(text, quote: nil))</\(name)>"
    return [
      .insert("\(gap)<key>\(XMLStyle.escaped(key, quote: nil))</key>\(gap)\(new)", at: element.range.end)
    ]
  }

  func remove(_ path: [PathStep]) -> [Edit]? {
    guard let place = nodes.place(at: path), let entry = place.parent?.entries?[place.index],
      let key = element(entry.key), let value = element(entry.value), let first = editor.remove(key),
      let second = editor.remove(value)
    else { return nil }
    return first + second
  }

  func rename(_ path: [PathStep], to name: String) -> [Edit]? {
    guard let place = nodes.place(at: path), let parent = place.parent, let entries = parent.entries, !parent.has(name),
      let key = element(entries[place.index].key)
    else { return nil }
    return editor.setText(name, of: key)
  }
}
