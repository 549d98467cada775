/// The facts of a deployment, tied together: who uses what on which server and machine.
public struct DeploymentGraph: Sendable {
  /// Sorted by identity.
  public let facts: [Fact]
  private let index: [FactID: Int]

  /// Facts with the same identity are one; the first stays.
  public init(_ facts: [Fact]) {
    var index: [FactID: Int] = [:]
    var unique: [Fact] = []
    for fact in facts.sorted(by: { $0.id < $1.id }) where index[fact.id] == nil {
      index[fact.id] = unique.count
      unique.append(fact)
    }
    self.facts = unique
    self.index = index
  }

  public subscript(id: FactID) -> Fact? { index[id].map { facts[$0] } }

  /// The fact that `fact` is tied to by `relation`, if any.
  public func fact(_ relation: Relation, of fact: Fact) -> Fact? {
    fact.related[relation].flatMap { self[$0] }
  }
}
