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
      // Strings that differ in their scalars differ, whatever Unicode makes of them.
      hasher.combine(exactly: scalar.text)
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

  /// The entries of a mapping of which each is a member: there are no merge keys, and no key stands there twice.
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

  /// Whether a list or a mapping became nothing at all, which is not an empty one to who reads it.
  public private(set) var leavesNull = false

  private static let most = 4096

  private var old: NodeMeaning
  private var new: NodeMeaning

  /// Two nodes by where they are written: what differs in them is looked for once, however many aliases point to them.
  private struct Pair: Hashable {
    let old: TextRange
    let new: TextRange
  }

  private struct KeyChange {
    let key: String
    let was: Node?
    let now: Node?
    let isMerged: Bool
  }

  private enum ListChange {
    /// The positions at which lists of one length differ.
    case items([Int])
    /// The positions between what is alike at the beginning and at the end.
    case lines(Range<Int>, isLonger: Bool)
  }

  private var keyChanges: [Pair: [KeyChange]] = [:]
  private var listChanges: [Pair: ListChange] = [:]

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
      for change in keyChanges(a, b) {
        compare(change.was, change.now, path + [.key(change.key)], isShared: isShared || change.isMerged)
      }
    } else if let was = a.items, let now = b.items {
      switch listChange(a, was, b, now) {
      case .items(let positions):
        for index in positions {
          compare(was[index], now[index], path + [.index(index)], isShared: isShared)
        }
      case .lines(let positions, let isLonger):
        for index in positions { note(path + [.index(index)], isShared: isShared, isNew: isLonger) }
      }
    } else {
      if a.items?.isEmpty == false || a.entries?.isEmpty == false, b.scalar?.type == .null {
        leavesNull = true
      }
      note(path, isShared: isShared)
    }
  }

  private mutating func keyChanges(_ a: Node, _ b: Node) -> [KeyChange] {
    let pair = Pair(old: a.range, new: b.range)
    if let known = keyChanges[pair] { return known }
    let (was, now) = (old.members(of: a), new.members(of: b))
    var changes: [KeyChange] = []
    for key in Set(was.keys).union(now.keys).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let (before, after) = (was[key]?.value, now[key]?.value)
      if let before, let after, old.hash(before) == new.hash(after) { continue }
      changes.append(
        KeyChange(
          key: String(decoding: key, as: UTF8.self), was: before, now: after,
          isMerged: (now[key] ?? was[key])?.isMerged == true))
    }
    if old.document.hasAliases { keyChanges[pair] = changes }
    return changes
  }

  private mutating func listChange(_ a: Node, _ was: [Node], _ b: Node, _ now: [Node]) -> ListChange {
    let pair = Pair(old: a.range, new: b.range)
    if let known = listChanges[pair] { return known }
    let (before, after) = (was.map { old.hash($0) }, now.map { new.hash($0) })
    let change: ListChange
    if was.count == now.count {
      change = .items(before.indices.filter { before[$0] != after[$0] })
    } else {
      let head = zip(before, after).prefix { $0 == $1 }.count
      let tail = min(
        zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count,
        min(before.count, after.count) - head)
      change = .lines(
        head..<(max(before.count, after.count) - tail), isLonger: after.count > before.count)
    }
    if old.document.hasAliases { listChanges[pair] = change }
    return change
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

  private func isAlias(_ node: Node) -> Bool { if case .alias = node.content { true } else { false } }
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
