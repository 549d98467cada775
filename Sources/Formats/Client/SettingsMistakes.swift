import ClientDescription
import Syntax
import Vocabulary

/// What keeps settings from counting though their text can be read: JSON that the program's own parser refuses, and keys
/// that a mapping has twice.
struct SettingsMistakes {
  let tree: SettingsTree
  let client: ClientDescription
  /// What the settings say of local models.
  let facts: [Fact]

  private var document: DocumentID { tree.document.id }
  private var owner: FactID { FactID(.client, document, []) }

  var found: [Fact] {
    guard document.embedding.isEmpty, !document.isDocumentation else { return [] }
    return [excess].compactMap { $0 } + duplicates
  }

  /// The first comment or comma too many, where the program reads strict JSON.
  private var excess: Fact? {
    guard !facts.isEmpty, tree.syntax == .json, let effect = client.file(at: document.path)?.strict,
      let (excess, range) = StrictJSON.excesses(in: tree.nodes).first
    else { return nil }
    return SettingFact.make(
      FactID(.key, document, ["excess"]), name: excess == .comment ? "comment" : "trailing comma", value: nil,
      kind: "client-json", format: client.name, problem: .syntax, consequence: effect, at: tree.document.at(range),
      owner: owner)
  }

  /// Duplicate keys, one hiding the other, if either concerns local models.
  private var duplicates: [Fact] {
    guard tree.syntax == .json || tree.syntax == .yaml else { return [] }
    let places = facts.dropFirst().map(\.range).filter { $0.document == document }.map(\.range)
    return tree.nodes.duplicateKeys.prefix(16).compactMap { duplicate -> Fact? in
      let both = [duplicate.first, duplicate.key].compactMap { entry(of: $0) }
      // Of what the later one hides there is no fact.
      let isAbout = both.contains { entry in
        places.contains { entry.range.contains($0.start) }
          || Relevance.namesLocalServer(Array(tree.document.source.bytes[entry.range.start..<entry.range.end]))
      }
      guard isAbout else { return nil }
      return SettingFact.make(
        FactID(.key, document, ["twice", String(duplicate.key.start)]), name: duplicate.name,
        value: String(tree.nodes.firstLine(of: duplicate)), kind: "client-twice",
        format: client.name, problem: .several, at: tree.document.at(duplicate.key), owner: owner)
    }
  }

  private func entry(of key: TextRange) -> Node.Entry? {
    var nodes = [tree.root]
    while let node = nodes.popLast() {
      for entry in node.entries ?? [] {
        if entry.key.range == key { return entry }
        nodes.append(entry.value)
      }
      nodes += node.items ?? []
    }
    return nil
  }
}
