/// Edits literals of an Emacs Lisp file where they stand; nothing that is computed is touched.
public struct ElispEditor: NodeEditor {
  /// The tag of a quoted list, whose parts need no quotes of their own.
  static let quotation = "'"
  /// The tag of a quoted list of `(name . value)`.
  static let pairs = "'(.)"

  private let document: NodeDocument
  private let source: SourceText

  public init(_ document: NodeDocument) {
    self.document = document
    source = document.source
  }

  // MARK: Writing

  private func text(_ value: NewValue, isQuoted: Bool) -> String {
    let mark = isQuoted ? "" : "'"
    switch value {
    case .string(let text), .quoted(let text): return ElispText.quoted(text)
    case .integer(let number): return String(number)
    case .decimal(let text): return text
    case .boolean(let flag): return flag ? "t" : isQuoted ? ":json-false" : "nil"
    case .null: return "nil"
    case .list(let items, _):
      return mark + "(" + items.map { text($0, isQuoted: true) }.joined(separator: " ") + ")"
    case .mapping(let members):
      return mark + "("
        + members.map { ":" + $0.key + " " + text($0.value, isQuoted: true) }.joined(separator: " ") + ")"
    }
  }

  /// A text in place of another: a symbol stays one where it can.
  private func text(_ value: NewValue, for node: Node, isQuoted: Bool) -> String {
    guard case .string(let text) = value, let scalar = node.scalar, scalar.style == .plain,
      scalar.type == .string, ElispText.isSymbol(text)
    else { return self.text(value, isQuoted: isQuoted) }
    return (source.byte(at: node.range.start) == 0x27 ? "'" : "") + text
  }

  private static func isName(_ key: String) -> Bool {
    !key.isEmpty && !key.hasPrefix(":")
      && key.utf8.allSatisfy { LuaLexer.isDigit($0) || LuaLexer.isLetter($0) || $0 == 0x2D || $0 == 0x5F }
  }

  // MARK: Editing

  public func set(_ path: [PathStep], to value: NewValue) -> [Edit]? {
    guard !Self.isOnlyRead(path) else { return nil }
    if let place = document.place(at: path) {
      // The calls of a constructor, and what is put into a variable, are in several places.
      let isWritten = place.node.scalar != nil || (place.node.isFlow && place.node.tag != nil)
      guard isWritten, let parent = place.parent else { return nil }
      return [Edit(place.node.range, text(value, for: place.node, isQuoted: parent.tag != nil))]
    }
    guard let missing = document.missing(path, value, below: 1),
      missing.further.allSatisfy({ if case .key(let key) = $0 { Self.isName(key) } else { false } })
    else { return nil }
    return add(missing.key, missing.value, to: missing.place, after: nil)
  }

  public func insert(key: String, value: NewValue, into path: [PathStep], after: String?) -> [Edit]? {
    guard !Self.isOnlyRead(path) else { return nil }
    guard let place = document.place(at: path) else { return set(path + [.key(key)], to: value) }
    return add(key, value, to: place, after: after)
  }

  public func append(_ value: NewValue, to path: [PathStep]) -> [Edit]? {
    guard !Self.isOnlyRead(path) else { return nil }
    guard let place = document.place(at: path) else { return set(path, to: [value]) }
    guard place.node.isFlow, place.node.tag == Self.quotation else { return nil }
    guard let last = place.node.items?.last else {
      guard place.node.entries?.isEmpty == true else { return nil }
      return set(path, to: [value])
    }
    return [addition(text(value, for: last, isQuoted: true), behind: last.range)]
  }

  private func add(_ key: String, _ value: NewValue, to place: NodePlace, after: String?) -> [Edit]? {
    let node = place.node
    // Arguments have no brackets of their own; the file itself and gathered properties have none either.
    let isArguments = !node.isFlow && node.tag == nil && isCall(node)
    guard isArguments || (node.isFlow && node.tag != nil), Self.isName(key), node.entries != nil, !node.has(key)
    else { return nil }
    let isPair = node.tag == Self.pairs
    guard let previous = node.entry(before: after) else {
      guard isArguments else { return set(place, to: [key: value]) }
      return [.insert(" :\(key) " + text(value, isQuoted: false), at: node.range.end)]
    }
    if isPair {
      let name =
        previous.key.scalar?.style == .doubleQuoted
        ? ElispText.quoted(key) : source.byte(at: previous.key.range.start) == 0x3A ? ":" + key : key
      guard let pair = pairRange(previous) else { return nil }
      return [addition("(\(name) . " + text(value, isQuoted: true) + ")", behind: pair)]
    }
    let new = ":\(key) " + text(value, isQuoted: node.tag != nil)
    return [addition(new, behind: previous.range)]
  }

