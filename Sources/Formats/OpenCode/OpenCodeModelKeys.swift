import Syntax
import Vocabulary

/// Keys of a provider's models.
extension OpenCodeKeys {
  func model(_ model: Node.Entry, _ provider: OpenCodeProvider) -> [Fact] {
    guard let key = model.key.text else { return [] }
    let path = provider.address + ["models", key]
    var facts: [Fact] = []
    for entry in model.value.entries ?? [] {
      guard let name = entry.key.text else { continue }
      if ["tool_call", "reasoning", "attachment", "temperature"].contains(name) {
        guard entry.value.scalar?.type != .boolean, !provider.isSecondVersion else { continue }
        let word = entry.value.text?.lowercased()
        facts.append(
          fact(
            path + [name], entry, problem: .type, corrected: word == "true" || word == "false" ? word : nil,
            expected: "true or false"))
      } else if name == "capabilities", provider.isSecondVersion {
        facts += capabilities(entry, path + [name], key)
      } else if name == "limit" {
        facts += limit(entry, path + [name], provider)
      } else if let found = misspelt(entry, path, among: OpenCodeSchema.model, in: model.value) {
        facts.append(found)
      }
    }
    return facts
  }

  /// Version 2 wants all of `tools`, `input` and `output` (`packages/schema/src/config.ts`; issue 50340).
  private func capabilities(_ entry: Node.Entry, _ path: [String], _ model: String) -> [Fact] {
    guard let entries = entry.value.entries, !entries.isEmpty, entry.value["tools"] == nil else { return [] }
    var fact = fact(
      path + ["tools"], entry, name: "capabilities.tools", problem: .incomplete, corrected: "true")
    fact.attributes[.value] = nil
    fact.infer(.counterpart, .text(model))
    return [fact]
  }

  private func limit(_ limit: Node.Entry, _ path: [String], _ provider: OpenCodeProvider) -> [Fact] {
    guard limit.value.entries != nil else {
      return [
        fact(
          path, limit, problem: .type, expected: "an object such as { \"context\": 65536, \"output\": 8192 }"
        )
      ]
    }
    var facts: [Fact] = []
    for entry in limit.value.entries ?? [] {
      guard let name = entry.key.text else { continue }
      if ["context", "output", "input"].contains(name) {
        guard entry.value.positive == nil, !entry.value.isZero else { continue }
        facts.append(
          fact(
            path + [name], entry, name: "limit." + name, problem: .notAnInteger,
            corrected: number(entry.value), expected: "a number in digits, without quotes"))
      } else if let found = misspelt(entry, path, among: ["context", "output", "input"], in: limit.value) {
        facts.append(found)
      }
    }
    // The schema of version 1 demands both; with one of them, the whole file is refused.
    let context = limit.value.entry("context")
    let output = limit.value.entry("output")
    if !provider.isSecondVersion, (context == nil) != (output == nil), facts.isEmpty {
      let missing = context == nil ? "context" : "output"
      let quarter = context?.value.positive.map { String(max(1, min(8192, $0 / 4))) }
      var fact = fact(
        path + [missing], limit, name: "limit." + missing, problem: .incomplete,
        corrected: missing == "output" ? quarter : nil)
      fact.attributes[.value] = nil
      fact.infer(.counterpart, .text(path.dropLast().last ?? ""))
      facts.append(fact)
    }
    return facts
  }
}
