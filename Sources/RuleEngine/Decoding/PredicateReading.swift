import Syntax
import Vocabulary

extension RuleReader {
  private static let tests = [
    "is", "in", "has", "below", "above", "matches", "missing", "present", "unknown",
  ]

  /// The condition in `node`: attributes with their tests, `all`, `any`, `not`, or the word `always`.
  func predicate(_ node: Node) -> Predicate? {
    if node.text == "always" { return .always }
    guard let entries = node.entries else {
      return unreadable(node, "a condition must be a mapping of attributes to tests, `all`, `any` or `not`")
    }
    if entries.isEmpty { return unreadable(node, "this condition has no tests; write `always` if it always holds") }
    let parts = entries.compactMap { part($0) }
    guard parts.count == entries.count else { return nil }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private func part(_ entry: Node.Entry) -> Predicate? {
    guard let key = entry.key.text else {
      return unreadable(entry.key, "expected an attribute name, `all`, `any` or `not`")
    }
    switch key {
    case "all":
      // A mapping after `all` reads as what it says.
      return entry.value.entries == nil
        ? predicates(entry.value, of: key).map { .all($0) } : predicate(entry.value)
    case "any": return predicates(entry.value, of: key).map { .any($0) }
    case "not": return predicate(entry.value).map { .not($0) }
    default:
      guard let subject, let reference = reference(key, on: subject, at: entry.key.range) else { return nil }
      return test(entry.value, of: reference)
    }
  }

  private func predicates(_ node: Node, of key: String) -> [Predicate]? {
    guard let items = items(node, of: key) else { return nil }
    if items.isEmpty { return unreadable(node, "`\(key)` needs at least one condition") }
    let parts = items.compactMap { predicate($0) }
    return parts.count == items.count ? parts : nil
  }

  /// One test, or several that must all hold (`{ above: 0, below: 8192 }`).
  private func test(_ node: Node, of reference: AttributeReference) -> Predicate? {
    if let word = node.text {
      switch word {
      case "missing": return .test(reference, .missing)
      case "present": return .test(reference, .present)
      case "unknown": return .test(reference, .unknown)
      default:
        return unreadable(
          node,
          "`\(word)` is not a test; write `{ is: \(word) }`, or the word `missing`, `present` or `unknown`"
        )
      }
    }
    guard let entries = node.entries, !entries.isEmpty else {
      return unreadable(node, "expected a test such as `{ is: ... }`, `missing`, `present` or `unknown`")
    }
    let tests = entries.compactMap { test($0, of: reference.attribute) }
    guard tests.count == entries.count else { return nil }
    return tests.count == 1 ? .test(reference, tests[0]) : .all(tests.map { .test(reference, $0) })
  }

  private func test(_ entry: Node.Entry, of attribute: Attribute) -> Predicate.Test? {
    let node = entry.value
    let type = attribute.declaration.type
    switch entry.key.text {
    case "is": return operand(node, for: attribute).map { .is($0) }
    case "below", "above":
      guard type.isNumeric else {
        return unreadable(
          entry.key,
          "`\(attribute.name)` is \(type.phrase) and cannot be compared with `\(entry.key.text ?? "")`")
      }
      guard let operand = operand(node, for: attribute) else { return nil }
      return entry.key.text == "below" ? .below(operand) : .above(operand)
    case "in":
      guard !type.isList else { return unreadable(entry.key, "`\(attribute.name)` is a list; use `has`") }
      guard let items = items(node, of: "in") else { return nil }
      let values = items.compactMap { literal($0, for: attribute) }
      return values.count == items.count ? .in(values) : nil
    case "has":
      guard type.isList else { return unreadable(entry.key, "`\(attribute.name)` is \(type.phrase), not a list") }
      guard let text = text(node, of: "has") else { return nil }
      if let words = type.words, !words.contains(text) {
        return unreadable(
          node,
          "`\(attribute.name)` never contains `\(text)`" + suggestion(for: text, among: words, or: words)
        )
      }
      return .has(.text(text))
    case "matches":
      guard type.isTextual else { return unreadable(entry.key, "`\(attribute.name)` is \(type.phrase), not text") }
      guard node.items != nil else { return text(node, of: "matches").map { .matches([$0]) } }
      guard let items = items(node, of: "matches") else { return nil }
      let patterns = items.compactMap { text($0, of: "matches") }
      return patterns.count == items.count ? .matches(patterns) : nil
    case let key:
      let key = key ?? ""
      return unreadable(entry.key, "`\(key)` is not a test" + suggestion(for: key, among: Self.tests, or: Self.tests))
    }
  }
}
