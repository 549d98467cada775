import Syntax
import Vocabulary

extension DescriptionReader {
  /// What is known of keys: their table, other programs' words for them, and what becomes of unknown ones.
  func keyRules(_ node: Node?) -> KeyRules {
    var rules = KeyRules()
    guard let node else { return rules }
    let fields = fields(node, DescriptionPart.keys.names)
    rules.table = fields["table"].flatMap { table($0) }
    rules.source = text(fields["source"])
    for (key, place, value) in entries(fields["instead"]) {
      guard let path = path(key, at: place) else { continue }
      var words: [String: KeyAdvice] = [:]
      for (word, _, meant) in entries(value) {
        guard let text = text(meant) else { continue }
        // A place elsewhere is written with what points to it.
        let isRename = !text.contains(" ") && !text.contains(".") && !text.contains("/")
        words[word] = KeyAdvice(replacement: text, isRename: isRename)
      }
      rules.instead.append((path, words))
    }
    rules.instead.sort { $0.place.shown < $1.place.shown }
    rules.unknown = consequences(fields["unknown"])
    rules.effect = effects(fields["effect"])
    rules.wrongType = consequences(fields["wrong-type"])
    rules.wrongTypeSort = word(fields["wrong-type-kind"], as: CheckKind.self) ?? rules.wrongTypeSort
    rules.isLoose = flag(fields["loose"]) ?? false
    rules.isComplete = flag(fields["complete"]) ?? false
    rules.when = condition(fields["when"]) ?? .always
    rules.prefix = text(fields["prefix"])
    rules.unknownSort = word(fields["unknown-kind"], as: CheckKind.self) ?? rules.unknownSort
    rules.sort = word(fields["kind"], as: CheckKind.self) ?? rules.sort
    return rules
  }

  /// What the program does with something wrong: everywhere, or by place.
  private func consequences(_ node: Node?) -> [SettingPath: String] {
    guard let node else { return [:] }
    if let text = node.text { return [.here: text] }
    var all: [SettingPath: String] = [:]
    for (key, place, value) in entries(node) {
      if let path = path(key, at: place), let text = text(value) { all[path] = text }
    }
    return all
  }

  private func effects(_ node: Node?) -> [SettingPath: KeyEffect] {
    guard let node else { return [:] }
    if node.text != nil { return word(node, as: KeyEffect.self).map { [.here: $0] } ?? [:] }
    var all: [SettingPath: KeyEffect] = [:]
    for (key, place, value) in entries(node) {
      if let path = path(key, at: place), let effect = word(value, as: KeyEffect.self) { all[path] = effect }
    }
    return all
  }

  /// A table: a type, or a mapping of keys. `*` is any key of the user's, `[]` an item of a list, `...` says that there
  /// may be more keys, and `=` the type of the value itself where it may also be a mapping.
  ///
  ///     name: text
  ///     options: { timeout: integer | flag, ...: true }
  ///     models: { "*": { limit: { context: integer } } }
  func table(_ node: Node, depth: Int = 0) -> KeyTable? {
    guard depth < 24 else { return unreadable(node, "nested too deeply") }
    guard node.entries != nil else {
      guard let type = type(node) else { return nil }
      return KeyTable(type: type)
    }
    var table = KeyTable(type: .map)
    var keys: [String: KeyTable] = [:]
    var isItems = false
    for (key, _, value) in entries(node) {
      switch key {
      case "*": table.each = self.table(value, depth: depth + 1).map(KeyTable.Boxed.init)
      case "[]":
        table.items = self.table(value, depth: depth + 1).map(KeyTable.Boxed.init)
        isItems = true
      case "...": table.isOpen = true
      case "=": table.type = type(value) ?? .map
      default: keys[key] = self.table(value, depth: depth + 1)
      }
    }
    if !keys.isEmpty || (!isItems && table.each == nil) { table.keys = keys }
    if isItems, node.entries?.contains(where: { $0.key.text == "=" }) != true {
      table.type = keys.isEmpty && table.each == nil ? .list : .either([.list, .map])
    }
    return table
  }
}
