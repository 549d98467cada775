/// Makes the smallest edits that change an XML document, in the style that the document has.
///
/// Methods return `nil` where the change cannot be made without touching something else.
public struct XMLEditor: Sendable {
  private let tree: XMLTree
  private let source: SourceText
  private let style: XMLStyle

  public init(_ tree: XMLTree) {
    self.tree = tree
    source = tree.source
    style = XMLStyle(tree)
  }

  // MARK: Attributes

  /// Replaces the value between its quotes, or adds the attribute after the others.
  public func setAttribute(_ name: String, to value: String, of element: XMLTree.Element) -> [Edit]? {
    guard Self.isLegal(value) else { return nil }
    if let old = element.attribute(name) {
      return [Edit(old.valueRange, XMLStyle.escaped(value, quote: tree.quote(of: old)))]
    }
    let quote = element.attributes.last.map(tree.quote) ?? style.quote
    let end = element.attributes.last?.range.end ?? element.nameRange.end
    return [.insert(" \(name)=\(quote)\(XMLStyle.escaped(value, quote: quote))\(quote)", at: end)]
  }

  /// Sets several attributes: those that are there where they stand, the others together after them.
  public func setAttributes(_ attributes: [NewXMLElement.Attribute], of element: XMLTree.Element) -> [Edit]? {
    var edits: [Edit] = []
    var added: Edit?
    for attribute in attributes {
      guard let edit = setAttribute(attribute.name, to: attribute.value, of: element)?.first else {
        return nil
      }
      if edit.range.isEmpty, element.attribute(attribute.name) == nil {
        added = Edit(edit.range, (added?.text ?? "") + edit.text)
      } else {
        edits.append(edit)
      }
    }
    return edits + (added.map { [$0] } ?? [])
  }

  /// Removes the attribute and the blanks before it; `nil` if the element has no such attribute.
  public func removeAttribute(_ name: String, of element: XMLTree.Element) -> [Edit]? {
    guard let index = element.attributes.firstIndex(where: { $0.name == name }) else { return nil }
    let start = index > 0 ? element.attributes[index - 1].range.end : element.nameRange.end
    return [.delete(TextRange(start, element.attributes[index].range.end))]
  }

  // MARK: Content

  /// Replaces the text of an element, blanks around it left alone; `nil` if it holds other elements.
  public func setText(_ text: String, of element: XMLTree.Element) -> [Edit]? {
    guard Self.isLegal(text), tree.children(of: element).isEmpty else { return nil }
    let new = XMLStyle.escaped(text, quote: nil)
    if element.endTag == nil { return [Edit(closing(of: element), ">" + new + "</\(element.name)>")] }
    let written = element.content.filter { content in
      switch content {
      case .text(let range, _): !isBlank(range)
      case .cdata: true
      case .element, .comment, .instruction: false
      }
    }
    guard written.count <= 1 else { return nil }
    guard let only = written.first else { return [.insert(new, at: element.startTag.end)] }
    return [Edit(trimmed(tree.range(of: only)), new)]
  }

  /// Where among the elements inside another a new one goes.
  public enum Place: Sendable {
    case end
    case before(XMLTree.Element)
    case after(XMLTree.Element)
  }

  /// Adds an element to `parent`, on a line of its own where its neighbours are on lines of their own.
  public func add(_ new: NewXMLElement, to parent: XMLTree.Element, at place: Place = .end) -> [Edit]? {
    switch place {
    case .before(let sibling):
      guard let indent = indentation(of: sibling) else {
        return [.insert(style.text(new, indent: nil), at: sibling.range.start)]
      }
      let text = style.text(new, indent: indent) + style.newline + indent
      return [.insert(text, at: sibling.range.start)]
    case .after(let sibling):
      return [insertion(of: new, behind: sibling.range, indent: indentation(of: sibling))]
    case .end: return append(new, to: parent)
    }
  }

  private func append(_ new: NewXMLElement, to parent: XMLTree.Element) -> [Edit]? {
    if let last = parent.content.last(where: isWritten) {
      if case .text = last { return nil }
      let inner = tree.children(of: parent).last.map(indentation) ?? indentation(at: tree.range(of: last))
      return [insertion(of: new, behind: tree.range(of: last), indent: inner)]
    }
    guard let indent = indentation(of: parent) else {
      let text = style.text(new, indent: nil)
      return [
        parent.endTag == nil
          ? Edit(closing(of: parent), ">" + text + "</\(parent.name)>") : Edit(parent.inside, text)
      ]
    }
    let inner = indent + style.step
    let text = style.newline + inner + style.text(new, indent: inner) + style.newline + indent
    return [
      parent.endTag == nil
        ? Edit(closing(of: parent), ">" + text + "</\(parent.name)>") : Edit(parent.inside, text)
    ]
  }

  private func insertion(of new: NewXMLElement, behind range: TextRange, indent: String?) -> Edit {
    guard let indent else { return .insert(style.text(new, indent: nil), at: range.end) }
    return .insert(style.newline + indent + style.text(new, indent: indent), at: range.end)
  }

  /// Writes another element instead of one.
  public func replace(_ element: XMLTree.Element, with new: NewXMLElement) -> [Edit] {
    [Edit(element.range, style.text(new, indent: indentation(of: element)))]
  }

  /// Removes an element with the lines that it alone is on; `nil` for the root.
  public func remove(_ element: XMLTree.Element) -> [Edit]? {
    guard element.parent != nil else { return nil }
    let start = source.lineStart(of: element.range.start)
    let end = source.lineEnd(of: element.range.end)
    if source.isBlank(TextRange(start, element.range.start)),
      source.isBlank(TextRange(element.range.end, end))
    {
      return [.delete(TextRange(start, source.behindNewline(at: end)))]
    }
    return [.delete(element.range)]
  }

  // MARK: Where things stand

  /// The `/>` of a tag, with the blanks before it.
  private func closing(of element: XMLTree.Element) -> TextRange {
    TextRange(element.attributes.last?.range.end ?? element.nameRange.end, element.startTag.end)
  }

  /// The blanks before an element that begins its line; `nil` for one that does not.
  private func indentation(of element: XMLTree.Element) -> String? { indentation(at: element.range) }

  private func indentation(at range: TextRange) -> String? {
    let before = TextRange(source.lineStart(of: range.start), range.start)
    return source.isBlank(before) ? source.string(before) : nil
  }

  private func isWritten(_ content: XMLTree.Content) -> Bool {
    if case .text(let range, _) = content { return !isBlank(range) }
    return true
  }

  private func isBlank(_ range: TextRange) -> Bool { source.slice(range).allSatisfy(XMLCharacters.isBlank) }

  private func trimmed(_ range: TextRange) -> TextRange {
    let bytes = source.slice(range)
    guard let first = bytes.firstIndex(where: { !XMLCharacters.isBlank($0) }),
      let last = bytes.lastIndex(where: { !XMLCharacters.isBlank($0) })
    else { return range }
    return TextRange(first, last + 1)
  }

  private static func isLegal(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { XMLCharacters.isLegal($0.value) }
  }
}
