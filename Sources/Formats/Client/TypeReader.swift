import ClientDescription
import Syntax
import Vocabulary

/// Holds the values of a file against the types in the program's table of keys.
///
/// Only values that the program certainly rejects count. Variables, and words that a newer release may know, are skipped.
struct TypeReader {
  /// What is wrong with a value.
  struct Fault {
    /// `type` or `unknown-word`.
    let problem: ValueFault
    let expected: String
    let corrected: String?
    /// Whether the correction is a text in quotes.
    var isQuoted = false
  }

  private let syntax: NodeSyntax
  /// Whether the program takes digits in quotes for a number, and a number for a text.
  private let isLoose: Bool

  init(_ syntax: NodeSyntax, isLoose: Bool) {
    self.syntax = syntax
    self.isLoose = isLoose
  }

  /// `nil` where the value may be right.
  func fault(of node: Node, in table: KeyTable) -> Fault? {
    let types = Self.flat(table.type)
    guard !types.contains(.any), !types.isEmpty else { return nil }
    let expected = ValueType.either(types).phrase
    if node.items != nil {
      guard !types.contains(.list), table.items == nil else { return nil }
      // A list of one is that one in brackets.
      let only = node.items?.count == 1 ? node.items?.first?.scalar : nil
      let isText = types.contains(.text) && only?.type == .string
      return Fault(problem: .type, expected: expected + ", not a list", corrected: isText ? only?.text : nil, isQuoted: isText)
    }
    if node.entries != nil {
      return types.contains(.map) || table.keys != nil || table.each != nil
        ? nil : Fault(problem: .type, expected: expected, corrected: nil)
    }
    guard let scalar = node.scalar, scalar.type != .null, !Self.isComputed(scalar.text) else { return nil }
    let scalars = types.filter { $0 != .list && $0 != .map && $0 != .null }
    // Some programs accept one item for a list. Those whose tables require a list do not.
    guard !scalars.isEmpty else { return Fault(problem: .type, expected: expected, corrected: Self.listed(scalar, types, of: table)) }
    return fault(of: scalar, scalars, expected)
  }

  /// A list of the one text that is written without brackets. A text with commas may be several items.
  private static func listed(_ scalar: Scalar, _ types: [ValueType], of table: KeyTable) -> String? {
    let inner = table.items.map { flat($0.table.type) } ?? [.text]
    // A command with blanks would be the name of one program.
    guard types.contains(.list), scalar.type == .string, inner.contains(.text), !scalar.text.isEmpty,
      !scalar.text.contains(where: { " ,\"\\\n[]".contains($0) })
    else { return nil }
    return "[\"\(scalar.text)\"]"
  }

  /// What a key takes, if the value of another key is not surely of that kind, so that it cannot simply move there; `nil` if
  /// it is. What no table knows takes any plain value.
  func demand(of table: KeyTable?, unmetBy node: Node) -> String? {
    if let table { return takes(node, table, depth: 0) ? nil : Self.phrase(of: table) }
    return node.scalar == nil ? "something else" : nil
  }

  private func takes(_ node: Node, _ table: KeyTable, depth: Int) -> Bool {
    guard depth < SyntaxLimits.depth, fault(of: node, in: table) == nil else { return false }
    if let items = node.items {
      guard let inner = table.items?.table else { return table.keys == nil && table.each == nil }
      return items.allSatisfy { takes($0, inner, depth: depth + 1) }
    }
    if let entries = node.entries {
      guard table.items == nil || table.keys != nil || table.each != nil else { return false }
      return entries.allSatisfy { entry in
        guard let inner = entry.key.text.flatMap({ table.keys?[$0] }) ?? table.each?.table else {
          return true
        }
        return takes(entry.value, inner, depth: depth + 1)
      }
    }
    guard let scalar = node.scalar, scalar.type != .null else { return false }
    let types = Self.flat(table.type)
    let isPlain = types.contains { $0 != .list && $0 != .map && $0 != .null && $0 != .any }
    if !isPlain { return table.items == nil && table.keys == nil && table.each == nil }
    // A word that the table lacks may be of a newer release, and may be of another program.
    let words = types.flatMap { type -> [String] in if case .words(let words) = type { words } else { [] } }
    return words.isEmpty || types.contains(.text) || scalar.type != .string || words.contains(scalar.text)
  }

