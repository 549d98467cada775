/// Edits tables of a Lua file where they stand: comments, order, quotes and separators stay, and nothing that is
/// computed is touched.
public struct LuaEditor: NodeEditor {
  private let document: NodeDocument
  private let source: SourceText
  private let quote: Unicode.Scalar

  public init(_ document: NodeDocument) {
    self.document = document
    source = document.source
    // Most configurations keep to one kind.
    let singles = source.bytes.lazy.filter { $0 == 0x27 }.count
    quote = singles > source.bytes.lazy.filter { $0 == 0x22 }.count ? "'" : "\""
  }

  // MARK: Writing

  /// - Parameter indent: of the line that the value begins on; `nil` where it must stay on one line.
  private func text(_ value: NewValue, indent: String?) -> String {
    switch value {
    case .string(let text), .quoted(let text): return LuaText.quoted(text, quote)
    case .integer(let number): return String(number)
    case .decimal(let text): return text
    case .boolean(let flag): return flag ? "true" : "false"
    case .null: return "nil"
    case .list(let items, _):
      return items.isEmpty ? "{}" : "{ " + items.map { text($0, indent: nil) }.joined(separator: ", ") + " }"
    case .mapping(let members):
      guard !members.isEmpty else { return "{}" }
      let parts = members.map { member in
        LuaText.key(member.key, quote) + " = " + text(member.value, indent: indent.map { $0 + step })
      }
      guard let indent else { return "{ " + parts.joined(separator: ", ") + " }" }
      let inner = source.newline + indent + step
      return "{" + inner + parts.joined(separator: "," + inner) + "," + source.newline + indent + "}"
    }
  }

  /// What one level is indented by: as the first field that stands deeper than its table's line.
  private var step: String {
    for entry in document.root?.entries ?? [] {
      guard let first = entry.value.entries?.first?.key.range ?? entry.value.items?.first?.range else {
        continue
      }
      let outer = indentation(at: entry.value.range.start)
      let inner = indentation(at: first.start)
      if inner.hasPrefix(outer), inner.utf8.count > outer.utf8.count {
        return String(inner.dropFirst(outer.count))
      }
    }
    return "  "
  }

  /// The blanks at the start of the line of `offset`.
  private func indentation(at offset: Int) -> String { source.indentation(from: source.lineStart(of: offset)) }

  /// Whether a table is written on one line and should stay so.
  private func isOnOneLine(_ node: Node) -> Bool {
    source.lineStart(of: node.range.start) == source.lineStart(of: max(node.range.start, node.range.end - 1))
  }

  /// Whether a node is written as a table, and not as the arguments of a call or the file itself.
  private func isTable(_ node: Node) -> Bool {
    node.isFlow && source.byte(at: node.range.start) == 0x7B && source.byte(at: node.range.end - 1) == 0x7D
  }

  // MARK: Editing

  public func set(_ path: [PathStep], to value: NewValue) -> [Edit]? {
    if let place = document.place(at: path) {
      guard !place.node.isComputed, place.parent != nil, place.node.scalar != nil || isTable(place.node)
      else {
        return nil
      }
      let isShort = place.parent.map { isTable($0) && isOnOneLine($0) } ?? false
      return [
        Edit(place.node.range, text(value, indent: isShort ? nil : indentation(at: place.node.range.start)))
      ]
    }
    return document.missing(path, value, below: 1).flatMap { add($0.key, $0.value, to: $0.place.node, after: nil) }
  }

  public func insert(key: String, value: NewValue, into path: [PathStep], after: String?) -> [Edit]? {
    guard let place = document.place(at: path) else { return set(path + [.key(key)], to: value) }
    return add(key, value, to: place.node, after: after)
  }

  public func append(_ value: NewValue, to path: [PathStep]) -> [Edit]? {
    guard let place = document.place(at: path) else { return set(path, to: [value]) }
    guard isTable(place.node), place.node.items != nil || place.node.entries?.isEmpty == true else {
      return nil
    }
    return addMember({ text(value, indent: $0) }, to: place.node, behind: place.node.items?.last?.range)
  }

  private func add(_ key: String, _ value: NewValue, to node: Node, after: String?) -> [Edit]? {
    guard isTable(node), node.entries != nil, !node.has(key) else { return nil }
    return addMember(
      { LuaText.key(key, quote) + " = " + text(value, indent: $0) }, to: node, behind: node.entry(before: after)?.range)
  }

