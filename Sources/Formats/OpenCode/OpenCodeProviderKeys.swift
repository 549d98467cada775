import Syntax
import Vocabulary

/// Keys of a provider.
extension OpenCodeKeys {
  func provider(_ provider: OpenCodeProvider) -> [Fact] {
    var facts: [Fact] = []
    for entry in provider.node.entries ?? [] {
      guard let key = entry.key.text else { continue }
      if key == "models", entry.value.entries == nil, entry.value.scalar?.type != .null {
        var fact = fact(
          provider.address + [key], entry, problem: .type,
          expected: "an object with a key for each model, such as { \"qwen3:8b\": { \"name\": \"Qwen 3\" } }")
        fact.write(
          .value, .text(entry.value.items == nil ? "a single value" : "a list"),
          at: config.at(entry.value.range))
        facts.append(fact)
      } else if let found = misspelt(
        entry, provider.address, among: OpenCodeSchema.provider, in: provider.node)
      {
        facts.append(found)
      }
    }
    for section in provider.optionSections { facts += options(provider, section) }
    facts += incomplete(provider) + withoutModels(provider) + disabled(provider)
    for model in provider.models { facts += self.model(model, provider) }
    return facts
  }

  private func options(_ provider: OpenCodeProvider, _ section: String) -> [Fact] {
    let path = provider.address + [section]
    guard let options = provider.node[section] else { return [] }
    return (options.entries ?? []).compactMap { entry in
      guard let key = entry.key.text else { return nil }
      guard ["timeout", "headerTimeout", "chunkTimeout"].contains(key) else { return nil }
      if let milliseconds = entry.value.positive {
        return key == "timeout" ? short(milliseconds, entry, path + [key]) : nil
      }
      guard entry.value.flag != false else { return nil }
      return fact(
        path + [key], entry, problem: .type, corrected: number(entry.value),
        expected: "milliseconds as a number, or false")
    }
  }

  /// Half a minute is soon over while a model is loaded; below a second, seconds were meant.
  private func short(_ milliseconds: Int, _ entry: Node.Entry, _ path: [String]) -> Fact? {
    guard milliseconds < 60000 else { return nil }
    let isSeconds = (60..<1000).contains(milliseconds)
    return fact(
      path, entry, problem: .tooShort, corrected: isSeconds ? String(milliseconds * 1000) : "600000",
      expected: "milliseconds")
  }

  /// A provider of one's own has no address but the one that is written.
  private func incomplete(_ provider: OpenCodeProvider) -> [Fact] {
    guard provider.url == nil, provider.api(in: config) == "openai",
      !layers.giveAddress(to: provider.id)
    else { return [] }
    let section = provider.isSecondVersion ? "settings" : "options"
    let entry = Node.Entry(key: provider.key, value: provider.key)
    var fact = fact(provider.address + [section, "baseURL"], entry, name: "baseURL", problem: .incomplete)
    fact.attributes[.value] = nil
    fact.infer(.counterpart, .text(provider.id))
    fact.infer(.corrected, .text("http://localhost:11434/v1"))
    // OpenCode merges a project's file over the user's own, which a repository does not show (OpenCode documentation, Config).
    if !config.document.id.path.split(separator: "/").contains("opencode") {
      fact.infer(.consequence, .text("Unless your own OpenCode settings have the address"))
    }
    return [fact]
  }

  private func disabled(_ provider: OpenCodeProvider) -> [Fact] {
    guard reader.isDisabled(provider), reader.references.contains(where: { $0.provider == provider.id })
    else {
      return []
    }
    let lists = ["disabled_providers", "enabled_providers"].compactMap(config.root.entry)
    guard let list = lists.first(where: { Self.concerns(provider.id, $0) }), let key = list.key.text else {
      return []
    }
    var fact = fact([key], list, problem: .conflict)
    fact.infer(.value, .text(provider.id))
    return [fact]
  }

  private static func concerns(_ id: String, _ list: Node.Entry) -> Bool {
    let names = list.value.items?.compactMap(\.text) ?? []
    return list.key.text == "disabled_providers" ? names.contains(id) : !names.contains(id)
  }
}
