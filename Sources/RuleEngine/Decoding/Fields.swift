import Syntax
import Wording

/// The keys and values of a mapping, each key once.
struct Fields {
  /// Where to report what is missing.
  let range: TextRange
  private let values: [String: Node]

  init(range: TextRange, values: [String: Node]) {
    self.range = range
    self.values = values
  }

  subscript(key: String) -> Node? { values[key] }
}

extension RuleReader {
  /// The fields of a mapping whose keys are all among `known`.
  func fields(of node: Node, of thing: String, known: [String]) -> Fields? {
    guard let entries = node.entries else {
      return unreadable(
        node, "\(thing) must be a mapping with keys such as \(Wording.list(known.prefix(3).map(quoted)))")
    }
    var values: [String: Node] = [:]
    for entry in entries {
      guard let key = entry.key.text else {
        report(entry.key, "expected a key")
        continue
      }
      if !known.contains(key) {
        report(entry.key, "unknown key `\(key)` in \(thing)" + suggestion(for: key, among: known, or: known))
      } else if values.updateValue(entry.value, forKey: key) != nil {
        report(entry.key, "`\(key)` is set twice")
      }
    }
    return Fields(range: TextRange(at: node.range.start), values: values)
  }

  /// The text of a scalar, which must not be empty.
  func text(_ node: Node, of key: String) -> String? {
    guard let text = node.text, text.contains(where: { !$0.isWhitespace }) else {
      return unreadable(node, "`\(key)` must be text")
    }
    return text
  }

  /// The word in `node` as a case of `Words`.
  func word<Words: RawRepresentable & CaseIterable>(
    _ node: Node, of key: String, as type: Words.Type = Words.self
  ) -> Words? where Words.RawValue == String {
    let words = Words.allCases.map(\.rawValue)
    guard let text = node.text else {
      return unreadable(node, "`\(key)` must be one of \(Wording.list(words, "or"))")
    }
    guard let word = Words(rawValue: text) else {
      return unreadable(node, "`\(key)` cannot be `\(text)`" + suggestion(for: text, among: words, or: words))
    }
    return word
  }

  /// The items of a sequence.
  func items(_ node: Node, of key: String) -> [Node]? {
    guard let items = node.items else { return unreadable(node, "`\(key)` must be a list") }
    return items
  }
}

/// The name as error messages quote it.
func quoted(_ name: String) -> String { "`\(name)`" }
