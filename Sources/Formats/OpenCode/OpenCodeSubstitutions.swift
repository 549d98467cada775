import Syntax
import Vocabulary

extension OpenCodeKeys {
  /// `$NAME` and `${env:NAME}` where OpenCode reads `{env:NAME}`; `{file:PATH}` of files that are not there.
  func substitutions() -> [Fact] {
    var facts: [Fact] = []
    for provider in local {
      for section in provider.optionSections + ["headers"] {
        for entry in provider.node[section]?.entries ?? [] {
          guard let key = entry.key.text, entry.value.text != nil else { continue }
          let path = provider.address + [section, key]
          if let found = substitution(entry, path, isURL: key == "baseURL") { facts.append(found) }
        }
      }
    }
    return facts
  }

  private func substitution(_ entry: Node.Entry, _ path: [String], isURL: Bool) -> Fact? {
    guard let text = entry.value.text else { return nil }
    if text.hasPrefix("{file:"), text.hasSuffix("}") {
      let file = String(text.dropFirst(6).dropLast())
      guard config.document.id.embedding.isEmpty, let joined = Path.join(config.document.directory, file),
        reader.workspace.kind(at: joined) == .missing, !reader.workspace.isIgnored(joined)
      else { return nil }
      return fact(path, entry, problem: .missingFile)
    }
    guard let name = Self.variable(text), !(isURL && text.hasPrefix("${") && !text.hasPrefix("${env:")) else {
      return nil
    }
    return fact(path, entry, problem: .syntax, corrected: "{env:\(name)}", expected: "{env:\(name)}")
  }

  /// `NAME` of `$NAME`, `${NAME}`, `${env:NAME}`, `%NAME%` and `{{NAME}}`, if that is the whole text.
  private static func variable(_ text: String) -> String? {
    var name = text[...]
    if name.hasPrefix("${"), name.hasSuffix("}") {
      name = name.dropFirst(2).dropLast()
      if name.hasPrefix("env:") { name = name.dropFirst(4) }
    } else if name.hasPrefix("$") {
      name = name.dropFirst()
    } else if name.hasPrefix("%"), name.hasSuffix("%") {
      name = name.dropFirst().dropLast()
    } else {
      return nil
    }
    guard let first = name.utf8.first, (0x41...0x5A).contains(first) || first == 0x5F, name.utf8.count > 2,
      name.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F })
    else { return nil }
    return String(name)
  }
}
