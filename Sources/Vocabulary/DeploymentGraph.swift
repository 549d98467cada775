/// The facts of a deployment, tied together: who uses what on which server and machine.
public struct DeploymentGraph: Sendable {
  /// Sorted by identity.
  public let facts: [Fact]
  private let index: [FactID: Int]

  /// Facts with the same identity are one; the first stays.
  public init(_ facts: [Fact]) {
    var unique: [Fact] = []
    unique.reserveCapacity(facts.count)
    for fact in facts.sorted(by: { $0.id < $1.id }) where fact.id != unique.last?.id { unique.append(fact) }
    self.init(sorted: unique)
  }

  /// - Parameter facts: sorted by identity, each one once.
  public init(sorted facts: [Fact]) {
    self.facts = facts
    index = Dictionary(uniqueKeysWithValues: zip(facts.lazy.map(\.id), facts.indices))
  }

  private init(_ facts: [Fact], _ index: [FactID: Int]) {
    self.facts = facts
    self.index = index
  }

  public subscript(id: FactID) -> Fact? { index[id].map { facts[$0] } }

  /// The fact that `fact` is tied to by `relation`, if any.
  public func fact(_ relation: Relation, of fact: Fact) -> Fact? {
    fact.related[relation].flatMap { self[$0] }
  }

  /// The facts of some files, sorted by identity.
  public func facts(of paths: some Sequence<String>) -> [Fact] {
    var found: [Fact] = []
    for path in paths.sorted(by: { $0.precedes(exactly: $1) }) {
      // Sorted by documents first, the facts of a file lie together.
      var (start, end) = (facts.startIndex, facts.endIndex)
      while start < end {
        let middle = (start + end) / 2
        if facts[middle].id.document.path.precedes(exactly: path) { start = middle + 1 } else { end = middle }
      }
      found += facts[start...].prefix { $0.id.document.path.isExactly(path) }
    }
    return found
  }

  /// The graph with other facts in place of some, both sorted by identity.
  public func replacing(_ old: [Fact], with new: [Fact]) -> DeploymentGraph {
    if old.isEmpty, new.isEmpty { return self }
    var facts = facts
    if old.count == new.count, zip(old, new).allSatisfy({ $0.id == $1.id }) {
      for fact in new { if let place = index[fact.id] { facts[place] = fact } }
      return DeploymentGraph(facts, index)
    }
    let gone = Set(old.map(\.id))
    var merged: [Fact] = []
    merged.reserveCapacity(facts.count + new.count - old.count)
    var next = new[...]
    for fact in facts where !gone.contains(fact.id) {
      while let first = next.first, first.id < fact.id { merged.append(next.removeFirst()) }
      merged.append(fact)
    }
    return DeploymentGraph(sorted: merged + next)
  }
}
