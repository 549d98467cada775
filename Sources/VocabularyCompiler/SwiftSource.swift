/// The source of `Attribute`, its declarations, and the typed key of each attribute.
func swiftSource(of attributes: [DeclaredAttribute]) -> String {
  var source = """
    // Written by `make vocabulary` from the files under Attributes. Do not edit.
    // swift-format-ignore-file

    /// An attribute of a subject: the one name that readers, rules, messages and fixes share.
    ///
    /// The raw value is its place among all of them. Code reads and writes values through the ``Key`` of the same name,
    /// which knows their type.
    public enum Attribute: Int, Hashable, Sendable, CaseIterable {

    """
  for attribute in attributes {
    source += "  case \(attribute.identifier)\n"
  }
  source += """
    }

    extension Attribute {
      /// Its name in rule files, who has it, its type, and what it means.
      public var declaration: AttributeDeclaration {
        switch self {

    """
  for attribute in attributes {
    let subjects = attribute.subjects.map { ".\(identifier($0))" }.joined(separator: ", ")
    source += "    case .\(attribute.identifier): .init(\(literal(attribute.name)), [\(subjects)], "
    source += "\(attribute.type.attributeType), "
    source += "\(literal(attribute.meaning)))\n"
  }
  source += "    }\n  }\n}\n"
  let byType = Dictionary(grouping: attributes, by: \.type.swift)
  for (type, attributes) in byType.sorted(by: { $0.key < $1.key }) {
    source += "\nextension Key where Content == \(type) {\n"
    for attribute in attributes {
      source += "  public static var \(attribute.identifier): Self { Self(.\(attribute.identifier)) }\n"
    }
    source += "}\n"
  }
  return source
}

private func literal(_ text: String) -> String {
  let escaped = text.map { character in
    switch character {
    case "\"", "\\": "\\\(character)"
    case "\n": " "
    default: String(character)
    }
  }
  return "\"" + escaped.joined() + "\""
}
