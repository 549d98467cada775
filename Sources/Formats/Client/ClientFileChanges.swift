import Syntax
import Vocabulary

/// Writes changes to where each fact of the settings stands.
extension ClientFile {
  func edits(for change: Change) -> [Edit]? {
    if let edits = hook?.edits(for: change, in: self) { return edits }
    switch change.action {
    case .removeFact:
      guard let removal = removals[change.fact] else { return nil }
      if let value = removal.replacement { return tree.editor.set(removal.path, to: value) }
      return tree.editor.remove(removal.path)
    case .set(.name, .text(let name)) where renames[change.fact] != nil:
      return renames[change.fact].flatMap { rename($0, to: name) }
    case .set(.host, .text(let host)):
      guard let slot = slots[change.fact]?[.url], let url = addresses[change.fact] else { return nil }
      let text =
        (url.scheme.isEmpty ? "" : url.scheme + "://") + host + (url.port.map { ":\($0)" } ?? "") + url.path
      return Self.value(.text(text), slot).flatMap { tree.editor.set(slot.path, to: $0) }
    case .set(let attribute, let value):
      if let slot = slots[change.fact]?[attribute] {
        if case .field(let key) = slot.form { return field(key, value, slot.path) }
        if case .item(let word) = slot.form {
          // A need ends when the word is there.
          guard value == .flag(attribute != .needsHostGateway) else { return nil }
          return tree.editor.append(.string(word), to: slot.path)
        }
        if case .option(let names) = slot.form { return option(names, value, slot.path) }
      }
      guard let slot = slots[change.fact]?[attribute], let new = Self.value(value, slot) else { return nil }
      if case .head(let after) = slot.form, case .key(let key)? = slot.path.last {
        return tree.editor.insertFirst(key: key, value: new, after: after)
      }
      return tree.editor.set(slot.path, to: new)
    case .remove(let attribute):
      guard let slot = slots[change.fact]?[attribute] else { return nil }
      if case .instead(let text) = slot.form { return tree.editor.set(slot.path, to: .string(text)) }
      return tree.editor.remove(slot.path)
    case .add: return nil
    }
  }

  /// A value that is there under the right name already wins, and the other says nothing; sections may be joined.
  private func rename(_ path: [PathStep], to name: String) -> [Edit]? {
    guard let other = tree.entry(path.dropLast() + [.key(name)]) else { return tree.editor.rename(path, to: name) }
    return other.value.entries != nil || tree[path]?.entries != nil ? nil : tree.editor.remove(path)
  }

  private func field(_ key: String, _ value: Value, _ list: [PathStep]) -> [Edit]? {
    guard case .integer(let number) = value else { return nil }
    let item: NewValue = ["key": .string(key), "value": .integer(number)]
    return tree[list]?.items == nil
      ? tree.editor.set(list, to: [item]) : tree.editor.append(item, to: list)
  }

  /// Only what is written here in so many digits.
  private func option(_ names: [String], _ value: Value, _ path: [PathStep]) -> [Edit]? {
    guard case .integer(let number) = value, let node = tree[path],
      let range = CommandText(source: tree.document.source, range: node.range).value(of: names),
      Int(tree.document.source.string(range)) != nil
    else { return nil }
    return [Edit(range, String(number))]
  }

  private static func value(_ value: Value, _ slot: Slot) -> NewValue? {
    switch (value, slot.form) {
    case (.integer(let number), .quoted): .quoted(String(number))
    case (.integer(let number), _): .integer(number)
    case (.flag(let flag), _): .boolean(flag)
    case (.text(let text), .prefixed(let prefix)): .string(prefix + text)
    case (.text(let text), .quoted): .quoted(Self.withoutQuotes(text))
    case (.text(let text), _): literal(text)
    default: nil
    }
  }

  private static func withoutQuotes(_ text: String) -> String {
    text.count > 1 && text.first == "\"" && text.last == "\"" ? String(text.dropFirst().dropLast()) : text
  }

  /// Numbers, booleans and lists of one text are corrected to what they are.
  private static func literal(_ text: String) -> NewValue {
    if let number = Int(text) { return .integer(number) }
    if text == "true" || text == "false" { return .boolean(text == "true") }
    if text.hasPrefix("[\""), text.hasSuffix("\"]") {
      return .list([.string(String(text.dropFirst(2).dropLast(2)))], flow: true)
    }
    return .string(text)
  }
}

/// Default ports of programs.
enum EndpointPorts {
  static let ollama = 11434
  static let lmStudio = 1234
  static let jan = 1337
  /// Docker Model Runner, where Docker Engine or a setting of Docker Desktop has it listen (docker/docs, Model Runner, DMR REST API).
  static let modelRunner = 12434
  static let known: Set = [ollama, lmStudio, jan]
  /// vLLM, text-generation-webui and SGLang, which answer below `/v1` alone (vllm/entrypoints/openai/api_server.py,
  /// extensions/openai/script.py, sglang/srt/entrypoints/http_server.py, 2026).
  static let versioned: Set = [8000, 5000, 30000]
}
