import Syntax
import Vocabulary

/// Slips of indentation and form that make Compose refuse a file, or set something else.
///
/// Sources: compose-spec 05-services.md (environment: a mapping, or a list of NAME=value).
extension ComposeMistakes {
  private static let makingKeys: Set<String> = ["image", "build", "extends", "provider", "<<"]

  /// Keys of a service that are indented as services of their own.
  func outside() -> [Fact] {
    let services = file.services.map { entry in
      let node = file.tree.resolve(entry.value)
      return (
        entry: entry, node: node,
        isService: node.entries?.contains { Self.makingKeys.contains($0.key.text ?? "") } ?? false
      )
    }
    // It belongs to the service above it, or where there is none, to the first.
    var owner = services.first(where: \.isService)?.entry.key.text
    return services.compactMap { entry, node, isService in
      guard let name = entry.key.text else { return nil }
      defer { if isService { owner = name } }
      guard !isService, Self.known.contains(name), let owner, node.entries != nil || node.items != nil,
        project.overrides.isEmpty
      else { return nil }
      return fact(
        ["services", name, "outside"], name, .misplaced, counterpart: owner, at: entry.key.range)
    }
  }

  // MARK: Items of environment

  /// Items that Compose refuses or reads as another name: `- NAME: value`, and `- Environment="NAME=value"` of a unit.
  func environmentItems(_ name: String, _ service: Node) -> [Fact] {
    let items = file.tree.value(of: "environment", in: service).map(file.tree.resolve)?.items ?? []
    return items.enumerated().compactMap { index, item in
      guard let slip = environmentSlip(file.tree.resolve(item)) else { return nil }
      return fact(
        ["services", name, "item", String(index)], slip.name, slip.problem, slip.consequence,
        corrected: slip.corrected, at: slip.range)
    }
  }

  /// `NAME value`, `NAME:value`, `NAME${OTHER}`, `export NAME=value`; `nil` for what may be meant as it is.
  static func withoutEquals(_ text: String) -> (name: String, corrected: String)? {
    let isExport = text.hasPrefix("export ")
    let rest = isExport ? text.dropFirst(7).drop { $0 == " " } : text[...]
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    guard let first = name.first, !first.isNumber, name.count > 2, !text.contains("\n") else { return nil }
    let behind = rest.dropFirst(name.count)
    if isExport { return behind.first == "=" ? (String(name), String(rest)) : nil }
    guard let mark = behind.first, " :$".contains(mark), !behind.contains("=") || mark == "$" else {
      return nil
    }
    let value = mark == "$" ? behind : behind.drop { $0 == " " || $0 == ":" }
    return value.isEmpty ? nil : (String(name), "\(name)=\(value)")
  }

  func environmentSlip(_ item: Node)
    -> (name: String, problem: ValueFault, consequence: String, corrected: String, range: TextRange)?
  {
    if let entries = item.entries {
      guard entries.count == 1, let entry = entries.first, let name = entry.key.text,
        let value = entry.value.text, entry.value.scalar != nil, !value.contains("\n")
      else { return nil }
      return (
        name, .notText, "the list item is a mapping; it must be the string NAME=value", "\(name)=\(value)",
        entry.key.range.union(entry.value.range)
      )
    }
    let unit = "Environment="
    guard let text = item.text else { return nil }
    if let slip = Self.withoutEquals(text) {
      return (
        slip.name, .noAssignment,
        text.hasPrefix("export ")
          ? "export is shell syntax; here it becomes part of the name"
          : "without =, the whole item is the name", slip.corrected, item.range
      )
    }
    guard text.hasPrefix(unit) else { return nil }
    var value = String(text.dropFirst(unit.utf8.count))
    for quote in ["\"", "'"] where value.hasPrefix(quote) && value.hasSuffix(quote) && value.utf8.count > 1 {
      value = String(value.dropFirst().dropLast())
    }
    let name = String(value.prefix { $0 != "=" })
    guard value.contains("="), !name.isEmpty, !name.contains(" ") else { return nil }
    return (
      name, .notPassed, "this is systemd syntax, and the container gets a variable named Environment",
      value, item.range
    )
  }
}
