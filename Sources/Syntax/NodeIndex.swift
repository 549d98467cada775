/// Where the keys of large mappings stand, so that looking up each of many takes no longer than reading them.
struct NodeIndex: Sendable {
  /// Below this, looking at every key is as quick.
  private static let least = 64

  /// The last position of each key, by where its mapping begins; `nil` where two mappings begin at one place, as
  /// dotted keys of TOML make them.
  private var positions: [Int: [ExactName: Int]?] = [:]
  /// Whether any mapping merges others into itself.
  private(set) var hasMergeKeys = false

  init(_ root: Node?) {
    var open = root.map { [$0] } ?? []
    while let node = open.popLast() {
      switch node.content {
      case .sequence(let items): open += items.lazy.filter(Self.isContainer)
      case .mapping(let entries), .computed(let entries):
        open += entries.lazy.map(\.value).filter(Self.isContainer)
        if !hasMergeKeys { hasMergeKeys = entries.contains(where: \.isMerge) }
        guard entries.count >= Self.least else { continue }
        var found: [ExactName: Int] = [:]
        for (position, entry) in entries.enumerated() {
          if let text = entry.key.scalar?.text { found[ExactName(text)] = position }
        }
        let isShared = positions[node.range.start] != nil
        positions[node.range.start] = .some(isShared ? nil : found)
      case .scalar, .alias: break
      }
    }
  }

  private static func isContainer(_ node: Node) -> Bool {
    switch node.content {
    case .sequence, .mapping, .computed: true
    case .scalar, .alias: false
    }
  }

  func position(of key: String, in mapping: Node) -> Int? {
    guard let entries = mapping.members else { return nil }
    guard entries.count >= Self.least, let known = positions[mapping.range.start] ?? nil else {
      return entries.lastIndex { $0.key.scalar?.text.isExactly(key) == true }
    }
    return known[ExactName(key)]
  }
}
