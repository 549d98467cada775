import Knowledge
import Syntax
import Vocabulary

/// Facts about keys.
extension OpenCodeKeys {
  func fact(_ path: [String], _ entry: Node.Entry, name: String? = nil) -> Fact {
    var fact = Fact(FactID(.key, config.document.id, path), at: config.at(entry.range))
    fact.write(.name, .text(name ?? path.last ?? ""), at: config.at(entry.key.range))
    fact.infer(.kind, .text("setting"))
    fact.infer(.format, .text("OpenCode"))
    if entry.value.scalar != nil {
      fact.write(.value, entry.value.text.map(Value.text), at: config.at(entry.value.range))
    }
    fact.related = [.owner: reader.client, .client: reader.client]
    return fact
  }

  func fact(
    _ path: [String], _ entry: Node.Entry, name: String? = nil, status: KeyStatus, replacement: String?
  ) -> Fact {
    var fact = fact(path, entry, name: name)
    fact.write(.status, status, at: config.at(entry.key.range))
    if let replacement { fact.infer(.replacement, .text(replacement)) }
    if status == .misspelt {
      fact.infer(
        .consequence,
        replacement == "baseURL" || replacement == "apiKey"
          ? "It is passed on and ignored, so the provider has none"
          : "It is ignored, or an older release rejects the whole file")
    }
    return fact
  }

  func fact(
    _ path: [String], _ entry: Node.Entry, name: String? = nil, problem: ValueFault, corrected: String? = nil,
    expected: String? = nil
  ) -> Fact {
    var fact = fact(path, entry, name: name)
    fact.write(.status, .known, at: config.at(entry.key.range))
    fact.write(.problem, problem, at: config.at(entry.value.range))
    if problem == .type || problem == .notAnInteger, entry.value.scalar != nil {
      // The quotes are what is wrong with it.
      let written = config.document.source.string(entry.value.range)
      fact.write(.value, .text(written), at: config.at(entry.value.range))
    }
    if let corrected { fact.infer(.corrected, .text(corrected)) }
    if let expected { fact.infer(.expected, .text(expected)) }
    return fact
  }

  /// A slip of the pen for one of `known`; keys that are merely unknown may be newer than this list.
  func misspelt(_ entry: Node.Entry, _ path: [String], among known: Set<String>, in node: Node)
    -> Fact?
  {
    guard let key = entry.key.text, !known.contains(key),
      let near = Nearest.match(key, among: known.sorted()), node.entry(near) == nil
    else { return nil }
    return fact(path + [key], entry, status: .misspelt, replacement: near)
  }

  func number(_ node: Node) -> String? {
    node.text.flatMap(GoValues.meantInteger).flatMap { $0 > 0 ? String($0) : nil }
  }
}
