import Syntax
import Wording

extension DescriptionReader {
  /// A mapping of places to tests, which must all hold. A list holds if one of its items does.
  ///
  ///     { type: ollama, base_url: missing }
  ///     { any: [ { id: [ollama, lmstudio] }, { base_url: { url: local } } ] }
  func condition(_ node: Node?) -> Condition? {
    guard let node else { return nil }
    if let items = node.items { return .any(items.compactMap(condition)) }
    switch node.text {
    case "always": return .always
    case "never": return .never
    default: break
    }
    let parts = entries(node).compactMap { condition($0.key, $0.node, $0.value) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private static let conditions = DescriptionPart.condition.names.filter { $0.hasPrefix("$") }

  private func condition(_ key: String, _ place: Node, _ value: Node) -> Condition? {
    switch key {
    case "all": return .all(items(value).compactMap(condition))
    case "any": return .any(items(value).compactMap(condition))
    case "not": return condition(value).map { .not($0) }
    case "$if":
      guard let name = text(value) else { return nil }
      if let condition = named[name] { return condition }
      return unreadable(value, "no condition `\(name)` is defined before this")
    case "$file": return text(value).map { .file(FilePattern($0)) }
    case "$hook": return text(value).map { .hook($0) }
    case "$elsewhere": return templates(value).first.map { .elsewhere($0) }
    case "$beside": return text(value).map { .beside($0) }
    case "$excerpt": return flag(value).map { $0 ? .excerpt : .not(.excerpt) }
    case "$example": return flag(value).map { $0 ? .example : .not(.example) }
    case "$documentation": return flag(value).map { $0 ? .documentation : .not(.documentation) }
    case "$differ":
      let texts = templates(value)
      guard texts.count == 2 else { return unreadable(value, "`$differ` needs two texts") }
      return .differ(texts[0], texts[1])
    case _ where key.hasPrefix("$"):
      guard DescriptionPart.condition.names.contains(key) else {
        return unreadable(
          place, "unknown condition `\(key)`; expected a path, or \(Wording.list(Self.conditions, "or"))")
      }
      return test(value).map { .name(String(key.dropFirst()), $0) }
    default:
      guard let path = path(key, at: place), let test = test(value) else { return nil }
      return .setting(path, test)
    }
  }

  private func test(_ node: Node) -> Condition.Test? {
    if let items = node.items {
      let tests = ["present", "missing", "empty"]
      for item in items where item.scalar?.style == .plain && item.text.map(tests.contains) == true {
        report(item, "`\(item.text ?? "")` is a text among others; write a condition of its own, or quotes")
      }
      return .oneOf(texts(node))
    }
    guard node.entries != nil else {
      switch node.text {
      case "present" where node.scalar?.style == .plain: return .present
      case "missing" where node.scalar?.style == .plain: return .missing
      case "empty" where node.scalar?.style == .plain: return .empty
      case let text?: return .oneOf([text])
      case nil: return unreadable(node, "expected a value, a list of values, `present`, `missing` or a test")
      }
    }
    let fields = fields(node, DescriptionPart.test.names)
    if let value = fields["is"] { return .oneOf(texts(value)) }
    if let value = fields["matches"] { return .matches(texts(value)) }
    if let value = fields["above"] { return integer(value).map { .above($0) } }
    if let value = fields["below"] { return integer(value).map { .below($0) } }
    if let value = fields["type"] { return type(value).map { .type($0) } }
    if let value = fields["key-of"] { return path(value).map { .keyOf($0) } }
    if let value = fields["listed-in"] { return path(value).map { .listedIn($0) } }
    if let value = fields["same-as"] { return path(value).map { .same($0) } }
    if fields["server-variable"] != nil { return .serverVariable }
    if let value = fields["above-all-of"] { return path(value).map { .aboveAll($0) } }
    if let value = fields["not-below"] { return path(value).map { .notBelow($0) } }
    if let value = fields["at-least"] { return integer(value).map { .count($0) } }
    if let value = fields["has"] { return .has(texts(value)) }
    if let value = fields["contains"] { return .contains(texts(value).map { $0.lowercased() }) }
    if let value = fields["repeats"] { return path(value).map { .repeats($0) } }
    if fields["reference"] != nil { return .reference }
    if fields["litellm-model"] != nil { return .providerKnown }
    if fields["library-model"] != nil { return .libraryModel }
    if fields["embedding-model"] != nil { return .embeddingModel }
    if let value = fields["url"] {
      switch text(value) {
      case "local": return .local
      case "ollama": return .ollama
      case "portless": return .portless
      case "loopback": return .loopback
      case "schemeless": return .schemeless
      default: report(value, "`url` must be `local`, `loopback`, `ollama`, `portless` or `schemeless`")
      }
    }
    return nil
  }
}
