/// Sections of `Key=value` lines as mappings in a mapping; keys before the first section are next to the sections.
struct INISettings: NodeEditor {
  let nodes: NodeDocument
  private let file: INIFile
  private let editor: INIEditor

  /// - Throws: what the first line that is neither entry, section nor comment lacks; and for a text that is too large.
  init(_ source: SourceText) throws(SyntaxError) {
    try SyntaxLimits.checkSize(of: source)
    file = INIParser.parse(source)
    if let mistake = file.mistakes.first { throw mistake }
    editor = INIEditor(file)
    var entries: [Node.Entry] = []
    var sections: [String: Int] = [:]
    var members: [[Node.Entry]] = []
    var order: [INIFile.Section] = []
    for section in file.sections where sections[section.name] == nil {
      sections[section.name] = members.count
      members.append([])
      order.append(section)
    }
    for entry in file.entries {
      let key = Node(.scalar(Scalar(entry.key, style: .plain, type: .string)), range: entry.keyRange)
      let value = Node(.scalar(Scalar(line: entry.value, style: .plain)), range: entry.valueRange)
      if let name = file.sectionName(of: entry), let index = sections[name] {
        members[index].append(Node.Entry(key: key, value: value))
      } else {
        entries.append(Node.Entry(key: key, value: value))
      }
    }
    for (section, members) in zip(order, members) {
      let key = TextRange(section.range.start + 1, section.range.end - 1)
      let range = members.map(\.range).reduce(TextRange(at: section.range.end)) { $0.union($1) }
      entries.append(
        Node.Entry(
          key: Node(.scalar(Scalar(section.name, style: .plain, type: .string)), range: key),
          value: Node(.mapping(members), range: range)))
    }
    let root = Node(.mapping(entries), range: source.range)
    nodes = NodeDocument(source: source, root: root, comments: file.comments)
  }

  private func entry(_ path: [PathStep]) -> INIFile.Entry? {
    guard let place = nodes.place(at: path), let range = place.parent?.entries?[place.index].key.range else {
      return nil
    }
    return file.entries.first { $0.keyRange == range }
  }

  func set(_ path: [PathStep], to value: NewValue) -> [Edit]? {
    guard let text = value.lineText else { return nil }
    if let entry = entry(path) { return editor.replace(entry, with: text) }
    guard path.count == 2, case .key(let section) = path[0], case .key(let key) = path[1],
      nodes.place(at: path) == nil
    else { return nil }
    return editor.set(key, to: text, in: section)
  }

  func insert(key: String, value: NewValue, into path: [PathStep], after: String?) -> [Edit]? {
    nodes.place(at: path + [.key(key)]) == nil ? set(path + [.key(key)], to: value) : nil
  }

  func remove(_ path: [PathStep]) -> [Edit]? { entry(path).map(editor.remove) }

  func rename(_ path: [PathStep], to name: String) -> [Edit]? {
    guard let entry = entry(path), nodes.place(at: path.dropLast() + [.key(name)]) == nil,
      !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x3D && $0 != 0x5B })
    else { return nil }
    return [Edit(entry.keyRange, name)]
  }
}