  private func set(_ place: NodePlace, to value: NewValue) -> [Edit]? {
    [Edit(place.node.range, text(value, isQuoted: place.parent?.tag != nil))]
  }

  /// Whether a node is the argument after the name in a call.
  private func isCall(_ node: Node) -> Bool {
    source.byte(at: document.skipTrivia(node.range.end)) == 0x29 && node.range != source.range
  }

  /// Adds a text after another: on a line of its own where that begins one.
  private func addition(_ text: String, behind last: TextRange) -> Edit {
    let before = TextRange(source.lineStart(of: last.start), last.start)
    guard source.isBlank(before), !before.isEmpty else { return .insert(" " + text, at: last.end) }
    let end = source.lineEnd(of: last.end)
    let rest = TextRange(last.end, end)
    // A comment after the last one stays after it.
    let hasComment = document.comments.contains {
      rest.contains($0) && source.isBlank(TextRange(last.end, $0.start))
    }
    return .insert(source.newline + source.string(before) + text, at: hasComment ? end : last.end)
  }

  public func remove(_ path: [PathStep]) -> [Edit]? {
    guard !Self.isOnlyRead(path) else { return nil }
    guard let place = document.place(at: path), let parent = place.parent else { return nil }
    if let items = parent.items {
      guard parent.isFlow, items.count > 1 else { return nil }
      return removal(of: items[place.index].range)
    }
    guard let entry = parent.entries?[place.index], !entry.key.range.isEmpty,
      parent.isFlow || (parent.range != source.range && isCall(parent))
    else { return nil }
    if parent.tag == Self.pairs { return pairRange(entry).flatMap(removal) }
    return removal(of: entry.range)
  }

  /// Takes a text out with the blanks before it, or with its lines where it is alone on them.
  private func removal(of range: TextRange) -> [Edit]? {
    let lineStart = source.lineStart(of: range.start)
    let lineEnd = source.lineEnd(of: range.end)
    if source.isBlank(TextRange(lineStart, range.start)) {
      if source.isBlank(TextRange(range.end, lineEnd)) {
        return [.delete(TextRange(lineStart, source.behindNewline(at: lineEnd)))]
      }
      // What follows on the line takes its place, or closes what the line before has.
      var start = range.start
      while start > 0, let byte = source.byte(at: start - 1), byte == 0x20 || (0x09...0x0D).contains(byte) {
        start -= 1
      }
      let isBehindComment = document.comments.contains { $0.end == start || $0.contains(start - 1) }
      let closes = source.byte(at: range.end) == 0x29
      return [.delete(TextRange(closes && !isBehindComment ? start : range.start, range.end))]
    }
    var start = range.start
    while start > lineStart, source.byte(at: start - 1) == 0x20 || source.byte(at: start - 1) == 0x09 {
      start -= 1
    }
    return [.delete(TextRange(start, range.end))]
  }

  public func rename(_ path: [PathStep], to name: String) -> [Edit]? {
    guard !Self.isOnlyRead(path) else { return nil }
    guard let place = document.place(at: path), let parent = place.parent, let entries = parent.entries,
      Self.isName(name), !parent.has(name)
    else { return nil }
    let key = entries[place.index].key
    guard let style = key.scalar?.style, !key.range.isEmpty else { return nil }
    if style == .doubleQuoted { return [Edit(key.range, ElispText.quoted(name))] }
    return [Edit(key.range, (source.byte(at: key.range.start) == 0x3A ? ":" : "") + name)]
  }

  // MARK: Places

  /// Names of loaded features cannot be edited: they are not settings.
  private static func isOnlyRead(_ path: [PathStep]) -> Bool { path.first == .key(ElispParser.loaded) }

  /// `(name . value)` with its brackets.
  private func pairRange(_ entry: Node.Entry) -> TextRange? {
    var start = entry.key.range.start - 1
    while start > 0, source.byte(at: start) != 0x28 { start -= 1 }
    var end = entry.value.range.end
    while let byte = source.byte(at: end), byte != 0x29 {
      guard document.comment(at: end) == nil else { return nil }
      end += 1
    }
    return TextRange(start, end + 1)
  }
}
