/// One step from a node to one below it.
public enum PathStep: Hashable, Sendable {
  case key(String)
  case index(Int)

  public static func == (a: PathStep, b: PathStep) -> Bool {
    switch (a, b) {
    case (.key(let a), .key(let b)): a.isExactly(b)
    case (.index(let a), .index(let b)): a == b
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .key(let key): hasher.combine(exactly: key)
    case .index(let index): hasher.combine(index)
    }
  }
}

extension PathStep: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .key(value) }
}

/// A document of nodes: one of a YAML stream, or a JSON file.
public struct NodeDocument: Sendable {
  /// A key that occurs twice in a mapping.
  public struct DuplicateKey: Sendable {
    public let key: TextRange
    public let first: TextRange
    public let name: String
  }

  /// What a document is made of: a copy of a document is one reference, as that of a ``Node`` is.
  private final class Storage: Sendable {
    let source: SourceText
    let root: Node?
    let comments: [TextRange]
    let anchors: [String: [Node]]
    let duplicateKeys: [DuplicateKey]
    let index: NodeIndex

    init(
      _ source: SourceText, _ root: Node?, _ comments: [TextRange], _ anchors: [String: [Node]],
      _ duplicateKeys: [DuplicateKey]
    ) {
      self.source = source
      self.root = root
      self.comments = comments
      self.anchors = anchors
      self.duplicateKeys = duplicateKeys
      index = NodeIndex(root)
    }
  }

  private let storage: Storage
  private var merged: MergedEntries?

  public var source: SourceText { storage.source }
  /// `nil` for a document without content.
  public var root: Node? { storage.root }
  /// Each from its `#` or `//` to the end of its line, or to its `*/`.
  public var comments: [TextRange] { storage.comments }
  /// The nodes that have each anchor, in the order in which they begin.
  public var anchors: [String: [Node]] { storage.anchors }
  public var duplicateKeys: [DuplicateKey] { storage.duplicateKeys }

  /// The line in which a key that is there twice is written first.
  public func firstLine(of duplicate: DuplicateKey) -> Int {
    1 + source.bytes[..<duplicate.first.start].count { $0 == 0x0A }
  }

  public init(
    source: SourceText, root: Node?, comments: [TextRange], anchors: [String: [Node]] = [:],
    duplicateKeys: [DuplicateKey] = []
  ) {
    storage = Storage(source, root, comments, anchors, duplicateKeys)
    if storage.index.hasMergeKeys { merged = MergedEntries(self) }
  }

  /// The position of a key in a mapping as it is written, the last one if it occurs twice.
  func position(of key: String, in mapping: Node) -> Int? { storage.index.position(of: key, in: mapping) }

  /// The node that an alias stands for; any other node, and an alias of nothing, is returned as it is.
  public func resolve(_ node: Node) -> Node {
    var current = node
    // An alias of an alias is legal; a loop of them is not followed round.
    for _ in 0..<16 {
      guard let target = target(of: current) else { return current }
      current = target
    }
    return node
  }

  /// What an alias stands for: of several nodes with its anchor, the nearest that begins before it.
  private func target(of node: Node) -> Node? {
    guard case .alias(let name) = node.content, let all = storage.anchors[name] else { return nil }
    let next = all.index(behind: { $0.range.start < node.range.start })
    return next > 0 ? all[next - 1] : nil
  }

  /// Whether any node is written once and used at several places.
  public var hasAliases: Bool { !anchors.isEmpty }

  /// Whether merge keys bring in more than is kept, so that some mappings lack entries.
  public var leavesOutMerged: Bool { merged?.isCutOff ?? false }

  /// The value of `key` in a mapping, merge keys (`<<`) included: the mapping's own keys win, then the
  /// merged mappings in their order.
  public func value(of key: String, in node: Node) -> Node? {
    let node = resolve(node)
    guard let members = node.members else { return nil }
    if let own = position(of: key, in: node) { return members[own].value }
    return merged?.of(node)?.entry(of: key)?.value
  }

  /// The value below `keys` in a mapping, as ``value(of:in:)`` steps into each.
  public func value(at keys: some Sequence<String>, in node: Node) -> Node? {
    keys.reduce(node as Node?) { current, key in current.flatMap { value(of: key, in: $0) }.map(resolve) }
  }

  /// The entry of `key`, where `value(of:in:)` finds its value.
  public func entry(of key: String, in node: Node) -> Node.Entry? {
    let node = resolve(node)
    guard let entries = node.entries else { return nil }
    if let own = position(of: key, in: node) { return entries[own] }
    return merged?.of(node)?.entry(of: key)
  }

  /// The entries of a mapping as its reader sees them: its own in order, of a key that occurs twice the last one, then
  /// merged ones it lacks.
  public func entries(of node: Node) -> [Node.Entry] {
    let node = resolve(node)
    guard let entries = node.entries else { return [] }
    var seen: Set<ExactName> = []
    let isLast = entries.reversed().map {
      !$0.isMerge && seen.insert(ExactName($0.key.scalar?.text ?? "")).inserted
    }
    let own = zip(entries, isLast.reversed()).filter(\.1).map(\.0)
    return own + (merged?.of(node)?.entries ?? [])
  }

  func mergeSources(_ value: Node) -> [Node] {
    let value = resolve(value)
    return value.items ?? [value]
  }

  /// The node at the end of a path, through aliases and merge keys; `nil` where a step leads nowhere.
  public func node(at path: [PathStep]) -> Node? {
    guard var current = root.map(resolve) else { return nil }
    for step in path {
      switch step {
      case .key(let key):
        guard let next = value(of: key, in: current) else { return nil }
        current = resolve(next)
      case .index(let index):
        guard let items = current.items, items.indices.contains(index) else { return nil }
        current = resolve(items[index])
      }
    }
    return current
  }
}

extension Node.Entry {
  /// Whether the entry merges other mappings into its own.
  public var isMerge: Bool { key.scalar?.text == "<<" && key.scalar?.style == .plain }
}
