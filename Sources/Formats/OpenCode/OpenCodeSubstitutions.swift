import Syntax
import Vocabulary

extension OpenCodeKeys {
  /// `{file:PATH}` of files that are not there.
  func substitutions() -> [Fact] {
    local.flatMap { provider in
      (provider.optionSections + ["headers"]).flatMap { section in
        (provider.node[section]?.entries ?? []).compactMap { missing($0, provider.address + [section]) }
      }
    }
  }

  private func missing(_ entry: Node.Entry, _ path: [String]) -> Fact? {
    guard let key = entry.key.text, let text = entry.value.text, text.hasPrefix("{file:"), text.hasSuffix("}"),
      config.document.id.embedding.isEmpty,
      let file = Path.join(config.document.directory, String(text.dropFirst(6).dropLast())),
      reader.workspace.kind(at: file) == .missing, !reader.workspace.isIgnored(file)
    else { return nil }
    return fact(path + [key], entry, problem: .missingFile)
  }
}
