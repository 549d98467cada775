/// XML 1.0 as configuration files use it: well-formed, without a document type.
///
/// Namespaces are names with a colon here, as they are to libvirt's own schema for all that matters.
public enum XMLTreeParser {
  /// - Throws: what is wrong and where, also for a text that is too large, too deep or not UTF-8.
  public static func parse(_ source: SourceText) throws(SyntaxError) -> XMLTree {
    try SyntaxLimits.check(source)
    if let range = XMLCharacters.firstIllegal(in: source.bytes) {
      throw SyntaxError(range, "a character that XML does not allow, not even as a reference")
    }
    var reader = XMLReader(source)
    return try reader.document()
  }
}

/// Reads one text from front to back; open elements are kept in a list, so depth costs no stack.
struct XMLReader {
  let source: SourceText
  let bytes: [UInt8]
  var position = 0
  private var elements: [XMLTree.Element] = []
  private var open: [Int] = []
  private var outside: [XMLTree.Content] = []
  private var pieces = 0

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func document() throws(SyntaxError) -> XMLTree {
    if startsDeclaration { add(.instruction(try declaration())) }
    while position < bytes.count {
      pieces += 1
      guard pieces <= SyntaxLimits.nodes else {
        throw error("the file has more than \(SyntaxLimits.nodes) parts and is not read")
      }
      if bytes[position] == 0x3C { try markup() } else { try text() }
    }
    if let last = open.last {
      let element = elements[last]
      throw SyntaxError(element.startTag, "this <\(element.name)> is never closed with </\(element.name)>")
    }
    guard let root = elements.first else {
      throw SyntaxError(TextRange(at: bytes.count), "the file has no element")
    }
    return XMLTree(source: source, content: outside, root: root, elements: elements)
  }

  private mutating func markup() throws(SyntaxError) {
    if starts("<!--") {
      add(.comment(try comment()))
    } else if starts("<![CDATA[") {
      try cdata()
    } else if starts("<!DOCTYPE") {
      throw SyntaxError(
        TextRange(position, position + 9),
        "document type declarations are not supported, because they can include other files")
    } else if starts("<!") {
      throw error("a '<!' that starts neither a comment nor a CDATA section")
    } else if starts("<?") {
      add(.instruction(try instruction()))
    } else if starts("</") {
      try endElement()
    } else {
      try startElement()
    }
  }

  private mutating func add(_ content: XMLTree.Content) {
    if let last = open.last { elements[last].content.append(content) } else { outside.append(content) }
  }

  // MARK: Elements

  private mutating func startElement() throws(SyntaxError) {
    guard open.count < SyntaxLimits.depth else {
      throw error("elements are nested more than \(SyntaxLimits.depth) deep")
    }
    let tag = try startTag()
    if open.isEmpty, let root = elements.first {
      throw SyntaxError(
        tag.range, "unexpected element after the root element <\(root.name)>")
    }
    let id = XMLTree.ID(index: elements.count)
    add(.element(id))
    elements.append(
      XMLTree.Element(
        id: id, parent: open.last.map { XMLTree.ID(index: $0) }, name: tag.name, nameRange: tag.nameRange,
        attributes: tag.attributes, startTag: tag.range))
    if !tag.isEmpty { open.append(id.index) }
  }

  private mutating func endElement() throws(SyntaxError) {
    let (name, range) = try endTag()
    guard let last = open.popLast() else {
      throw SyntaxError(range, "</\(name)> closes nothing")
    }
    guard elements[last].name == name else {
      throw SyntaxError(range, "found </\(name)>, expected </\(elements[last].name)>")
    }
    elements[last].endTag = range
  }

  // MARK: Text

  private mutating func text() throws(SyntaxError) {
    let start = position
    while position < bytes.count, bytes[position] != 0x3C {
      if bytes[position] == 0x5D, starts("]]>") {
        throw SyntaxError(TextRange(position, position + 3), "']]>' in text is written ']]&gt;'")
      }
      position += 1
    }
    let range = TextRange(start, position)
    if open.isEmpty, let offset = source.slice(range).firstIndex(where: { !XMLCharacters.isBlank($0) }) {
      throw SyntaxError(
        TextRange(offset, offset + 1),
        elements.isEmpty
          ? "text before the first element" : "text after the end of the document")
    }
    add(.text(range, try XMLReferences.resolved(source, range, isAttribute: false)))
  }

  private mutating func cdata() throws(SyntaxError) {
    let start = position
    guard !open.isEmpty else { throw error("a CDATA section outside of all elements") }
    position += 9
    guard let end = find("]]>") else {
      throw SyntaxError(TextRange(start, start + 9), "this CDATA section is never closed with ']]>'")
    }
    let inner = source.string(TextRange(position, end))
    position = end + 3
    add(.cdata(TextRange(start, position), inner))
  }
}

extension XMLReader {
  func error(_ message: String) -> SyntaxError {
    SyntaxError(TextRange(position, min(position + 1, bytes.count)), message)
  }

  func starts(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { text in
      guard position + text.count <= bytes.count else { return false }
      for i in 0..<text.count where bytes[position + i] != text[i] { return false }
      return true
    }
  }

  /// The next place of `mark`, from here on.
  func find(_ mark: StaticString) -> Int? {
    mark.withUTF8Buffer { mark in
      var i = position
      while i + mark.count <= bytes.count {
        if bytes[i] == mark[0], (1..<mark.count).allSatisfy({ bytes[i + $0] == mark[$0] }) { return i }
        i += 1
      }
      return nil
    }
  }

  /// Whether there was any blank to pass over.
  @discardableResult mutating func skipBlanks() -> Bool {
    let start = position
    while position < bytes.count, XMLCharacters.isBlank(bytes[position]) { position += 1 }
    return position > start
  }

  /// The name that begins here; `nil` if none does.
  mutating func name() -> TextRange? {
    let start = position
    guard let first = XMLCharacters.scalar(in: bytes, at: position), XMLCharacters.startsName(first.value)
    else { return nil }
    position += first.length
    while let next = XMLCharacters.scalar(in: bytes, at: position), XMLCharacters.continuesName(next.value) {
      position += next.length
    }
    return TextRange(start, position)
  }
}
