/// The layout that a document uses, by its uppermost nodes.
struct YAMLStyle {
  /// More nodes would not change the answer, and every fix of a long document asks again.
  private static let mostNodes = 400

  private(set) var step = 2
  private(set) var indentsSequences = true

  init(_ document: NodeDocument) {
    guard let root = document.root else { return }
    var steps: [Int: Int] = [:]
    var indented = 0
    var flush = 0
    var queue = [root]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      let room = max(0, Self.mostNodes - queue.count)
      for entry in (node.entries ?? []).prefix(room) {
        queue.append(entry.value)
        guard !node.isFlow, !entry.value.isFlow, entry.value.scalar == nil else { continue }
        let source = document.source
        let keyColumn = entry.key.range.start - source.lineStart(of: entry.key.range.start)
        let valueColumn = entry.value.range.start - source.lineStart(of: entry.value.range.start)
        if entry.value.items != nil {
          if valueColumn > keyColumn { indented += 1 } else { flush += 1 }
        } else if entry.value.entries != nil, valueColumn > keyColumn {
          steps[valueColumn - keyColumn, default: 0] += 1
        }
      }
      queue += (node.items ?? []).prefix(room)
    }
    step = steps.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }?.key ?? 2
    indentsSequences = flush <= indented
  }
}
