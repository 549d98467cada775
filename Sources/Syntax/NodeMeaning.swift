/// What a document means, in numbers that are equal where the meaning is: an alias is what it stands for, a merge key
/// what it brings in, and quotes, order of keys and comments are nothing.
struct NodeMeaning {
  let document: NodeDocument
  /// By where a mapping or sequence is written; each is worked out once, however many aliases lead to it.
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
      // Strings that differ in their scalars differ, whatever Unicode makes of them.
      for byte in scalar.text.utf8 { hasher.combine(byte) }
    case .sequence(let items):
      if let known = known[node.range] { return known }
      // A node inside itself is taken for this.
      known[node.range] = 0
      hasher.combine(items.count)
      for item in items { hasher.combine(hash(item, depth: depth + 1)) }
    case .mapping:
      if let known = known[node.range] { return known }
      known[node.range] = 0
      var sum = 0
      for (key, entry) in members(of: node) {
        var one = Hasher()
        for byte in key { one.combine(byte) }
        one.combine(hash(entry.value, depth: depth + 1))
        sum &+= one.finalize()
      }
      hasher.combine(sum)
    }
    let value = hasher.finalize()
    switch node.content {
    case .mapping, .sequence: known[node.range] = value
    case .scalar, .alias, .computed: break
    }
    return value
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

/// Where two readings of a document differ in meaning.
public struct MeaningChanges: Sendable {
  public struct Place: Hashable, Sendable {
    /// From the root, through aliases and merge keys.
    public let path: [PathStep]
    /// Whether the way there leads through an alias or a merge key.
    public let isShared: Bool
    /// Whether nothing was there before.
    public let isNew: Bool
  }

  public private(set) var places: [Place] = []
  /// Whether there may be others.
  public private(set) var isCutOff = false
  /// Whether a merge key merges something now that is no mapping, so that other readers refuse the document.
  public let breaksMerge: Bool

  private static let most = 4096

  private var old: NodeMeaning
  private var new: NodeMeaning

  public init(from before: NodeDocument, to after: NodeDocument) {
    old = NodeMeaning(before)
    new = NodeMeaning(after)
    breaksMerge = !before.hasBrokenMerge && after.hasBrokenMerge
    compare(before.root, after.root, [], isShared: false)
    if old.isCutOff || new.isCutOff { isCutOff = true }
  }

  private mutating func note(_ path: [PathStep], isShared: Bool, isNew: Bool = false) {
    guard places.count < Self.most else {
      isCutOff = true
      return
    }
    places.append(Place(path: path, isShared: isShared, isNew: isNew))
  }

  private mutating func compare(_ before: Node?, _ after: Node?, _ path: [PathStep], isShared: Bool) {
    guard places.count < Self.most, path.count < 2 * SyntaxLimits.depth else {
      isCutOff = true
      return
    }
    guard let after else {
      // Each value that went; of a mapping that was emptied with it nothing else did.
      guard let before else { return }
      return lose(before, path, isShared: isShared || isAlias(before))
    }
    guard let before else { return note(path, isShared: isShared || isAlias(after), isNew: true) }
    guard old.hash(before) != new.hash(after) else { return }
    let isShared = isShared || isAlias(after)
    let (a, b) = (old.document.resolve(before), new.document.resolve(after))
    guard a.tag == b.tag else { return note(path, isShared: isShared) }
    if a.entries != nil, b.entries != nil {
      let (was, now) = (old.members(of: a), new.members(of: b))
      for key in Set(was.keys).union(now.keys).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let merged = (now[key] ?? was[key])?.isMerged == true
        compare(
          was[key]?.value, now[key]?.value, path + [.key(String(decoding: key, as: UTF8.self))],
          isShared: isShared || merged)
      }
    } else if let was = a.items, let now = b.items {
      compare(was, now, path, isShared: isShared)
    } else {
      note(path, isShared: isShared)
    }
  }

  private mutating func lose(_ node: Node, _ path: [PathStep], isShared: Bool) {
    let node = old.document.resolve(node)
    guard path.count < SyntaxLimits.depth, !isCutOff else {
      isCutOff = true
      return
    }
    if let items = node.items, !items.isEmpty {
      for (index, item) in items.enumerated() { lose(item, path + [.index(index)], isShared: isShared) }
    } else if node.entries?.isEmpty == false {
      for (key, member) in old.members(of: node) {
        lose(
          member.value, path + [.key(String(decoding: key, as: UTF8.self))],
          isShared: isShared || member.isMerged)
      }
    } else {
      note(path, isShared: isShared)
    }
  }

  private mutating func compare(_ was: [Node], _ now: [Node], _ path: [PathStep], isShared: Bool) {
    guard was.count != now.count else {
      for (index, pair) in zip(was, now).enumerated() {
        compare(pair.0, pair.1, path + [.index(index)], isShared: isShared)
      }
      return
    }
    let (a, b) = (was.map { old.hash($0) }, now.map { new.hash($0) })
    let head = zip(a, b).prefix { $0 == $1 }.count
    let tail = min(zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count, min(a.count, b.count) - head)
    let longer = max(a.count, b.count)
    for index in head..<(longer - tail) {
      note(path + [.index(index)], isShared: isShared, isNew: b.count > a.count)
    }
  }

  private func isAlias(_ node: Node) -> Bool { if case .alias = node.content { true } else { false } }
}

extension NodeDocument {
  /// Whether a merge key merges what is no mapping.
  fileprivate var hasBrokenMerge: Bool {
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
