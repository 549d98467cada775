/// Changes a TOML text.
///
/// Values and keys are changed where they stand; new keys go below the last line of their table, and new
/// tables to the end of the text.
public struct TOMLEditor: NodeEditor {
  private let document: TOMLDocument
  private var source: SourceText { document.nodes.source }

  public init(_ document: TOMLDocument) {
    self.document = document
  }

  public func set(_ path: [PathStep], to value: NewValue) -> [Edit]? {
    guard let place = document.nodes.place(at: path) else {
      guard case .key(let key)? = path.last else { return nil }
      if case .mapping(let members) = value, !members.isEmpty { return addTable(path, members) }
      return insert(key: key, value: value, into: Array(path.dropLast()), after: nil)
    }
    guard place.node.entries == nil || place.node.isFlow, let text = Self.text(value) else { return nil }
    return [Edit(place.node.range, text)]
  }

  public func append(_ value: NewValue, to path: [PathStep]) -> [Edit]? {
    guard let node = document.nodes.place(at: path)?.node, node.isFlow, let items = node.items,
      let text = Self.text(value)
    else { return nil }
    guard let last = items.last else { return [Edit(node.range, "[\(text)]")] }
    return [Edit(TextRange(at: last.range.end), ", " + text)]
  }

  public func insert(key: String, value: NewValue, into path: [PathStep], after: String?) -> [Edit]? {
    guard let table = document.nodes.place(at: path)?.node, let entries = table.entries, !table.has(key),
      let text = Self.text(value)
    else { return nil }
    let line = Self.key(key) + " = " + text
    if table.isFlow {
      guard let last = entries.last else { return [Edit(table.range, "{ \(line) }")] }
      return [Edit(TextRange(at: last.value.range.end), ", " + line)]
    }
    guard path.isEmpty || hasHeader(table) else { return nil }
    let newline = source.newline
    // Above the first header of a text whose root has no line of its own.
    if path.isEmpty, table.range.isEmpty {
      let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      return [Edit(TextRange(at: start), line + newline + (source.bytes.count > start ? newline : ""))]
    }
    let end = source.lineEnd(of: table.range.end)
    return [Edit(TextRange(at: end), newline + indentation(of: table) + line)]
  }

  public func remove(_ path: [PathStep]) -> [Edit]? {
    guard let (place, entry) = entry(path), place.node.entries == nil || place.node.isFlow else { return nil }
    let start = source.lineStart(of: entry.key.range.start)
    // Inside braces more stands on the line than this.
    guard !source.slice(TextRange(start, entry.key.range.start)).contains(where: { "{=,".utf8.contains($0) })
    else { return nil }
    let end = source.behindNewline(at: source.lineEnd(of: place.node.range.end))
    return [Edit(TextRange(start, end), "")]
  }

  public func rename(_ path: [PathStep], to name: String) -> [Edit]? {
    guard let (place, entry) = entry(path) else { return nil }
    if place.node.entries == nil && place.node.items == nil || place.node.isFlow {
      return [Edit(entry.key.range, Self.key(name))]
    }
    // Every header that leads through it.
    guard let names = Self.names(path) else { return nil }
    let edits = document.headers.compactMap { header -> Edit? in
      guard header.keys.count >= names.count,
        zip(header.keys, names).allSatisfy({ $0.scalar?.text == $1 })
      else { return nil }
      return Edit(header.keys[names.count - 1].range, Self.key(name))
    }
    return edits.isEmpty ? nil : edits
  }

  /// A table of its own after everything else; `nil` where a part of its name is taken by something else.
  private func addTable(_ path: [PathStep], _ members: [NewValue.Member]) -> [Edit]? {
    guard let names = Self.names(path) else { return nil }
    for count in 1..<max(1, path.count) {
      guard let node = document.nodes.place(at: path.prefix(count))?.node else { break }
      guard node.entries != nil, !node.isFlow else { return nil }
    }
    guard let text = tables(names, members) else { return nil }
    let end = source.bytes.count
    let isOpen = source.lineStart(of: end) != end
    let gap = end == 0 ? "" : (isOpen ? source.newline : "") + source.newline
    return [Edit(TextRange(at: end), gap + text + (isOpen ? "" : source.newline))]
  }

  /// The table's own lines, then the tables inside it.
  private func tables(_ names: [String], _ members: [NewValue.Member]) -> String? {
    var own = ["[" + names.map(Self.key).joined(separator: ".") + "]"]
    var inner: [String] = []
    for member in members {
      if case .mapping(let nested) = member.value, !nested.isEmpty {
        guard let text = tables(names + [member.key], nested) else { return nil }
        inner.append(text)
      } else {
        guard let text = Self.text(member.value) else { return nil }
        own.append(Self.key(member.key) + " = " + text)
      }
    }
    let newline = source.newline
    // A table that only holds tables needs no header.
    let head = own.count > 1 ? [own.joined(separator: newline)] : []
    return (head + inner).joined(separator: newline + newline)
  }

  private func entry(_ path: [PathStep]) -> (NodePlace, Node.Entry)? {
    guard case .key(let key)? = path.last, let place = document.nodes.place(at: path),
      let entry = place.parent?.entries?.first(where: { $0.key.scalar?.text == key })
    else { return nil }
    return (place, entry)
  }

  /// `nil` for a path through a list.
  private static func names(_ path: [PathStep]) -> [String]? {
    let names = path.compactMap { step -> String? in if case .key(let key) = step { key } else { nil } }
    return names.count == path.count ? names : nil
  }

  private func hasHeader(_ table: Node) -> Bool {
    document.headers.contains { $0.range.start == table.range.start }
  }

  private func indentation(of table: Node) -> String {
    guard let first = table.entries?.first(where: { $0.value.entries == nil || $0.value.isFlow }) else {
      return ""
    }
    let range = TextRange(source.lineStart(of: first.key.range.start), first.key.range.start)
    return source.isBlank(range) ? source.string(range) : ""
  }

  // MARK: Text

  static func key(_ name: String) -> String {
    name.utf8.allSatisfy(\.isOfWord) && !name.isEmpty ? name : quoted(name)
  }

  private static func text(_ value: NewValue) -> String? {
    switch value {
    case .string(let text), .quoted(let text): return quoted(text)
    case .integer(let number): return String(number)
    case .decimal(let text): return text
    case .boolean(let flag): return flag ? "true" : "false"
    case .null: return nil
    case .list(let items, _):
      let texts = items.compactMap(text)
      return texts.count == items.count ? "[" + texts.joined(separator: ", ") + "]" : nil
    case .mapping(let members):
      let texts = members.compactMap { member in text(member.value).map { key(member.key) + " = " + $0 } }
      return texts.count == members.count ? "{ " + texts.joined(separator: ", ") + " }" : nil
    }
  }

  private static func quoted(_ text: String) -> String {
    EscapedText.quoted(text) { $0 < 0x20 || $0 == 0x7F ? "\\u" + EscapedText.hex($0, 4).uppercased() : nil }
  }
}
