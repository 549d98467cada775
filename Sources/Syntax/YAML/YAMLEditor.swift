/// Edits a YAML document where it stands: indentation, quotes, comments and order stay.
public struct YAMLEditor: NodeEditor {
  private let document: NodeDocument
  private let source: SourceText
  private let text: YAMLValueText
  private let mergesAreRead: Bool

  /// - Parameter mergesAreRead: whether the program that reads the text knows merge keys (`<<`), as not every one does.
  public init(_ document: NodeDocument, mergesAreRead: Bool = true) {
    self.document = document
    self.mergesAreRead = mergesAreRead
    source = document.source
    let style = YAMLStyle(document)
    text = YAMLValueText(newline: source.newline, step: style.step, indentsSequences: style.indentsSequences)
  }

  private func column(of offset: Int) -> Int { offset - source.lineStart(of: offset) }

  /// The offset right after the colon of a key; `nil` for keys written with `?`.
  private func behindColon(_ key: Node) -> Int? {
    var i = key.range.end
    while source.byte(at: i) == 0x20 || source.byte(at: i) == 0x09 { i += 1 }
    return source.byte(at: i) == 0x3A ? i + 1 : nil
  }

  /// Whether a value is nothing yet: left out, or `~` or `null` without an anchor of its own.
  private func isNull(_ node: Node) -> Bool {
    node.scalar?.type == .null && (node.range.isEmpty || node.anchor == nil && node.tag == nil)
  }

  // MARK: Setting

  public func set(_ path: [PathStep], to value: NewValue) -> [Edit]? {
    if let place = document.place(at: path) { return replace(place, by: value) }
    guard let (place, key, nested, _) = document.missing(path, value) else { return nil }
    if case .alias(let name) = place.node.content { return override(name, at: place, key, by: nested) }
    return add(key, nested, to: place, after: nil)
  }

  /// A mapping of its own in place of `*name`: what the alias brings in, and one key over it.
  private func override(_ name: String, at place: NodePlace, _ key: String, by value: NewValue) -> [Edit]? {
    guard document.resolve(place.node).entries != nil else { return nil }
    let range = place.node.range
    if !mergesAreRead {
      guard let all = document.value(value, at: [.key(key)], over: place.node) else { return nil }
      return replace(place, by: all)
    }
    guard place.parent?.isFlow != true else {
      return [Edit(range, "{<<: *\(name), \(text.key(key)): \(text.flow(value, inFlow: true))}")]
    }
    func lines(_ column: Int) -> String {
      let indent = text.newline + String(repeating: " ", count: column)
      return "<<: *\(name)" + indent + text.key(key) + ":" + text.afterColon(value, column: column)
    }
    if let entry = place.parent?.entries?[place.index] {
      guard let start = behindColon(entry.key) else { return nil }
      let inner = column(of: entry.key.range.start) + text.step
      let indent = text.newline + String(repeating: " ", count: inner)
      return [Edit(TextRange(start, range.end), indent + lines(inner))]
    }
    guard place.parent?.items != nil else { return nil }
    return [Edit(range, lines(column(of: range.start)))]
  }

  private func replace(_ place: NodePlace, by value: NewValue) -> [Edit]? {
    let node = place.node
    if let scalar = node.scalar, !node.range.isEmpty,
      let new = sameStyle(scalar, value, inFlow: place.parent?.isFlow == true)
    {
      // An anchor may end where its value begins; a new value must not run into its name.
      let isGlued =
        (node.anchor != nil || node.tag != nil)
        && document.source.byte(at: node.range.start - 1).map {
          $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D
        } ?? false
      return [Edit(node.range, isGlued ? " " + new : new)]
    }
    guard node.anchor == nil, node.tag == nil || node.range.isEmpty else { return nil }
    let isBlock = place.parent?.isFlow != true
    if let entry = place.parent?.entries?[place.index] {
      guard let start = behindColon(entry.key) else { return nil }
      if !isBlock {
        return [Edit(TextRange(start, max(start, node.range.end)), " " + text.flow(value, inFlow: true))]
      }
      let column = column(of: entry.key.range.start)
      return [Edit(TextRange(start, max(start, node.range.end)), text.afterColon(value, column: column))]
    }
    if place.parent?.items != nil {
      if !isBlock { return [Edit(node.range, text.flow(value, inFlow: true))] }
      return [
        Edit(
          node.range, (node.range.isEmpty ? " " : "") + text.item(value, column: column(of: node.range.start))
        )
      ]
    }
    return nil
  }