  private static func phrase(of table: KeyTable) -> String {
    let types = flat(table.type).filter { $0 != .any }
    if !types.isEmpty { return ValueType.either(types).phrase }
    return table.items != nil ? ValueType.list.phrase : ValueType.map.phrase
  }

  private func fault(of scalar: Scalar, _ types: [ValueType], _ expected: String) -> Fault? {
    func wrong(_ corrected: String?, isQuoted: Bool = false) -> Fault {
      Fault(problem: .type, expected: expected, corrected: corrected, isQuoted: isQuoted)
    }
    let words = types.flatMap { type -> [String] in if case .words(let words) = type { words } else { [] } }
    let takesText = types.contains(.text) || !words.isEmpty
    switch scalar.type {
    case .string:
      if types.contains(.text) || words.contains(scalar.text) { return nil }
      if !words.isEmpty {
        let near = Nearest.match(scalar.text, among: words.sorted())
        return near.map { Fault(problem: .unknownWord, expected: expected, corrected: $0) }
      }
      if isLoose && Self.means(scalar.text, types) || isFlagWord(scalar.text, types) || isGrouped(scalar.text, types) { return nil }
      return wrong(Self.unquoted(scalar.text, types))
    case .integer:
      let least = types.compactMap { type -> Int? in
        if case .integer(let least) = type { least ?? .min } else { nil }
      }.min()
      if types.contains(.number) { return nil }
      if let least { return Int(scalar.text).map { $0 >= least } ?? true ? nil : wrong(nil) }
      return isLoose && takesText ? nil : wrong(takesText ? scalar.text : nil, isQuoted: takesText)
    case .float:
      if types.contains(.number) { return nil }
      let isWhole = Double(scalar.text).map { $0 == $0.rounded() } ?? true
      if isWhole, types.contains(where: Self.isInteger) { return nil }
      return isLoose && takesText ? nil : wrong(nil)
    case .boolean:
      if types.contains(.flag) || words.contains(scalar.text) { return nil }
      return isLoose && takesText ? nil : wrong(nil)
    default: return nil
    }
  }

  private static func flat(_ type: ValueType) -> [ValueType] {
    if case .either(let types) = type { return types.flatMap(flat) }
    return [type]
  }

  private static func isInteger(_ type: ValueType) -> Bool {
    if case .integer = type { return true }
    return false
  }

  /// What is replaced before the program looks at the value.
  private static func isComputed(_ text: String) -> Bool {
    text.contains("$") || text.contains("{") || text.hasPrefix("os.environ/") || text.hasPrefix("!")
      || text.hasPrefix("<") && text.hasSuffix(">")
  }

  private static func means(_ text: String, _ types: [ValueType]) -> Bool {
    if types.contains(where: { $0 == .number || isInteger($0) }), Double(text) != nil { return true }
    return types.contains(.flag)
      && ["true", "false", "1", "0", "yes", "no", "on", "off"].contains(text.lowercased())
  }

  /// Words that YAML 1.1 has for true and false.
  private func isFlagWord(_ text: String, _ types: [ValueType]) -> Bool {
    syntax == .yaml && types.contains(.flag)
      && ["yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
  }

  /// `65_536`, a number of YAML 1.1.
  private func isGrouped(_ text: String, _ types: [ValueType]) -> Bool {
    syntax == .yaml && text.contains("_") && Self.unquoted(text.filter { $0 != "_" }, types) != nil
  }

  /// What is in the quotes, where that is right without them.
  private static func unquoted(_ text: String, _ types: [ValueType]) -> String? {
    // YAML 1.2 has no underscores in numbers.
    if types.contains(where: { isInteger($0) || $0 == .number }), let number = Int(text.filter { $0 != "_" }) {
      return String(number)
    }
    if types.contains(.flag), ["true", "false"].contains(text.lowercased()) { return text.lowercased() }
    return nil
  }
}
