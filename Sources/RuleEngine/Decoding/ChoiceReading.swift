import Syntax

extension RuleReader {
  /// One text, or a list of texts whose first match is used: a text alone, or `{ text: ..., when: ... }`.
  func texts(_ node: Node, of key: String, areHeadlines: Bool = false) -> Choice<Template>? {
    let choice = choice(node, of: key, under: "text") { template($0, of: key, isHeadline: areHeadlines) }
    if let choice, let items = node.items { checkReachable(choice, items, of: key) }
    return choice
  }

  /// One attribute, or a list whose first match that has a place in the file is used: a name, or `{ attribute: ..., when: ...
  /// }`.
  func places(_ node: Node) -> Choice<AttributeReference>? {
    choice(node, of: "at", under: "attribute") { reference($0) }
  }

  private func choice<Value>(
    _ node: Node, of key: String, under name: String, _ read: (Node) -> Value?
  ) -> Choice<Value>? {
    guard let items = node.items else { return read(node).map { Choice($0) } }
    if items.isEmpty { return unreadable(node, "`\(key)` needs at least one item") }
    var options: [Choice<Value>.Option] = []
    for item in items {
      guard item.entries != nil else {
        if let value = read(item) { options.append(.init(value)) }
        continue
      }
      guard let fields = fields(of: item, of: "an item of `\(key)`", known: [name, "when"]) else { continue }
      guard let node = fields[name] else {
        report(item, "an item of `\(key)` needs `\(name)`")
        continue
      }
      guard let value = read(node) else { continue }
      guard let node = fields["when"] else {
        options.append(.init(value))
        continue
      }
      if let when = predicate(node) { options.append(.init(value, when: when)) }
    }
    return options.count == items.count ? Choice(options) : nil
  }

  /// A text that always holds and has no holes hides all that follow.
  private func checkReachable(_ choice: Choice<Template>, _ items: [Node], of key: String) {
    let last = choice.options.count - 1
    for (index, option) in choice.options.enumerated()
    where index < last && option.when == .always && option.value.references.isEmpty {
      report(items[index + 1], "this `\(key)` is never used: the one before it has no condition")
    }
  }
}
