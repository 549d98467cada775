/// Takes an entry or an item out of a YAML document, with its line where it has one to itself.
struct YAMLRemoval {
  let document: NodeDocument
  private var source: SourceText { document.source }

  func edits(_ path: [PathStep]) -> [Edit]? {
    guard let place = document.place(at: path), let parent = place.parent else { return nil }
    let count = parent.entries?.count ?? parent.items?.count ?? 0
    if count == 1, path.count > 1, parent.anchor == nil {
      return edits(Array(path.dropLast()))
    }
    if parent.isFlow { return removeFromFlow(place, parent, count) }
    // What is merged or aliased elsewhere stays a mapping or a sequence.
    if count == 1, parent.anchor != nil { return [Edit(parent.range, parent.items == nil ? "{}" : "[]")] }
    guard let start = start(of: place, in: parent) else { return nil }
    let lineStart = source.lineStart(of: start)
    let end = source.lineEnd(of: max(start, end(of: place, in: parent)))
    if source.isBlank(TextRange(lineStart, start)) {
      if end == source.bytes.count, lineStart > 0, count > 1 {
        // Without its last line ending, a block scalar before it would lose its own.
        if place.index > 0,
          let before = parent.entries?[place.index - 1].value ?? parent.items?[place.index - 1],
          before.endsInBlockScalar
        {
          return nil
        }
        // The last line of a file without a final newline: the newline before it goes instead.
        return [.delete(TextRange(endOfLineBefore(lineStart), end))]
      }
      let next = source.behindNewline(at: end)
      return [.delete(TextRange(lineStart, isAtHead(lineStart) ? behindBlankLines(next) : next))]
    }
    // The first key of a list item follows its dash; the next key moves up to it.
    guard let entries = parent.entries, place.index + 1 < entries.count else { return nil }
    return [.delete(TextRange(start, entries[place.index + 1].key.range.start))]
  }

  /// Whether nothing or a blank line is above, so that a blank line below would part nothing from nothing.
  private func isAtHead(_ lineStart: Int) -> Bool {
    lineStart == 0 || source.isBlank(TextRange(source.lineStart(of: lineStart - 1), lineStart - 1))
  }

  private func behindBlankLines(_ offset: Int) -> Int {
    var offset = offset
    while offset < source.bytes.count, source.isBlank(TextRange(offset, source.lineEnd(of: offset))) {
      offset = source.behindNewline(at: source.lineEnd(of: offset))
    }
    return offset
  }

  private func endOfLineBefore(_ lineStart: Int) -> Int {
    var end = lineStart
    if end > 0, source.byte(at: end - 1) == 0x0A { end -= 1 }
    if end > 0, source.byte(at: end - 1) == 0x0D { end -= 1 }
    return end
  }

  private func start(of place: NodePlace, in parent: Node) -> Int? {
    if let entries = parent.entries { return entries[place.index].key.range.start }
    guard let items = parent.items else { return nil }
    // The dash: of the first item where the sequence begins, of others on the first line after the item before.
    guard place.index > 0 else { return parent.range.start }
    var i = source.lineEnd(of: items[place.index - 1].range.end)
    while let byte = source.byte(at: i), i <= place.node.range.start {
      if byte == 0x23 { i = source.lineEnd(of: i) }
      if byte == 0x2D { return i }
      i += 1
    }
    return nil
  }

  private func end(of place: NodePlace, in parent: Node) -> Int {
    parent.entries?[place.index].range.end ?? place.node.range.end
  }

  private func removeFromFlow(_ place: NodePlace, _ parent: Node, _ count: Int) -> [Edit]? {
    func range(_ index: Int) -> TextRange? { parent.entries?[index].range ?? parent.items?[index].range }
    guard let own = range(place.index) else { return nil }
    if place.index + 1 < count, let next = range(place.index + 1) {
      return [.delete(TextRange(own.start, next.start))]
    }
    if place.index > 0, let previous = range(place.index - 1) {
      return [.delete(TextRange(previous.end, own.end))]
    }
    return [.delete(own)]
  }
}

extension Node {
  /// Whether it ends in a text of several lines (`|` or `>`), whose last line ending is part of it.
  var endsInBlockScalar: Bool {
    var node = self
    while let last = node.entries?.last?.value ?? node.items?.last { node = last }
    return node.scalar?.style == .literal || node.scalar?.style == .folded
  }
}
