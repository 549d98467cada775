import Syntax
import Wording

/// Reads nodes of a description, and keeps what is wrong with them.
final class DescriptionReader {
  let file: String
  let source: SourceText
  private(set) var errors: [DescriptionError] = []
  /// Conditions that the description gives a name.
  var named: [String: Condition] = [:]

  init(file: String, source: SourceText) {
    self.file = file
    self.source = source
  }

  func report(_ range: TextRange, _ message: String) {
    errors.append(
      DescriptionError(
        file: file, position: LineTable(source.bytes).position(at: range.start), message: message))
  }

  func report(_ node: Node, _ message: String) { report(node.range, message) }

  /// Reports what no value can be made of.
  func unreadable<Value>(_ range: TextRange, _ message: String) -> Value? {
    report(range, message)
    return nil
  }

  func unreadable<Value>(_ node: Node, _ message: String) -> Value? { unreadable(node.range, message) }

  // MARK: Shapes

  /// The values of a mapping whose keys are all among `known`.
  func fields(_ node: Node, _ known: [String]) -> [String: Node] {
    guard let entries = node.entries else {
      report(node, "expected a mapping with keys such as \(Wording.list(Array(known.prefix(4))))")
      return [:]
    }
    var values: [String: Node] = [:]
    for entry in entries {
      guard let key = entry.key.text else { continue }
      guard known.contains(key) else {
        let near = Nearest.match(key, among: known).map { "; did you mean `\($0)`?" }
        report(entry.key, "unknown key `\(key)`" + (near ?? "; expected \(Wording.list(known, "or"))"))
        continue
      }
      if values.updateValue(entry.value, forKey: key) != nil {
        report(entry.key, "`\(key)` is set twice")
      }
    }
    return values
  }

  /// The entries of a mapping whose keys are free.
  func entries(_ node: Node?) -> [(key: String, node: Node, value: Node)] {
    guard let node else { return [] }
    guard let entries = node.entries else {
      report(node, "expected a mapping")
      return []
    }
    return entries.compactMap { entry in entry.key.text.map { ($0, entry.key, entry.value) } }
  }

  /// The items of a list, or the single one that is written without it.
  func items(_ node: Node?) -> [Node] {
    guard let node, node.scalar?.type != .null else { return [] }
    return node.items ?? [node]
  }

  func text(_ node: Node?) -> String? {
    guard let node else { return nil }
    guard let text = node.text else { return unreadable(node, "expected a text") }
    return text
  }

  func texts(_ node: Node?) -> [String] { items(node).compactMap(text) }

  func integer(_ node: Node?) -> Int? {
    guard let node else { return nil }
    guard node.scalar?.type == .integer, let number = node.text.flatMap({ Int($0) }) else {
      return unreadable(node, "expected a whole number")
    }
    return number
  }

  func flag(_ node: Node?) -> Bool? {
    guard let node else { return nil }
    guard node.scalar?.type == .boolean else { return unreadable(node, "expected true or false") }
    return node.text == "true"
  }

  func word<Words: RawRepresentable & CaseIterable>(_ node: Node?, as type: Words.Type) -> Words?
  where Words.RawValue == String {
    guard let node, let text = text(node) else { return nil }
    let words = Words.allCases.map(\.rawValue)
    guard let word = Words(rawValue: text) else {
      let near = Nearest.match(text, among: words).map { "; did you mean `\($0)`?" }
      return unreadable(node, "cannot be `\(text)`" + (near ?? "; expected \(Wording.list(words, "or"))"))
    }
    return word
  }

  func words<Words: RawRepresentable & CaseIterable>(_ node: Node?, as type: Words.Type) -> [Words]
  where Words.RawValue == String {
    items(node).compactMap { word($0, as: type) }
  }

  // MARK: Parts of a description

  func path(_ node: Node?) -> SettingPath? {
    guard let node, let text = text(node) else { return nil }
    return path(text, at: node)
  }

  func path(_ text: String, at node: Node) -> SettingPath? {
    guard let path = SettingPath(text) else {
      return unreadable(node, "`\(text)` is not a path such as `models[].name`")
    }
    return path
  }

  func paths(_ node: Node?) -> [SettingPath] { items(node).compactMap(path) }

  func template(_ node: Node?) -> TextTemplate? {
    guard let node, let text = text(node) else { return nil }
    guard let template = TextTemplate(text) else {
      return unreadable(node, "`\(text)` is not text with values such as `{id}`, `{base_url}` or `{limit|80%}`")
    }
    return template
  }

  func templates(_ node: Node?) -> [TextTemplate] { items(node).compactMap(template) }

  /// `text`, `integer >= 128`, `flag | text`, `one of a, b`.
  func type(_ node: Node?) -> ValueType? {
    guard let node, let text = text(node) else { return nil }
    guard let type = ValueType(text) else {
      return unreadable(node, "`\(text)` is not a type such as `text`, `integer >= 1`, `flag | text` or `one of a, b`")
    }
    return type
  }
}

extension ValueType {
  init?(_ text: String) {
    let parts = text.split(separator: "|").map { String($0.trimmingBlanks) }
    if parts.count > 1 {
      let types = parts.compactMap(Self.init)
      guard types.count == parts.count else { return nil }
      self = .either(types)
      return
    }
    let word = String(text.trimmingBlanks)
    switch word {
    case "any": self = .any
    case "text": self = .text
    case "integer": self = .integer(least: nil)
    case "number": self = .number
    case "flag": self = .flag
    case "null": self = .null
    case "list": self = .list
    case "map": self = .map
    case _ where word.hasPrefix("integer >= "):
      guard let least = Int(word.dropFirst(11)) else { return nil }
      self = .integer(least: least)
    case _ where word.hasPrefix("one of "):
      self = .words(word.dropFirst(7).split(separator: ",").map { String($0.trimmingBlanks) })
    default: return nil
    }
  }
}
