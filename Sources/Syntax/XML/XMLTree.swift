/// An XML document with every byte accounted for: what is before and after the root, the elements, and the attributes in each
/// start tag.
///
/// Elements are kept in one list and name each other by ``ID``, so that depth costs neither stack nor copies.
public struct XMLTree: Sendable {
  /// Names an element of one tree.
  public struct ID: Hashable, Sendable, Comparable {
    let index: Int
    public static func < (a: ID, b: ID) -> Bool { a.index < b.index }
  }

  public struct Element: Sendable {
    public let id: ID
    /// `nil` for the root.
    public let parent: ID?
    /// As written, with its prefix: `qemu:commandline`.
    public let name: String
    public let nameRange: TextRange
    public let attributes: [Attribute]
    /// From `<` to `>`; of an element without an end tag from `<` to `/>`.
    public let startTag: TextRange
    /// From `</` to `>`; `nil` for `<acpi/>`.
    public internal(set) var endTag: TextRange?
    /// In the order of the file; the ranges lie end to end between the tags.
    public internal(set) var content: [Content] = []

    /// The whole element, tags included.
    public var range: TextRange { startTag.union(endTag ?? startTag) }
    /// The text between the tags; empty after the start tag where there is no end tag.
    public var inside: TextRange { TextRange(startTag.end, endTag?.start ?? startTag.end) }

    public func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }
    public subscript(name: String) -> String? { attribute(name)?.value }
  }

  public struct Attribute: Sendable {
    public let name: String
    /// References replaced, and line ends and tabs as blanks (XML 1.0, 3.3.3).
    public let value: String
    public let nameRange: TextRange
    /// Between the quotes.
    public let valueRange: TextRange
    /// From the name to the closing quote.
    public var range: TextRange { TextRange(nameRange.start, valueRange.end + 1) }
  }

  /// A piece of what an element, or the document itself, holds.
  public enum Content: Sendable {
    case element(ID)
    /// Text with its references replaced and its line ends as `\n`.
    case text(TextRange, String)
    /// `<![CDATA[...]]>`; the range holds the marks, the text does not.
    case cdata(TextRange, String)
    /// `<!-- ... -->`, marks included.
    case comment(TextRange)
    /// `<?target ...?>`, marks included; the XML declaration is one.
    case instruction(TextRange)
  }

  public let source: SourceText
  /// What stands outside of all elements, and the root element among it.
  public let content: [Content]
  public let root: Element
  let elements: [Element]
  /// Children by name, of elements that have more than a few.
  private let named: [ID: [String: [ID]]]

  init(source: SourceText, content: [Content], root: Element, elements: [Element]) {
    self.source = source
    self.content = content
    self.root = root
    self.elements = elements
    var named: [ID: [String: [ID]]] = [:]
    for element in elements where element.content.count > 64 {
      var own: [String: [ID]] = [:]
      for case .element(let id) in element.content { own[elements[id.index].name, default: []].append(id) }
      named[element.id] = own
    }
    self.named = named
  }

  public subscript(id: ID) -> Element { elements[id.index] }

  /// The bytes of a piece of content.
  public func range(of content: Content) -> TextRange {
    switch content {
    case .element(let id): self[id].range
    case .text(let range, _), .cdata(let range, _), .comment(let range), .instruction(let range): range
    }
  }
}

extension XMLTree {
  /// Every element, parents before what they hold.
  public var all: [Element] { elements }

  /// Every comment, in the order of the file, marks included.
  public var comments: [TextRange] {
    var found: [TextRange] = []
    for content in [content] + elements.map(\.content) {
      for case .comment(let range) in content { found.append(range) }
    }
    return found.sorted()
  }

  /// `nil` where the children are few enough to look at each.
  private func ids(_ name: String, of element: Element) -> [ID]? { named[element.id].map { $0[name] ?? [] } }

  public func children(of element: Element) -> [Element] {
    element.content.compactMap { if case .element(let id) = $0 { self[id] } else { nil } }
  }

  public func children(_ name: String, of element: Element) -> [Element] {
    if let known = ids(name, of: element) { return known.map { self[$0] } }
    return children(of: element).filter { $0.name == name }
  }

  public func child(_ name: String, of element: Element) -> Element? {
    if let known = ids(name, of: element) { return known.first.map { self[$0] } }
    for case .element(let id) in element.content where self[id].name == name { return self[id] }
    return nil
  }

  /// The first element at the end of a path of names from the root, whose own name is not part of it.
  public func element(at path: String...) -> Element? {
    var current = root
    for name in path {
      guard let next = child(name, of: current) else { return nil }
      current = next
    }
    return current
  }

  /// The element's own text, without blanks around it and without that of elements inside.
  public func text(of element: Element) -> String {
    var text = ""
    for content in element.content {
      switch content {
      case .text(_, let part), .cdata(_, let part): text += part
      case .element, .comment, .instruction: continue
      }
    }
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }
    var trimmed = text.drop(while: isBlank)
    while let last = trimmed.last, isBlank(last) { trimmed.removeLast() }
    return String(trimmed)
  }

  /// The element that a finding's address points to: the names from below the root on, each with its number
  /// among its namesakes (`devices`, `hostdev#2`).
  public func element(at address: [String]) -> Element? {
    var current = root
    for step in address {
      let parts = step.split(separator: "#", maxSplits: 1)
      let number = parts.count > 1 ? Int(parts[1]) ?? -1 : 0
      let name = String(parts.first ?? "")
      if let known = ids(name, of: current) {
        guard known.indices.contains(number) else { return nil }
        current = self[known[number]]
        continue
      }
      let named = children(name, of: current)
      guard named.indices.contains(number) else { return nil }
      current = named[number]
    }
    return current
  }
}
