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
  /// Whether a merge key merges something now that is not a mapping, so that other readers refuse the document.
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
    } else if a.scalar?.type == .null, b.entries?.isEmpty == false {
      // A key that had no value yet has one: all below it is new.
      for (key, member) in new.members(of: b).sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        note(
          path + [.key(String(decoding: key, as: UTF8.self))], isShared: isShared || member.isMerged,
          isNew: true)
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
