/// Edits a JSON document where it stands: indentation, comments, order and trailing commas stay.
public struct JSONEditor: NodeEditor {
  private let document: NodeDocument
  private let source: SourceText
  private let newline: String
  /// Where lines begin, but for the first.
  private let starts: [Int]
  /// What one level is indented by.
  private let step: String

  public init(_ document: NodeDocument) {
    self.document = document
    source = document.source
    newline = source.newline
    step = Self.step(of: document)
    var starts: [Int] = []
    for (index, byte) in source.bytes.enumerated() where byte == 0x0A || byte == 0x0D {
      starts.append(index + 1)
    }
    self.starts = starts
  }

  /// As ``SourceText/lineStart(of:)`` has it, at once also in a text of one line.
  private func lineStart(of offset: Int) -> Int {
    let next = starts.index(behind: { $0 <= offset })
    return next > 0 ? starts[next - 1] : source.lineStart(of: min(offset, 3))
  }

  // MARK: Writing

  /// The blanks at the start of the line of `offset`.
  private func indentation(at offset: Int) -> String { source.indentation(from: lineStart(of: offset)) }

  private func text(_ value: NewValue, indent: String, onOneLine: Bool) -> String {
    switch value {
    case .string(let text), .quoted(let text): return Self.quoted(text)
    case .integer(let number): return String(number)
    case .decimal(let text): return text
    case .boolean(let flag): return flag ? "true" : "false"
    case .null: return "null"
    case .list(let items, let flow):
      let parts = items.map { text($0, indent: indent + step, onOneLine: onOneLine || flow) }
      if onOneLine || flow || items.isEmpty { return "[" + parts.joined(separator: ", ") + "]" }
      let inner = newline + indent + step
      return "[" + inner + parts.joined(separator: "," + inner) + newline + indent + "]"
    case .mapping(let members):
      let parts = members.map {
        Self.quoted($0.key) + ": " + text($0.value, indent: indent + step, onOneLine: onOneLine)
      }
      if members.isEmpty { return "{}" }
      if onOneLine { return "{ " + parts.joined(separator: ", ") + " }" }
      let inner = newline + indent + step
      return "{" + inner + parts.joined(separator: "," + inner) + newline + indent + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    EscapedText.quoted(text) { $0 < 0x20 ? "\\u" + EscapedText.hex($0, 4) : nil }
  }

  /// Whether a container is written on one line and should stay so.
  private func isOnOneLine(_ node: Node) -> Bool {
    lineStart(of: node.range.start) == lineStart(of: max(node.range.start, node.range.end - 1))
  }

  // MARK: Editing

  public func set(_ path: [PathStep], to value: NewValue) -> [Edit]? {
    if let place = document.place(at: path) {
      let indent = indentation(at: place.node.range.start)
      let isShort = place.parent.map(isOnOneLine) ?? false
      return [Edit(place.node.range, text(value, indent: indent, onOneLine: isShort))]
    }
    return document.missing(path, value).flatMap { add($0.key, $0.value, to: $0.place.node, after: nil) }
  }

  public func insert(key: String, value: NewValue, into path: [PathStep], after: String?) -> [Edit]? {
    guard let place = document.place(at: path) else { return set(path + [.key(key)], to: value) }
    return add(key, value, to: place.node, after: after)
  }

  private func add(_ key: String, _ value: NewValue, to node: Node, after: String?) -> [Edit]? {
    guard node.entries != nil, !node.has(key) else { return nil }
    return addMember(
      { Self.quoted(key) + ": " + text(value, indent: $0, onOneLine: $1) }, to: node,
      behind: node.entry(before: after)?.range)
  }

  public func append(_ value: NewValue, to path: [PathStep]) -> [Edit]? {
    guard let place = document.place(at: path) else { return set(path, to: [value]) }
    guard let items = place.node.items else { return nil }
    return addMember({ text(value, indent: $0, onOneLine: $1) }, to: place.node, behind: items.last?.range)
  }

  /// - Parameter member: makes the text, given its indentation and whether it must stay on one line.
  private func addMember(_ member: (String, Bool) -> String, to node: Node, behind last: TextRange?)
    -> [Edit]?
  {
    guard let last else {
      // An empty container: a comment in it is left alone.
      let inside = TextRange(node.range.start + 1, node.range.end - 1)
      guard !document.comments.contains(where: { inside.contains($0) }) else { return nil }
      let indent = indentation(at: node.range.start)
      return [Edit(inside, newline + indent + step + member(indent + step, false) + newline + indent)]
    }
    let lineStart = lineStart(of: last.start)
    if source.isBlank(TextRange(lineStart, last.start)), lineStart > node.range.start {
      let indent = source.string(TextRange(lineStart, last.start))
      return [.insert("," + newline + indent + member(indent, false), at: last.end)]
    }
    return [.insert(", " + member("", true), at: last.end)]
  }

  public func remove(_ path: [PathStep]) -> [Edit]? {
    guard let place = document.place(at: path), let parent = place.parent else { return nil }
    let ranges = parent.entries?.map(\.range) ?? parent.items?.map(\.range) ?? []
    guard ranges.indices.contains(place.index) else { return nil }
    let own = ranges[place.index]
    let comma = comma(after: own.end)
    let lineStart = lineStart(of: own.start)
    let lineEnd = source.lineEnd(of: max(own.end, comma.map { $0 + 1 } ?? 0))
    let tail = TextRange(max(own.end, comma.map { $0 + 1 } ?? 0), lineEnd)
    let standsAlone = source.isBlank(TextRange(lineStart, own.start)) && document.skipTrivia(tail.start, to: lineEnd) >= lineEnd
    let isLast = place.index == ranges.count - 1
    var edits: [Edit] = []
    if standsAlone {
      edits.append(.delete(TextRange(lineStart, source.behindNewline(at: lineEnd))))
    } else if isLast {
      edits.append(.delete(TextRange(place.index > 0 ? ranges[place.index - 1].end : own.start, own.end)))
      return edits
    } else {
      edits.append(.delete(TextRange(own.start, ranges[place.index + 1].start)))
      return edits
    }
    // Without a comma of its own, the one before it would be left hanging.
    if isLast, comma == nil, place.index > 0, let before = self.comma(after: ranges[place.index - 1].end) {
      edits.append(.delete(TextRange(before, before + 1)))
    }
    return edits
  }

  public func rename(_ path: [PathStep], to name: String) -> [Edit]? {
    guard let place = document.place(at: path), let parent = place.parent, let entries = parent.entries, !parent.has(name)
    else { return nil }
    return [Edit(entries[place.index].key.range, Self.quoted(name))]
  }

  /// The offset of the comma after a value, past blanks, line ends and comments.
  private func comma(after offset: Int) -> Int? {
    let next = document.skipTrivia(offset)
    return source.byte(at: next) == 0x2C ? next : nil
  }

  private static func step(of document: NodeDocument) -> String {
    guard let root = document.root, let first = root.entries?.first?.range ?? root.items?.first?.range else {
      return "  "
    }
    let source = document.source
    let start = document.source.lineStart(of: first.start)
    let text = source.string(TextRange(start, first.start))
    return !text.isEmpty && text.allSatisfy({ $0 == " " || $0 == "\t" }) ? text : "  "
  }
}
