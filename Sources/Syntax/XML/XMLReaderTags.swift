extension XMLReader {
  struct StartTag {
    let name: String
    let nameRange: TextRange
    let attributes: [XMLTree.Attribute]
    let range: TextRange
    /// Whether it ends in `/>`.
    let isEmpty: Bool
  }

  mutating func startTag() throws(SyntaxError) -> StartTag {
    let start = position
    position += 1
    guard let nameRange = name() else {
      position = start
      throw error("a '<' that does not start an element; in text write '&lt;'")
    }
    let name = source.string(nameRange)
    var attributes: [XMLTree.Attribute] = []
    var seen: Set<String> = []
    while true {
      let isApart = skipBlanks()
      guard position < bytes.count, bytes[position] != 0x3C else {
        throw SyntaxError(TextRange(start, nameRange.end), "this tag is never closed with '>'")
      }
      if bytes[position] == 0x3E || starts("/>") { break }
      guard isApart else { throw error("expected a space, '/>' or '>'") }
      let attribute = try attribute()
      guard seen.insert(attribute.name).inserted else {
        throw SyntaxError(attribute.nameRange, "<\(name)> has the attribute '\(attribute.name)' twice")
      }
      attributes.append(attribute)
    }
    let isEmpty = bytes[position] == 0x2F
    position += isEmpty ? 2 : 1
    return StartTag(
      name: name, nameRange: nameRange, attributes: attributes, range: TextRange(start, position),
      isEmpty: isEmpty)
  }

  /// Past a `=` and the quote that begins the value of `name`.
  mutating func openQuote(of name: String) throws(SyntaxError) -> (quote: UInt8, start: Int) {
    position += 1
    skipBlanks()
    guard position < bytes.count, bytes[position] == 0x22 || bytes[position] == 0x27 else {
      throw error("the value of '\(name)' must be in quotes")
    }
    position += 1
    return (bytes[position - 1], position)
  }

  private mutating func attribute() throws(SyntaxError) -> XMLTree.Attribute {
    guard let nameRange = name() else { throw error("expected the name of an attribute, '/>' or '>'") }
    let name = source.string(nameRange)
    skipBlanks()
    guard position < bytes.count, bytes[position] == 0x3D else {
      throw SyntaxError(nameRange, "the attribute '\(name)' has no value; expected '=' and quotes")
    }
    let (quote, start) = try openQuote(of: name)
    while position < bytes.count, bytes[position] != quote {
      if bytes[position] == 0x3C {
        throw error("a '<' in the value of '\(name)' is written '&lt;', or its quote is missing")
      }
      position += 1
    }
    guard position < bytes.count else {
      throw SyntaxError(TextRange(start - 1, start), "this quote is never closed")
    }
    let valueRange = TextRange(start, position)
    position += 1
    return XMLTree.Attribute(
      name: name, value: try XMLReferences.resolved(source, valueRange, isAttribute: true),
      nameRange: nameRange, valueRange: valueRange)
  }

  mutating func endTag() throws(SyntaxError) -> (name: String, range: TextRange) {
    let start = position
    position += 2
    guard let nameRange = name() else { throw error("expected the name of the element that ends here") }
    skipBlanks()
    guard position < bytes.count, bytes[position] == 0x3E else {
      throw SyntaxError(TextRange(start, nameRange.end), "this end tag is never closed with '>'")
    }
    position += 1
    return (source.string(nameRange), TextRange(start, position))
  }
}
