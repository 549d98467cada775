// Comments, processing instructions and the declaration at the top.

extension XMLReader {
  mutating func comment() throws(SyntaxError) -> TextRange {
    let start = position
    position += 4
    guard let end = find("--") else {
      throw SyntaxError(TextRange(start, start + 4), "this comment is never closed with '-->'")
    }
    guard end + 2 < bytes.count, bytes[end + 2] == 0x3E else {
      throw SyntaxError(TextRange(end, end + 2), "'--' inside a comment")
    }
    position = end + 3
    return TextRange(start, position)
  }

  mutating func instruction() throws(SyntaxError) -> TextRange {
    let start = position
    position += 2
    guard let target = name() else { throw error("expected a target name after '<?'") }
    if source.string(target).lowercased() == "xml" {
      throw SyntaxError(target, "the XML declaration must be at the very start of the file, in lower case")
    }
    guard starts("?>") || (position < bytes.count && XMLCharacters.isBlank(bytes[position])) else {
      throw error("expected a space or '?>' after '\(source.string(target))'")
    }
    guard let end = find("?>") else {
      throw SyntaxError(TextRange(start, start + 2), "this '<?' is never closed with '?>'")
    }
    position = end + 2
    return TextRange(start, position)
  }

  var startsDeclaration: Bool {
    starts("<?xml") && position + 5 < bytes.count
      && (XMLCharacters.isBlank(bytes[position + 5]) || bytes[position + 5] == 0x3F)
  }

  /// `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`: the version, then the others in this order.
  mutating func declaration() throws(SyntaxError) -> TextRange {
    let start = position
    position += 5
    var expected = ["version", "encoding", "standalone"][...]
    while true {
      let isApart = skipBlanks()
      if starts("?>") { break }
      guard let nameRange = name() else {
        throw error("expected '?>' at the end of the XML declaration")
      }
      let name = source.string(nameRange)
      guard isApart, let index = expected.firstIndex(of: name),
        expected.first != "version" || name == "version"
      else { throw SyntaxError(nameRange, "'\(name)' is not allowed here in the XML declaration") }
      expected = expected[(index + 1)...]
      let value = try declaredValue(of: name)
      guard Self.isProper(source.string(value), for: name) else {
        throw SyntaxError(value, "the XML declaration does not allow this \(name)")
      }
    }
    guard expected.first != "version" else {
      throw SyntaxError(TextRange(start, position), "the XML declaration has no version")
    }
    position += 2
    return TextRange(start, position)
  }

  private mutating func declaredValue(of name: String) throws(SyntaxError) -> TextRange {
    skipBlanks()
    guard position < bytes.count, bytes[position] == 0x3D else { throw error("expected '=' after '\(name)'") }
    let (quote, start) = try openQuote(of: name)
    while position < bytes.count, bytes[position] != quote, bytes[position] != 0x3C { position += 1 }
    guard position < bytes.count, bytes[position] == quote else {
      throw SyntaxError(TextRange(start - 1, start), "this quote is never closed")
    }
    position += 1
    return TextRange(start, position - 1)
  }

  private static func isProper(_ value: String, for name: String) -> Bool {
    let bytes = Array(value.utf8)
    switch name {
    case "version":
      return value.hasPrefix("1.") && bytes.count > 2 && bytes.dropFirst(2).allSatisfy { (0x30...0x39) ~= $0 }
    case "encoding":
      return bytes.first.map { (0x61...0x7A) ~= $0 | 0x20 } ?? false
        && bytes.allSatisfy {
          (0x61...0x7A) ~= $0 | 0x20 || (0x30...0x39) ~= $0 || [0x2E, 0x5F, 0x2D].contains($0)
        }
    default: return value == "yes" || value == "no"
    }
  }
}
