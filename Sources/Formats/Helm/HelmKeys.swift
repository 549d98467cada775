import Syntax
import Vocabulary

/// Keys of the chart that are misspelt, or called as another chart calls them: Helm hands them on, and no template reads them.
///
/// Source: otwld/ollama-helm `values.yaml` (chart 1.77.0, August 2026).
struct HelmKeys {
  let values: HelmValues

  var facts: [Fact] {
    guard !values.document.id.isDocumentation else { return [] }
    return Self.known.sorted { $0.key < $1.key }.flatMap { path, keys -> [Fact] in
      let place = path.split(separator: ".").map { PathStep.key(String($0)) }
      guard let node = values.tree.node(at: values.base + place) else { return [] }
      let written = Set(values.tree.entries(of: node).compactMap(\.key.text))
      return values.tree.entries(of: node).compactMap { entry in
        guard let key = entry.key.text, !keys.contains(key), let near = Self.near(key, keys), !written.contains(near),
          // What the chart does anyway.
          entry.value.text.map({ $0 != Self.defaults[near] }) ?? true
        else { return nil }
        return fact(place + [.key(key)], near, at: entry.key)
      }
    } + [flag].compactMap { $0 }
  }

  private static func near(_ key: String, _ keys: [String]) -> String? {
    if let word = meant[key], keys.contains(word) { return word }
    let near = keys.filter { Nearest.isOneLetterOff(key, from: $0) }
    return near.count == 1 ? near.first : nil
  }

  /// `ollama.gpu: true`
  private var flag: Fact? {
    guard let gpu = values["ollama", "gpu"], gpu.flag != nil else { return nil }
    return fact(["ollama", "gpu"], "gpu.enabled", at: gpu)
  }

  private func fact(_ path: [PathStep], _ meant: String, at node: Node) -> Fact {
    SettingFact.make(
      (values.base + path).address + ["key"], name: path.address.joined(separator: "."), kind: "chart",
      format: "Helm", problem: .misspelt, replacement: meant, at: values.at(node),
      owner: FactID(.server, values.document.id, values.base.address))
  }
}