  /// A scalar written as the one that it replaces, if that style can hold it.
  private func sameStyle(_ old: Scalar, _ value: NewValue, inFlow: Bool) -> String? {
    switch value {
    case .string(let new), .quoted(let new):
      switch old.style {
      case .doubleQuoted: return YAMLValueText.doubleQuoted(new)
      case .singleQuoted where new.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }:
        return "'" + new.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
      case .plain:
        // Then quotes are all that is asked for.
        if case .quoted = value, new == old.text { return YAMLValueText.doubleQuoted(new) }
        // A number that replaces a number stays one.
        if old.type != .string, YAMLScalarType.of(new) == old.type, old.type != .null { return new }
        if YAMLValueText.isPlain(new, inFlow: inFlow) { return new }
        return YAMLValueText.doubleQuoted(new)
      default: return YAMLValueText.doubleQuoted(new)
      }
    case .integer, .boolean: return text.flow(value, inFlow: inFlow)
    case .list(_, flow: true): return text.flow(value, inFlow: inFlow)
    default: return nil
    }
  }

  // MARK: Adding

  public func insert(key: String, value: NewValue, into path: [PathStep], after: String?) -> [Edit]? {
    guard let place = document.place(at: path) else {
      return set(path + [.key(key)], to: value)
    }
    if case .alias = place.node.content { return set(path + [.key(key)], to: value) }
    return add(key, value, to: place, after: after)
  }

  public func insertFirst(key: String, value: NewValue, after: String?) -> [Edit]? {
    guard let root = document.root, let first = root.entries?.first, !root.isFlow else {
      return insert(key: key, value: value, into: [], after: after)
    }
    if let after, root.entries?.contains(where: { $0.key.text == after }) == true {
      return insert(key: key, value: value, into: [], after: after)
    }
    let start = first.key.range.start
    guard column(of: start) == 0 else { return insert(key: key, value: value, into: [], after: after) }
    return [.insert(text.key(key) + ":" + text.afterColon(value, column: 0) + text.newline, at: start)]
  }

  private func add(_ key: String, _ value: NewValue, to place: NodePlace, after: String?) -> [Edit]? {
    let node = place.node
    if isNull(node) { return replace(place, by: [key: value]) }
    guard let entries = node.entries, !entries.contains(where: { $0.key.scalar?.text.isExactly(key) == true })
    else {
      return nil
    }
    guard !node.isFlow else {
      var text = text
      text.isQuoted =
        !entries.isEmpty && entries.allSatisfy { source.byte(at: $0.key.range.start) == UInt8(ascii: "\"") }
      let member = text.key(key) + ": " + text.flow(value, inFlow: true)
      return addToFlow(member, node, last: entries.last?.range)
    }
    guard let first = entries.first else { return nil }
    let previous =
      after.flatMap { name in entries.first { $0.key.scalar?.text.isExactly(name) == true } }
      ?? entries[entries.count - 1]
    let column = column(of: first.key.range.start)
    let line =
      String(repeating: " ", count: column) + text.key(key) + ":" + text.afterColon(value, column: column)
    let end = behindComments(of: previous.value, at: previous.value.range.end, deeperThan: column)
    return insertLine(line, behind: end, endsText: previous.value.endsInBlockScalar)
  }

  /// The end of the last comment that belongs to a block: it is indented deeper than the keys next to the block, or it is an
  /// item that is commented out below a list whose dashes stand under the key.
  private func behindComments(of block: Node, at offset: Int, deeperThan column: Int) -> Int {
    guard !block.isFlow, block.entries != nil || block.items != nil || isNull(block) else { return offset }
    let isFlush = block.items != nil && self.column(of: block.range.start) == column
    var end = offset
    var line = source.behindNewline(at: source.lineEnd(of: offset))
    while line < source.bytes.count {
      let lineEnd = source.lineEnd(of: line)
      var start = line
      while start < lineEnd, source.byte(at: start) == 0x20 { start += 1 }
      if start < lineEnd, !source.isBlank(TextRange(start, lineEnd)) {
        guard source.byte(at: start) == 0x23 else { break }
        let text = source.string(TextRange(start, lineEnd)).drop { $0 == "#" || $0 == " " }
        // Below a block, an item at the column of the keys can only be one of a list above it.
        let isItem = start - line == column && column > 0 && text.hasPrefix("- ")
        guard commentColumn(from: line, start, lineEnd) > column || isItem || isFlush && text.hasPrefix("- ")
        else { break }
        end = lineEnd
      }
      line = source.behindNewline(at: lineEnd)
    }
    return end
  }

  /// The column of what a line comments out: of `#    - A=b`, where an editor put the mark before the line, that of the text.
  private func commentColumn(from line: Int, _ start: Int, _ lineEnd: Int) -> Int {
    guard start == line else { return start - line }
    var text = start + 1
    while text < lineEnd, source.byte(at: text) == 0x20 { text += 1 }
    return text - start > 2 ? text - start - 1 : 0
  }

  /// New lines go after the line on which the thing before them ends, its comment included.
  ///
  /// After a block scalar that ends the file without a newline there is no room: the newline would become
  /// part of its text.
  private func insertLine(_ line: String, behind offset: Int, endsText: Bool) -> [Edit]? {
    let end = source.lineEnd(of: offset)
    if endsText, end == source.bytes.count { return nil }
    return [.insert(text.newline + line, at: end)]
  }

  private func addToFlow(_ member: String, _ node: Node, last: TextRange?) -> [Edit]? {
    guard let last else {
      guard node.range.length >= 2 else { return nil }
      let isMapping = node.entries != nil
      return [Edit(TextRange(node.range.start + 1, node.range.end - 1), isMapping ? " \(member) " : member)]
    }
    let lineStart = source.lineStart(of: last.start)
    let isOwnLine = source.isBlank(TextRange(lineStart, last.start)) && lineStart > node.range.start
    if isOwnLine {
      let indent = source.string(TextRange(lineStart, last.start))
      return [.insert("," + text.newline + indent + member, at: last.end)]
    }
    // A key without a value keeps the blank that parts its colon from what follows.
    guard source.byte(at: last.end - 1) == 0x3A else { return [.insert(", " + member, at: last.end)] }
    let hasBlank = source.byte(at: last.end) == 0x20
    return [.insert((hasBlank ? "" : " ") + ", " + member, at: last.end + (hasBlank ? 1 : 0))]
  }

  public func append(_ value: NewValue, to path: [PathStep]) -> [Edit]? {
    guard let place = document.place(at: path), document.resolve(place.node).range == place.node.range else {
      // Items that an alias or a merge key brings in stay, in a list of the place's own.
      guard let items = document.node(at: path)?.items else {
        return set(path, to: [value])
      }
      guard
        case .list(let all, let isFlow)? = document.copy(of: Node(.sequence(items), range: TextRange(at: 0)))
      else { return nil }
      return set(path, to: .list(all + [value], flow: isFlow))
    }
    if isNull(place.node) { return replace(place, by: [value]) }
    guard let items = place.node.items else { return nil }
    if place.node.isFlow {
      return addToFlow(text.flow(value, inFlow: true), place.node, last: items.last?.range)
    }
    let column = column(of: place.node.range.start)
    let line = String(repeating: " ", count: column) + "- " + text.item(value, column: column + 2)
    return insertLine(line, behind: place.node.range.end, endsText: place.node.endsInBlockScalar)
  }

  // MARK: Removing and renaming

  public func remove(_ path: [PathStep]) -> [Edit]? { YAMLRemoval(document: document).edits(path) }

  public func rename(_ path: [PathStep], to name: String) -> [Edit]? {
    guard let place = document.place(at: path), let entries = place.parent?.entries else { return nil }
    let key = entries[place.index].key
    guard let scalar = key.scalar, key.anchor == nil,
      !entries.contains(where: { $0.key.scalar?.text.isExactly(name) == true })
    else { return nil }
    return sameStyle(scalar, .string(name), inFlow: true).map { [Edit(key.range, $0)] }
  }
}
