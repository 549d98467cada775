import Syntax
import Vocabulary

/// The facts while they are being tied together.
struct Draft {
  var facts: FactTable
  let surroundings: Surroundings
  let lists: FactLists
  /// Those that are worked out, by subject; `nil` where all are.
  private let own: [Subject: [FactID]]?
  /// What models take of memory: before that step those of other files, after it all.
  var loads: [MemoryLoad] = []
  /// The deployments that are known to be on Linux.
  var linux: Set<String>
  /// In which deployments loads keep others from being looked at.
  var busyScopes: Set<String> = []

  var scopes: Scopes { lists.scopes }

  init(_ list: [Fact], _ surroundings: Surroundings) {
    var facts: [FactID: Fact] = [:]
    for fact in list where facts[fact.id] == nil { facts[fact.id] = fact }
    self.init(facts, surroundings)
  }

  init(_ facts: [FactID: Fact], _ surroundings: Surroundings) {
    self.facts = FactTable(facts)
    self.surroundings = surroundings
    linux = surroundings.linux
    lists = FactLists(facts, surroundings)
    own = nil
  }

  /// - Parameters:
  ///   - own: what is worked out, in place of what was `replaced` in a graph.
  ///   - lists: of all facts, `own` and those of other files.
  init(
    _ own: [FactID: Fact], insteadOf replaced: Set<FactID>, in graph: DeploymentGraph, _ lists: FactLists,
    _ surroundings: Surroundings
  ) {
    facts = FactTable(own, insteadOf: replaced, in: graph)
    self.surroundings = surroundings
    linux = surroundings.linux
    self.lists = lists
    self.own = Dictionary(grouping: own.keys.sorted(), by: \.subject)
  }

  /// A fact to add to, which must be there: what is computed of one that is not would be lost silently.
  subscript(id: FactID) -> Fact {
    get { facts[id] ?? Self.missing(id) }
    _modify {
      if let index = facts.index(toWrite: id) {
        yield &facts[at: index]
      } else {
        var lost = Self.missing(id)
        yield &lost
      }
    }
  }

  private static func missing(_ id: FactID) -> Fact {
    assertionFailure("there is no fact \(id) to add to")
    return Fact(id, at: SourceRange(id.document, TextRange(at: 0)))
  }

  func all(_ subject: Subject) -> [Fact] { ids(subject).compactMap { facts[$0] } }
  func ids(_ subject: Subject) -> [FactID] { lists.ids(subject) }

  /// Those that are worked out; the others are only looked at.
  func ownIDs(_ subject: Subject) -> [FactID] { own.map { $0[subject] ?? [] } ?? ids(subject) }

  /// Facts of `subject` in the same deployment as `document`, in no order that means anything.
  func together(with document: DocumentID, _ subject: Subject) -> [Fact] {
    ids(together: document, subject).compactMap { facts[$0] }
  }

  func ids(together document: DocumentID, _ subject: Subject) -> [FactID] {
    lists.byScope[scopes.scope(of: document.path)]?[subject] ?? []
  }

  /// An index of nothing yet, by the deployments of these files.
  func proximityIndex<Key>(of type: Key.Type = Key.self) -> ProximityIndex<Key> { ProximityIndex(scopes) }

  /// The ports that a server or a client publishes.
  func ports(of owner: FactID) -> [Fact] { (lists.portsByOwner[owner] ?? []).compactMap { facts[$0] } }

  func fact(_ relation: Relation, of id: FactID) -> Fact? {
    facts[id]?.related[relation].flatMap { facts[$0] }
  }

  /// Facts of `subject` in the same deployment as `document`, those in the nearest directories first.
  func near(_ document: DocumentID, _ subject: Subject) -> [Fact] {
    var found: [(distance: Int, fact: Fact)] = []
    for fact in together(with: document, subject) {
      found.append((Self.distance(document.path, fact.id.document.path), fact))
    }
    found.sort { a, b in a.distance != b.distance ? a.distance < b.distance : a.fact.id < b.fact.id }
    return found.map(\.fact)
  }

  /// The one of some facts that lies in the nearest directory.
  func nearest(_ document: DocumentID, among facts: [Fact]) -> Fact? {
    facts.map { (Self.distance(document.path, $0.id.document.path), $0) }
      .min { a, b in a.0 != b.0 ? a.0 < b.0 : a.1.id < b.1.id }?.1
  }

  /// Steps up and down from the one file's directory to the other's.
  private static func distance(_ a: String, _ b: String) -> Int {
    let slash = UInt8(ascii: "/")
    var shared = 0
    for (one, other) in zip(a.utf8, b.utf8) {
      guard one == other else { break }
      if one == slash { shared += 1 }
    }
    func depth(_ path: String) -> Int { path.utf8.reduce(0) { $1 == slash ? $0 + 1 : $0 } }
    return depth(a) + depth(b) - 2 * shared
  }
}
