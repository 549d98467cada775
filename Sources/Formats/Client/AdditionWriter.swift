import ClientDescription
import Syntax

/// What `init` writes into a program's settings, by its description.
struct AdditionWriter {
  private let client: ClientDescription

  init(_ client: ClientDescription) { self.client = client }

  /// `nil` for a program that nothing is written for.
  func settings(for use: UseAddition) -> NewValue? { template(for: use).map { Self.value($0.content, use) } }

  /// Whether the file's owner has chosen something else, with which the settings would be mixed.
  func isAtOdds(with nodes: NodeDocument, for use: UseAddition) -> Bool {
    guard let template = template(for: use) else { return false }
    let value = Self.value(template.content, use)
    return template.choice.contains { keys in
      guard let there = nodes.node(at: keys.map(PathStep.key)).flatMap({ nodes.resolve($0).scalar }),
        there.type != .null
      else { return false }
      return Self.text(at: keys[...], in: value).map { !there.text.isExactly($0) } ?? true
    }
  }

  private func template(for use: UseAddition) -> AdditionTemplate? {
    let all = client.setup?.templates ?? []
    if use.completesCode, let own = all.first(where: { $0.when == .completion }) { return own }
    let wanted: AdditionTemplate.When = use.isRemote ? .remote : .local
    return all.first { $0.when == wanted } ?? all.first { $0.when == .always }
  }

  private static func text(at keys: ArraySlice<String>, in value: NewValue) -> String? {
    switch value {
    case .mapping(let members):
      guard let key = keys.first, let member = members.first(where: { $0.key == key }) else { return nil }
      return text(at: keys.dropFirst(), in: member.value)
    case .string(let text), .quoted(let text): return keys.isEmpty ? text : nil
    default: return nil
    }
  }

  private static func value(_ node: TemplateNode, _ use: UseAddition) -> NewValue {
    switch node {
    case .text(let template):
      return .string(template.parts.map { if case .text(let text) = $0 { text } else { "" } }.joined())
    case .list(let items, let isFlow): return .list(items.map { value($0, use) }, flow: isFlow)
    case .map(let members):
      return .mapping(
        members.compactMap { member in
          switch member.when {
          case "images" where !use.seesImages, "text" where use.seesImages: return nil
          case "offline" where !use.isOffline: return nil
          default: return .init(key(member.key, use), value(member.value, use))
          }
        })
    case .scalar(let text, let isText, let isQuoted):
      if isQuoted { return .quoted(text) }
      if isText { return .string(text) }
      if let number = Int(text) { return .integer(number) }
      if text == "true" || text == "false" { return .boolean(text == "true") }
      return text == "null" ? .null : .string(text)
    case .hole(let name, let filters, let prefix, let suffix, let isQuoted):
      if name == "images" { return .boolean(use.seesImages) }
      let text = SettingsView.apply(filters, hole(name, use)) ?? ""
      if isQuoted { return .quoted(prefix + text + suffix) }
      if prefix.isEmpty, suffix.isEmpty, name == "context" || name == "answer", let number = Int(text) {
        return .integer(number)
      }
      return .string(prefix + text + suffix)
    }
  }

  private static func key(_ text: String, _ use: UseAddition) -> String {
    text == "$model" ? use.name : text
  }

  private static func hole(_ name: String, _ use: UseAddition) -> String {
    switch name {
    case "model": use.name
    case "server": use.server
    case "context": String(use.context)
    default: String(use.answer)
    }
  }
}
