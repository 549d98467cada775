/// What a document means, in numbers that are equal where the meaning is: an alias is what it stands for, a merge key
/// what it brings in, and quotes, order of keys and comments are nothing.
struct NodeMeaning {
  let document: NodeDocument
  /// By where a mapping or sequence is written; each is computed once, however many aliases point to it.
  private var known: [TextRange: Int] = [:]
  private var left = 2_000_000
  /// Whether the document is too large, or too tangled, for all of it to be compared.
  private(set) var isCutOff = false

  init(_ document: NodeDocument) { self.document = document }

  mutating func hash(_ node: Node, depth: Int = 0) -> Int {
    let node = document.resolve(node)
    left -= 1
    guard depth < 2 * SyntaxLimits.depth, left > 0 else {
      isCutOff = true
      return 0
    }
    var hasher = Hasher()
    if node.tag != nil { hasher.combine(node.tag) }
    switch node.content {
    case .alias(let name): hasher.combine(name)
    case .computed: hasher.combine(Array(document.source.slice(node.range)))
    case .scalar(let scalar):
      hasher.combine(scalar.type)
      // A null is the same however it is written: `~`, `null`, or empty. Strings that differ in their scalars differ,
      // whatever Unicode makes of them.
      if scalar.type != .null { hasher.combine(exactly: scalar.text) }
    case .sequence(let items):
      if let value = begin(node) { return value }
      hasher.combine(items.count)
      for item in items { hasher.combine(hash(item, depth: depth + 1)) }
    case .mapping:
      if let value = begin(node) { return value }
      var sum = 0
      if let entries = plainEntries(of: node) {
        left -= entries.count
        for entry in entries {
          var one = Hasher()
          one.combine(exactly: entry.key.scalar?.text ?? "")
          one.combine(hash(entry.value, depth: depth + 1))
          sum &+= one.finalize()
        }
      } else {
        for (key, entry) in members(of: node) {
          var one = Hasher()
          key.withUnsafeBytes { one.combine(bytes: $0) }
          one.combine(0xFF as UInt8)
          one.combine(hash(entry.value, depth: depth + 1))
          sum &+= one.finalize()
        }
      }
      hasher.combine(sum)
    }
    let value = hasher.finalize()
    switch node.content {
    case .mapping, .sequence: if document.hasAliases { known[node.range] = value }
    case .scalar, .alias, .computed: break
    }
    return value
  }

  /// The number of a node that is known. Without aliases no node is met twice, and two may stand at one place: the tables
  /// of a dotted key.
  private mutating func begin(_ node: Node) -> Int? {
    guard document.hasAliases else { return nil }
    if let known = known[node.range] { return known }
    // A node inside itself is taken for this.
    known[node.range] = 0
    return nil
  }

  /// The entries of a mapping if each is a member: it has no merge keys and no duplicate keys.
  private func plainEntries(of node: Node) -> [Node.Entry]? {
    guard document.duplicateKeys.isEmpty, let entries = node.entries,
      entries.allSatisfy({ $0.key.scalar != nil && !$0.isMerge })
    else { return nil }
    return entries
  }

  struct Member {
    let value: Node
    /// Whether a merge key brings it in.
    let isMerged: Bool
  }

  /// The members of a mapping by the bytes of their keys.
  mutating func members(of node: Node) -> [[UInt8]: Member] {
    let node = document.resolve(node)
    let own = node.entries?.filter { !$0.isMerge }.count ?? 0
    let all = document.entries(of: node)
    left -= all.count
    var members: [[UInt8]: Member] = [:]
    for (index, entry) in all.enumerated() {
      let key = entry.key.scalar.map { Array($0.text.utf8) } ?? Array(document.source.slice(entry.key.range))
      members[key] = Member(value: entry.value, isMerged: index >= own)
    }
    return members
  }
}

extension NodeDocument {
  /// How many nodes there are where each alias is what it stands for; at most some millions.
  public var expandedSize: Int {
    var known: [TextRange: Int] = [:]
    return root.map { size(of: $0, &known, depth: 0) } ?? 0
  }

  private func size(of node: Node, _ known: inout [TextRange: Int], depth: Int) -> Int {
    let node = resolve(node)
    guard depth < 2 * SyntaxLimits.depth, node.scalar == nil else { return 1 }
    if let size = known[node.range] { return size }
    // A node inside itself counts once.
    known[node.range] = 1
    var size = 1
    for item in node.items ?? [] where size < 1 << 22 {
      size += self.size(of: item, &known, depth: depth + 1)
    }
    for entry in node.entries ?? [] where size < 1 << 22 {
      size += 1 + self.size(of: entry.value, &known, depth: depth + 1)
    }
    known[node.range] = size
    return size
  }

  /// Whether a merge key merges what is not a mapping.
  var hasBrokenMerge: Bool {
    guard hasAliases else { return false }
    var open = root.map { [$0] } ?? []
    while let node = open.popLast() {
      for entry in node.entries ?? [] {
        if entry.isMerge, mergeSources(entry.value).contains(where: { resolve($0).entries == nil }) {
          return true
        }
        open.append(entry.value)
      }
      open += node.items ?? []
    }
    return false
  }

  /// The way to what a fact's address names, as far as it leads through the document.
  public func path(along address: some Sequence<String>) -> [PathStep] {
    guard var current = root.map(resolve) else { return [] }
    var path: [PathStep] = []
    for part in address {
      if let items = current.items, let index = Int(part), items.indices.contains(index) {
        current = resolve(items[index])
        path.append(.index(index))
      } else if current.entries != nil, let next = value(of: part, in: current) {
        current = resolve(next)
        path.append(.key(part))
      } else {
        break
      }
    }
    return path
  }

  /// The way to the innermost value that holds a range; empty where none below the root does.
  public func path(to range: TextRange) -> [PathStep] {
    guard var current = root else { return [] }
    var path: [PathStep] = []
    while path.count < SyntaxLimits.depth {
      if let entry = current.entries?.first(where: { $0.value.range.contains(range) }),
        let key = entry.key.text
      {
        path.append(.key(key))
        current = entry.value
      } else if let items = current.items, let index = items.firstIndex(where: { $0.range.contains(range) }) {
        path.append(.index(index))
        current = items[index]
      } else {
        break
      }
    }
    return path
  }

  /// Where nodes stand that aliases use, each to the end of its last line.
  public var sharedRanges: [TextRange] {
    guard hasAliases else { return [] }
    var used: Set<Int> = []
    var open = root.map { [$0] } ?? []
    while let node = open.popLast() {
      if case .alias = node.content { used.insert(resolve(node).range.start) }
      for entry in node.entries ?? [] { open += [entry.key, entry.value] }
      open += node.items ?? []
    }
    return anchors.values.flatMap { $0 }.filter { used.contains($0.range.start) }.map {
      TextRange($0.range.start, source.lineEnd(of: $0.range.end))
    }
  }
}
