import Vocabulary

/// Facts by identity while a step of the link works on them: those that are worked out, and those of other files, which
/// were worked out before.
struct FactTable: Sendable {
  /// Those that are worked out; all of them where nothing was before.
  private(set) var own: [FactID: Fact]
  /// Where the others are.
  private let graph: DeploymentGraph?
  /// Of these, those that are recomputed.
  private let replaced: Set<FactID>
  /// Facts of other files that the step writes to as well.
  private var borrowed: Set<FactID> = []

  init(_ own: [FactID: Fact], insteadOf replaced: Set<FactID> = [], in graph: DeploymentGraph? = nil) {
    self.own = own
    self.graph = graph
    self.replaced = replaced
  }

  subscript(id: FactID) -> Fact? {
    get { own[id] ?? other(id) }
    set { own[id] = newValue }
  }

  private func other(_ id: FactID) -> Fact? {
    guard let graph, !replaced.contains(id) else { return nil }
    return graph[id]
  }

  func owns(_ id: FactID) -> Bool { own[id] != nil && !borrowed.contains(id) }

  /// Where to write to a fact; `nil` where there is none.
  mutating func index(toWrite id: FactID) -> Dictionary<FactID, Fact>.Index? {
    if let index = own.index(forKey: id) { return index }
    guard let other = other(id) else { return nil }
    own[id] = other
    borrowed.insert(id)
    return own.index(forKey: id)
  }

  subscript(at index: Dictionary<FactID, Fact>.Index) -> Fact {
    get { own.values[index] }
    _modify { yield &own.values[index] }
  }

  /// Gives back what was borrowed; whether that is what it was.
  mutating func giveBack() -> Bool {
    defer { borrowed = [] }
    for id in borrowed where own.removeValue(forKey: id) != other(id) { return false }
    return true
  }
}
