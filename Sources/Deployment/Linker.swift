import Knowledge
import Memory
import Syntax
import Vocabulary

/// Joins the facts of all files into one deployment and works out what follows from them.
///
/// Every step reads what the steps before it established and adds attributes with their reasons; none
/// changes what a file says.
public enum Linker {
  /// - Parameters:
  ///   - facts: as the formats read them, in any order.
  ///   - surroundings: which files belong together, and on which machine they run.
  public static func link(_ facts: [Fact], in surroundings: Surroundings) -> DeploymentGraph {
    var draft = tie(facts, surroundings)
    MemoryLink.resolve(&draft)
    UseLink.resolve(&draft)
    return DeploymentGraph(Array(draft.facts.values))
  }

  /// The models that the deployment's servers hold in memory, each once.
  public static func loads(_ facts: [Fact], in surroundings: Surroundings) -> [MemoryLoad] {
    MemoryLink.loads(tie(facts, surroundings))
  }

  private static func tie(_ facts: [Fact], _ surroundings: Surroundings) -> Draft {
    let first = Draft(facts, surroundings)
    let bindings = MachineLink.bindings(first)
    var draft = bindings.isEmpty ? first : Draft(facts + bindings, surroundings)
    MachineLink.place(&draft)
    MachineLink.checkCards(&draft)
    GPUBackends.check(&draft)
    MachineLink.checkVariables(&draft)
    MachineLink.findUnreached(&draft)
    HostLink.resolve(&draft)
    ModelLink.nameModels(&draft)
    ModelLink.tieUses(&draft)
    DevcontainerLink.place(&draft)
    MountLink.place(&draft)
    EndpointLink.tieEndpoints(&draft)
    ServiceLink.tie(&draft)
    DesktopModels.tie(&draft)
    EndpointLink.checkPorts(&draft)
    EffectiveContext.resolve(&draft)
    Roles.spread(&draft)
    return draft
  }
}

/// What the files themselves do not say about where they are.
public struct Surroundings: Sendable {
  /// Directories that are deployments of their own, relative to the root; the root is the empty string.
  ///
  /// A file belongs to the longest one that holds it, and is only ever tied to files of the same.
  public let scopes: [String]
  private let inner: Set<Substring>
  /// What the catalogue says of the names that were met so far.
  let names: KnownNames
  private let machineAt: @Sendable (String) -> Machine?
  private let weightsOf: @Sendable (Weights) -> ModelFile?

  /// What a model's weights are looked up by.
  public enum Weights: Sendable, Hashable {
    case name(ModelName)
    /// A file, from the root.
    case file(String)
  }

  public init(
    scopes: [String] = [""], models: ModelCatalogue = .standard,
    weights: @escaping @Sendable (Weights) -> ModelFile? = Self.fromCatalogue,
    machine: @escaping @Sendable (_ path: String) -> Machine?
  ) {
    self.scopes = scopes.sorted { $0.utf8.count > $1.utf8.count }
    names = KnownNames(in: models)
    inner = Set(scopes.lazy.filter { !$0.isEmpty }.map { $0[...] })
    self.weightsOf = weights
    self.machineAt = machine
  }

  /// What the catalogue alone knows.
  public static let fromCatalogue: @Sendable (Weights) -> ModelFile? = { weights in
    guard case .name(let name) = weights else { return nil }
    return ModelCatalogue.standard.file(named: name)
  }

  func weights(of name: ModelName) -> ModelFile? { weightsOf(.name(name)) }
  func weights(at path: String) -> ModelFile? { weightsOf(.file(path)) }

  public init(machine: Machine?) { self.init { _ in machine } }

  /// The machine that the file at `path` is about; `nil` if nobody said.
  public func machine(for path: String) -> Machine? { machineAt(path) }

  public func scope(of path: String) -> String {
    // From the file outwards: there may be as many deployments as folders.
    var place = path[...]
    while let slash = place.utf8.lastIndex(of: UInt8(ascii: "/")) {
      place = place[..<slash]
      if inner.contains(place) { return String(place) }
    }
    return ""
  }
}

/// The deployment that each file belongs to, looked up once.
struct Scopes {
  private let known: [String: String]
  private let surroundings: Surroundings

  init(of paths: some Sequence<String>, _ surroundings: Surroundings) {
    var known: [String: String] = [:]
    for path in paths where known[path] == nil { known[path] = surroundings.scope(of: path) }
    self.known = known
    self.surroundings = surroundings
  }

  func scope(of path: String) -> String { known[path] ?? surroundings.scope(of: path) }

  func scope(of document: DocumentID) -> String { scope(of: document.path) }

  func areSame(_ a: DocumentID, _ b: DocumentID) -> Bool { scope(of: a.path) == scope(of: b.path) }
}

/// The facts while they are being tied together.
struct Draft {
  var facts: [FactID: Fact]
  let surroundings: Surroundings
  private let bySubject: [Subject: [FactID]]
  /// The same by deployment, so that looking near a file does not go through all files.
  private let byScope: [String: [Subject: [FactID]]]
  let scopes: Scopes
  private let portsByOwner: [FactID: [FactID]]

  init(_ list: [Fact], _ surroundings: Surroundings) {
    var facts: [FactID: Fact] = [:]
    for fact in list where facts[fact.id] == nil { facts[fact.id] = fact }
    let scopes = Scopes(of: facts.keys.lazy.map(\.document.path), surroundings)
    self.facts = facts
    self.surroundings = surroundings
    self.scopes = scopes
    let sorted = facts.keys.sorted()
    portsByOwner = Dictionary(
      grouping: sorted.filter { $0.subject == .port && facts[$0]?.related[.owner] != nil }
    ) {
      facts[$0]?.related[.owner] ?? $0
    }
    bySubject = Dictionary(grouping: sorted, by: \.subject)
    byScope = Dictionary(grouping: sorted) { scopes.scope(of: $0.document.path) }
      .mapValues { Dictionary(grouping: $0, by: \.subject) }
  }

  /// A fact to add to, which must be there: what is computed of one that is not would be lost silently.
  subscript(id: FactID) -> Fact {
    get { facts[id] ?? Self.missing(id) }
    _modify {
      if let index = facts.index(forKey: id) {
        yield &facts.values[index]
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

  func all(_ subject: Subject) -> [Fact] { (bySubject[subject] ?? []).compactMap { facts[$0] } }
  func ids(_ subject: Subject) -> [FactID] { bySubject[subject] ?? [] }

  /// Facts of `subject` in the same deployment as `document`, in no order that means anything.
  func together(with document: DocumentID, _ subject: Subject) -> [Fact] {
    ids(together: document, subject).compactMap { facts[$0] }
  }

  func ids(together document: DocumentID, _ subject: Subject) -> [FactID] {
    byScope[scopes.scope(of: document.path)]?[subject] ?? []
  }

  /// An index of nothing yet, by the deployments of these files.
  func proximityIndex<Key>(of type: Key.Type = Key.self) -> ProximityIndex<Key> { ProximityIndex(scopes) }

  /// The ports that a server or a client publishes.
  func ports(of owner: FactID) -> [Fact] { (portsByOwner[owner] ?? []).compactMap { facts[$0] } }

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

  /// Steps up and down from the one file's directory to the other's.
  private static func distance(_ a: String, _ b: String) -> Int {
    let from = a.split(separator: "/").dropLast()
    let to = b.split(separator: "/").dropLast()
    let shared = zip(from, to).prefix { $0 == $1 }.count
    return from.count + to.count - 2 * shared
  }
}
