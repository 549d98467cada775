/// An element to be written, in the quotes and indentation of the file it goes into.
public struct NewXMLElement: Sendable, Hashable {
  public struct Attribute: Sendable, Hashable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public let name: String
  public let attributes: [Attribute]
  public let children: [NewXMLElement]

  public init(_ name: String, _ attributes: [Attribute] = [], children: [NewXMLElement] = []) {
    self.name = name
    self.attributes = attributes
    self.children = children
  }
}

/// How a file writes its elements.
struct XMLStyle: Sendable {
  let newline: String
  /// What one level is indented by.
  let step: String
  /// The quote around attribute values.
  let quote: String

  init(_ tree: XMLTree) {
    newline = tree.source.newline
    step = Self.step(of: tree)
    quote = Self.quote(of: tree)
  }

  /// - Parameter indent: the indentation of the element itself; `nil` keeps it on one line.
  func text(_ element: NewXMLElement, indent: String?) -> String {
    var text = "<" + element.name
    for attribute in element.attributes {
      text += " " + attribute.name + "=" + quote + Self.escaped(attribute.value, quote: quote) + quote
    }
    guard !element.children.isEmpty else { return text + "/>" }
    text += ">"
    for child in element.children {
      text += indent.map { newline + $0 + step } ?? ""
      text += self.text(child, indent: indent.map { $0 + step })
    }
    return text + (indent.map { newline + $0 } ?? "") + "</" + element.name + ">"
  }

  /// The text as an attribute value or, without a quote, between tags. Line ends and tabs become references in a
  /// value, where they would be read as blanks.
  static func escaped(_ text: String, quote: String?) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      // Needed after `]]` only, and never wrong.
      case ">" where quote == nil: result += "&gt;"
      case "\"" where quote == "\"": result += "&quot;"
      case "'" where quote == "'": result += "&apos;"
      case "\r": result += "&#13;"
      case "\n" where quote != nil: result += "&#10;"
      case "\t" where quote != nil: result += "&#9;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func step(of tree: XMLTree) -> String {
    // The first element inside the root that is on a line of its own.
    for child in tree.children(of: tree.root) {
      let start = tree.source.lineStart(of: child.range.start)
      let before = TextRange(start, child.range.start)
      if tree.source.isBlank(before), !before.isEmpty { return tree.source.string(before) }
    }
    return "  "
  }

  private static func quote(of tree: XMLTree) -> String {
    for element in tree.all {
      if let first = element.attributes.first { return tree.quote(of: first) }
    }
    return "'"
  }
}

extension XMLTree {
  func quote(of attribute: Attribute) -> String {
    source.byte(at: attribute.valueRange.end) == 0x22 ? "\"" : "'"
  }
}
