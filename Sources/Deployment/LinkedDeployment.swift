import Vocabulary

/// A deployment that was tied together, and what it takes to tie some of its files anew without all others.
public struct LinkedDeployment: Sendable {
  public let graph: DeploymentGraph
  /// The models that the deployment's servers hold in memory, each once.
  public let loads: [MemoryLoad]
  /// The deployments that are known to be on Linux.
  public let linux: Set<String>
  private let lists: FactLists
  private let busyScopes: Set<String>
  private let surroundings: Surroundings
  /// Profiles that set variables for whatever is started there.
  private let exporting: Set<String>

  /// - Parameter facts: as the formats read them, in any order.
  public init(_ facts: [Fact], in surroundings: Surroundings) {
    let starting = Self.starting(facts)
    var draft = Draft(starting, surroundings)
    for step in Linker.steps { step(&draft) }
    // Loads are the only facts that came to it.
    let linked = draft.lists.all.compactMap { draft.facts.own[$0] }
    let loads = draft.facts.own.values.filter { $0.subject == .load }.sorted { $0.id < $1.id }
    self.init(
      DeploymentGraph(sorted: linked).replacing([], with: loads), draft,
      exporting: Self.exporting(starting.values))
  }

  private init(_ graph: DeploymentGraph, _ draft: Draft, exporting: Set<String>) {
    self.graph = graph
    self.exporting = exporting
    loads = draft.loads
    linux = draft.linux
    lists = draft.lists
    busyScopes = draft.busyScopes
    surroundings = draft.surroundings
  }

  /// What the link begins with: of facts of the same identity the first, and the ports that servers bind by themselves.
  private static func starting(_ facts: [Fact]) -> [FactID: Fact] {
    var starting: [FactID: Fact] = [:]
    starting.reserveCapacity(facts.count)
    for fact in facts where starting[fact.id] == nil { starting[fact.id] = fact }
    for port in MachineLink.bindings(of: starting.values.filter { $0.subject == .server })
    where starting[port.id] == nil {
      starting[port.id] = port
    }
    return starting
  }

  private static func exporting(_ facts: some Sequence<Fact>) -> Set<String> {
    Set(facts.lazy.filter { $0.subject == .key && ShownFacts.isOfProfile($0) }.map(\.id.document.path))
  }

  /// The deployment with other facts of some files, which no fact of another file is tied to.
  ///
  /// The facts of these files are worked out among those of all others, as these came to be. That the others stay as they
  /// are is known where the files show them the same as before: see ``ShownFacts``.
  ///
  /// - Parameters:
  ///   - old: what the files said.
  ///   - new: what they say now.
  /// - Returns: `nil` where more may be another.
  public func replacing(_ paths: Set<String>, _ old: [Fact], with new: [Fact]) -> LinkedDeployment? {
    let (was, now) = (Self.starting(old), Self.starting(new))
    let others = exporting.subtracting(paths)
    let viewers = ShownFacts.Viewers(
      exportVariables: !others.isEmpty, areMachines: !lists.ids(.machine).isEmpty)
    guard Self.exporting(now.values).isEmpty,
      ShownFacts(was.values, to: viewers) == ShownFacts(now.values, to: viewers)
    else { return nil }
    let replaced = graph.facts(of: paths)
    var draft = Draft(
      now, insteadOf: Set(replaced.map(\.id)), in: graph, lists.replacing(Set(was.keys), with: Set(now.keys)),
      surroundings)
    draft.loads = loads.filter { !paths.contains($0.path) }
    for step in Linker.steps {
      step(&draft)
      guard draft.facts.giveBack() else { return nil }
    }
    let linked = draft.facts.own.values.sorted { $0.id < $1.id }
    func settled(_ facts: [Fact]) -> SettledFacts {
      SettledFacts(facts) { surroundings.machine(for: $0) != nil }
    }
    guard draft.busyScopes == busyScopes, settled(replaced) == settled(linked),
      loadsSayTheSame(draft, to: paths),
      linked.allSatisfy({ paths.contains($0.id.document.path) && $0.isTied(onlyWithin: paths) })
    else { return nil }
    return LinkedDeployment(graph.replacing(replaced, with: linked), draft, exporting: others)
  }
}

extension LinkedDeployment {
  /// Whether the models of other files share a server or machine with the same models as before. Servers on one machine
  /// compete for its memory although nothing ties them together.
  private func loadsSayTheSame(_ draft: Draft, to paths: Set<String>) -> Bool {
    func shown(_ loads: [MemoryLoad]) -> [FactID: MemoryLoad.Shown] {
      Dictionary(loads.filter { paths.contains($0.path) }.map { ($0.place, $0.shown) }) { first, _ in first }
    }
    if shown(loads) == shown(draft.loads) { return true }
    let scopes = Set(paths.map { draft.scopes.scope(of: $0) })
    return !loads.contains { !paths.contains($0.path) && scopes.contains(draft.scopes.scope(of: $0.path)) }
  }
}

extension Fact {
  /// Whether all that it is tied to, and all places that its values rest on, are in some files.
  fileprivate func isTied(onlyWithin paths: Set<String>) -> Bool {
    func isWithin(_ document: DocumentID) -> Bool { document == id.document || paths.contains(document.path) }
    return related.values.allSatisfy { isWithin($0.document) }
      && attributes.values.allSatisfy { value in
        value.range.map { isWithin($0.document) } ?? true
          && value.reasons.allSatisfy { $0.at.map { isWithin($0.document) } ?? true }
      }
  }
}
