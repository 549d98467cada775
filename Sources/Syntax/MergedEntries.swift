/// What merge keys (`<<`) bring into each mapping that has some, computed once, so that a value takes no longer to find
/// however many mappings stand between it and where it is written.
struct MergedEntries: Sendable {
  /// The entries that a mapping lacks itself, in their order, each key once.
  struct Inherited: Sendable {
    fileprivate(set) var entries: [Node.Entry] = []
    private var positions: [ExactName: Int] = [:]

    fileprivate mutating func add(_ entry: Node.Entry, named name: ExactName) -> Bool {
      guard positions[name] == nil else { return false }
      positions[name] = entries.count
      entries.append(entry)
      return true
    }

    func entry(of key: String) -> Node.Entry? { positions[ExactName(key)].map { entries[$0] } }
  }

  /// Entries that are kept for all mappings of a document together; real files stay below a hundred.
  private static let most = 50_000

  /// By where the mapping begins.
  private var inherited: [Int: Inherited] = [:]
  /// All that a mapping brings to one that merges it: its own entries, then what it inherits.
  private var brought: [Int: Inherited] = [:]
  private var left = Self.most
  /// Whether some mappings lack entries that are merged into them.
  var isCutOff: Bool { left == 0 }

  init(_ document: NodeDocument) {
    // An anchor precedes its aliases, so merged mappings are usually known before those that merge them. One that is written
    // after the `<<` itself is looked up first.
    for mapping in Self.merging(document.root).sorted(by: { $0.range.start < $1.range.start }) {
      inherit(mapping, in: document, depth: 0)
    }
  }

  func of(_ mapping: Node) -> Inherited? {
    inherited.isEmpty ? nil : inherited[mapping.range.start]
  }

  private mutating func inherit(_ mapping: Node, in document: NodeDocument, depth: Int) {
    guard depth < SyntaxLimits.depth, inherited[mapping.range.start] == nil, let entries = mapping.entries
    else { return }
    // A mapping that merges itself, or what holds it, gets nothing from there that it lacks.
    inherited[mapping.range.start] = Inherited()
    let own = entries.compactMap { entry in entry.isMerge ? nil : entry.key.scalar?.text }
    let sources = entries.filter(\.isMerge).flatMap { document.mergeSources($0.value) }
      .map(document.resolve).filter { $0.entries != nil }
    if sources.count == 1 {
      let all = bring(sources[0], in: document, depth: depth)
      if own.allSatisfy({ all.entry(of: $0) == nil }) {
        // Many mappings merge the same one and keep all of it: it is kept once.
        inherited[mapping.range.start] = all
        return
      }
    }
    var result = Inherited()
    let names = Set(own.map(ExactName.init))
    var seen: Set<Int> = []
    for source in sources where seen.insert(source.range.start).inserted {
      for entry in bring(source, in: document, depth: depth).entries {
        guard let name = entry.key.scalar.map({ ExactName($0.text) }), !names.contains(name) else { continue }
        take(entry, name, into: &result)
      }
    }
    inherited[mapping.range.start] = result
  }

  private mutating func bring(_ source: Node, in document: NodeDocument, depth: Int) -> Inherited {
    if let known = brought[source.range.start] { return known }
    inherit(source, in: document, depth: depth + 1)
    var all = Inherited()
    for (position, entry) in (source.entries ?? []).enumerated() where !entry.isMerge {
      guard let text = entry.key.scalar?.text, document.position(of: text, in: source) == position else {
        continue
      }
      take(entry, ExactName(text), into: &all)
    }
    for entry in inherited[source.range.start]?.entries ?? [] {
      if let text = entry.key.scalar?.text { take(entry, ExactName(text), into: &all) }
    }
    brought[source.range.start] = all
    return all
  }

  private mutating func take(_ entry: Node.Entry, _ name: ExactName, into result: inout Inherited) {
    guard left > 0, result.add(entry, named: name) else { return }
    left -= 1
  }

  /// The mappings that have a merge key.
  private static func merging(_ root: Node?) -> [Node] {
    var found: [Node] = []
    var open = root.map { [$0] } ?? []
    while let node = open.popLast() {
      open += node.items ?? []
      guard let entries = node.entries else { continue }
      if entries.contains(where: \.isMerge) { found.append(node) }
      open += entries.lazy.map(\.value)
    }
    return found
  }
}