  /// - Parameter member: makes the text, given the indentation of its line, or `nil` if it must stay on one line.
  private func addMember(_ member: (String?) -> String, to node: Node, behind last: TextRange?) -> [Edit]? {
    guard let last else {
      let inside = TextRange(node.range.start + 1, node.range.end - 1)
      guard !document.comments.contains(where: { inside.contains($0) }) else { return nil }
      return [Edit(inside, " " + member(nil) + " ")]
    }
    let separator = separator(after: last.end, in: node)
    let lineStart = source.lineStart(of: last.start)
    guard source.isBlank(TextRange(lineStart, last.start)), lineStart > node.range.start else {
      guard let separator else { return [.insert(", " + member(nil), at: last.end)] }
      // Further fields, or the bracket, are after a separator.
      let closes = document.skipTrivia(separator + 1) == node.range.end - 1
      return [.insert(" " + member(nil) + (closes ? "" : ","), at: separator + 1)]
    }
    let indent = source.string(TextRange(lineStart, last.start))
    let line = source.newline + indent + member(indent)
    // A comment after the last field stays after it.
    let stop = separator.map { $0 + 1 } ?? last.end
    let end = source.lineEnd(of: stop)
    let place = document.skipTrivia(stop, to: end) == end ? end : stop
    guard separator == nil else { return [.insert(line + ",", at: place)] }
    return place == last.end
      ? [.insert("," + line, at: place)] : [.insert(",", at: last.end), .insert(line, at: place)]
  }

  public func remove(_ path: [PathStep]) -> [Edit]? {
    guard let place = document.place(at: path), let parent = place.parent, isTable(parent) else { return nil }
    let ranges = (parent.entries?.map(fieldRange) ?? parent.items?.map(\.range) ?? [])
    guard ranges.indices.contains(place.index) else { return nil }
    // Without a positional field, those after it would have other numbers.
    if parent.entries?[place.index].key.range.isEmpty == true { return nil }
    let own = ranges[place.index]
    let separator = separator(after: own.end, in: parent)
    let stop = max(own.end, separator.map { $0 + 1 } ?? 0)
    let lineStart = source.lineStart(of: own.start)
    let lineEnd = source.lineEnd(of: stop)
    if source.isBlank(TextRange(lineStart, own.start)), document.skipTrivia(stop, to: lineEnd) == lineEnd {
      return [.delete(TextRange(lineStart, source.behindNewline(at: lineEnd)))]
    }
    if place.index < ranges.count - 1 {
      let next = ranges[place.index + 1].start
      return [.delete(TextRange(own.start, hasComment(TextRange(own.end, next)) ? stop : next))]
    }
    guard place.index > 0, !hasComment(TextRange(ranges[place.index - 1].end, own.start)) else {
      return [.delete(TextRange(own.start, stop))]
    }
    return [.delete(TextRange(ranges[place.index - 1].end, own.end))]
  }

  public func rename(_ path: [PathStep], to name: String) -> [Edit]? {
    guard let place = document.place(at: path), let parent = place.parent, isTable(parent),
      let entries = parent.entries, !parent.has(name)
    else { return nil }
    let key = entries[place.index].key
    guard let style = key.scalar?.style, !key.range.isEmpty else { return nil }
    switch style {
    case .plain: return [Edit(key.range, LuaText.key(name, quote))]
    case .singleQuoted: return [Edit(key.range, LuaText.quoted(name, "'"))]
    default: return [Edit(key.range, LuaText.quoted(name))]
    }
  }

  // MARK: Trivia

  /// A field with the brackets around its key.
  private func fieldRange(_ entry: Node.Entry) -> TextRange {
    guard let key = entry.key.scalar, !entry.key.range.isEmpty, key.style != .plain || key.type != .string
    else {
      return entry.range
    }
    var start = entry.key.range.start - 1
    while start > 0, source.byte(at: start) != 0x5B { start -= 1 }
    return TextRange(start, entry.value.range.end)
  }

  /// The offset of the `,` or `;` after a field.
  private func separator(after offset: Int, in node: Node) -> Int? {
    let next = document.skipTrivia(offset, to: node.range.end)
    return source.byte(at: next) == 0x2C || source.byte(at: next) == 0x3B ? next : nil
  }

  private func hasComment(_ range: TextRange) -> Bool { document.comments.contains { range.contains($0) } }
}
