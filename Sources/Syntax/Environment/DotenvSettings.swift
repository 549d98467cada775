/// `NAME=value` lines as a mapping; what refers to another variable is computed.
struct DotenvSettings: NodeEditor {
  let nodes: NodeDocument
  private let editor: DotenvEditor

  /// - Throws: if the text is too large, or if no line sets anything although one should.
  init(_ source: SourceText) throws(SyntaxError) {
    try SyntaxLimits.checkSize(of: source)
    let file = DotenvParser.parse(source)
    if file.entries.isEmpty, let error = file.errors.first { throw error }
    var duplicates: [NodeDocument.DuplicateKey] = []
    var seen: [String: TextRange] = [:]
    let entries = file.entries.map { entry in
      if let first = seen.updateValue(entry.keyRange, forKey: entry.key) {
        duplicates.append(.init(key: entry.keyRange, first: first, name: entry.key))
      }
      return Node.Entry(
        key: Node(.scalar(Scalar(entry.key, style: .plain, type: .string)), range: entry.keyRange),
        value: Self.value(entry, source))
    }
    let root = Node(.mapping(entries), range: source.range)
    nodes = NodeDocument(source: source, root: root, comments: file.comments, duplicateKeys: duplicates)
    editor = DotenvEditor(file)
  }

  private static func value(_ entry: EnvironmentFile.Entry, _ source: SourceText) -> Node {
    guard let text = entry.value else { return Node(.computed([]), range: entry.valueRange) }
    let style: Scalar.Style =
      switch entry.valueRange.isEmpty ? nil : source.byte(at: entry.valueRange.start) {
      case 0x22 where source.byte(at: entry.valueRange.end - 1) == 0x22: .doubleQuoted
      case 0x27 where source.byte(at: entry.valueRange.end - 1) == 0x27: .singleQuoted
      default: .plain
      }
    return Node(.scalar(Scalar(line: text, style: style)), range: entry.valueRange)
  }

  private func name(_ path: [PathStep]) -> String? {
    guard path.count == 1, case .key(let name)? = path.first, !name.isEmpty,
      name.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x3D && $0 != 0x23 && $0 != 0x22 && $0 != 0x27 })
    else { return nil }
    return name
  }

  func set(_ path: [PathStep], to value: NewValue) -> [Edit]? {
    guard let name = name(path), let text = value.lineText,
      nodes.root.flatMap({ nodes.value(of: name, in: $0) })?.isComputed != true
    else { return nil }
    return editor.set(name, to: text)
  }

  func insert(key: String, value: NewValue, into path: [PathStep], after: String?) -> [Edit]? {
    nodes.place(at: path + [.key(key)]) == nil ? set(path + [.key(key)], to: value) : nil
  }

  func remove(_ path: [PathStep]) -> [Edit]? { name(path).flatMap(editor.remove) }

  func rename(_ path: [PathStep], to name: String) -> [Edit]? {
    guard let old = self.name(path), let new = self.name([.key(name)]) else { return nil }
    return editor.rename(old, to: new)
  }
}
