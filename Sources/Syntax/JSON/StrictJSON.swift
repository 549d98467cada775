/// What the JSON of RFC 8259 does not have, and a decoder without leniency refuses the whole text for.
public enum StrictJSON {
  public enum Excess: Sendable, Hashable {
    case comment
    /// A comma after the last entry of an object or array.
    case trailingComma
  }

  /// In the order of the text.
  public static func excesses(in document: NodeDocument) -> [(excess: Excess, range: TextRange)] {
    var found = document.comments.map { (excess: Excess.comment, range: $0) }
    if let root = document.root {
      var nodes = [root]
      while let node = nodes.popLast() {
        let children = node.entries?.map(\.value) ?? node.items ?? []
        if let last = children.last, let comma = comma(behind: last, in: node, document) {
          found.append((.trailingComma, comma))
        }
        nodes += children
      }
    }
    return found.sorted { $0.range < $1.range }
  }

  private static func comma(behind last: Node, in node: Node, _ document: NodeDocument) -> TextRange? {
    var offset = last.range.end
    let comments = document.comments
    while offset < node.range.end {
      if let comment = comments[comments.index(behind: { $0.end <= offset })...].first,
        comment.start == offset
      {
        offset = comment.end
        continue
      }
      if document.source.byte(at: offset) == 0x2C { return TextRange(offset, offset + 1) }
      offset += 1
    }
    return nil
  }
}
