import RuleEngine
import Synchronization
import Vocabulary

/// Fixes the deployments of a root, each island of files by itself where that comes to the same.
///
/// To try a fix, the facts of all files that it may touch are tied together and checked again. A large repository is many
/// islands, and a fix touches one. An island stands for itself if its files alone say what they say among all; and what came
/// of all of them is held against the whole at the end. Where it is not the same, the deployment is fixed as a whole.
struct IslandFixer: Sendable {
  let session: RootSession
  let budget: FixBudget
  let isFixable: @Sendable (Violation) -> Bool
  /// What came of islands before, by this way of fixing.
  let memory: (memory: FixMemory, way: FixVerdicts.Way)?

  /// - Parameters:
  ///   - files: those of one deployment.
  ///   - violations: what of the analysis is about these files, and perhaps about others.
  func run(
    _ analysis: Analysis, _ files: [Discovery.Found], saying violations: [Violation], fixing candidates: [Violation]
  ) -> Fixer.Result {
    if let result = untouched(analysis, files, violations, candidates) { return result }
    guard let whole = alone(analysis, files, violations) else {
      let paths = Set(files.map(\.path))
      return fix(analysis) { paths.contains($0.at.document.path) }
    }
    let candidates = session.reported(whole).filter { isFixable($0) && !$0.changes.isEmpty }
    if let result = islands(of: whole, files, candidates) { return result }
    return fix(whole) { _ in true }
  }

  /// What comes of a deployment where nothing would be fixed: its islands are asked as they are among all files, without the
  /// deployment by itself in between; `nil` where anything would be, or an island is not itself.
  private func untouched(
    _ analysis: Analysis, _ files: [Discovery.Found], _ violations: [Violation], _ candidates: [Violation]
  ) -> Fixer.Result? {
    // What was worked out here is worked out again where it comes to a fix, unless it is kept.
    guard memory != nil, files.count < analysis.files.count else { return nil }
    var all = Fixer.Result(analysis: analysis)
    for island in wanted(Islands(analysis, of: files, saying: violations), in: analysis, files, violations, candidates) {
      guard let result = result(of: island, in: analysis), result.texts.isEmpty else { return nil }
      all.add(result)
    }
    return all
  }

  /// The islands that have something to fix, in order.
  private func wanted(
    _ islands: Islands, in whole: Analysis, _ files: [Discovery.Found], _ violations: [Violation],
    _ candidates: [Violation]
  ) -> [Island] {
    let numbers = islands.numbers
    let found = Dictionary(grouping: violations) { numbers[$0.fact.document.path] }
    let byPath = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    return Set(candidates.compactMap { numbers[$0.at.document.path] }).sorted().map { number in
      Island(
        number: number, files: islands.all[number].compactMap { byPath[$0] },
        facts: whole.graph.facts(of: islands.all[number]), violations: found[number] ?? [])
    }
  }

  /// The deployment without those next to it; `nil` where one of these says something that counts here, as a container that
  /// reaches this server through their common host. Then it is only itself among all of them: without them, fixes would
  /// be made that no report showed.
  private func alone(
    _ analysis: Analysis, _ files: [Discovery.Found], _ violations: [Violation]
  ) -> Analysis? {
    if files.count == analysis.files.count { return analysis }
    let alone = session.analyse(analysis, files)
    let paths = Set(files.map(\.path))
    // Most files have nothing to say.
    let read = paths.filter { analysis.readings[$0]?.documents.isEmpty == false }
    let isItself =
      alone.violations == violations.filter { paths.contains($0.fact.document.path) }
      && alone.graph.facts == analysis.graph.facts(of: read)
    return isItself ? alone : nil
  }

  func fix(_ analysis: Analysis, _ isOwn: @escaping (Violation) -> Bool) -> Fixer.Result {
    let passedOver = Mutex(false)
    // What is reported as another way's stays that way's, also where a fix on the way makes it harmless.
    let held = Set(
      session.reported(analysis).filter { isOwn($0) && !$0.changes.isEmpty && !isFixable($0) }.map(FixKey.init))
    var result = Fixer(
      analyse: { session.analyse($0, with: $1) },
      candidates: { analysis in
        session.reported(analysis).filter { violation in
          guard isOwn(violation) else { return false }
          guard !held.contains(FixKey(violation)) else {
            passedOver.withLock { $0 = true }
            return false
          }
          if isFixable(violation) { return true }
          if !violation.changes.isEmpty { passedOver.withLock { $0 = true } }
          return false
        }
      },
      mayMove: session.mayMove, budget: budget
    ).run(analysis)
    result.passedOver = passedOver.withLock { $0 }
    return result
  }

  /// The same work in a thread of its own.
  private var onOneThread: IslandFixer {
    IslandFixer(session: session.onOneThread, budget: budget, isFixable: isFixable, memory: memory)
  }

  /// An island as it is among the others.
  private struct Island: Sendable {
    let number: Int
    let files: [Discovery.Found]
    let facts: [Fact]
    let violations: [Violation]

    var paths: [String] { files.map(\.path) }
  }

  /// What comes of an island by itself; `nil` for one that is not itself without the rest.
  private func result(of island: Island, in whole: Analysis) -> Fixer.Result? {
    if let memory,
      let known = memory.memory.result(
        memory.way, of: island.paths, in: whole, saying: island.facts, island.violations)
    {
      return known
    }
    let known = memory?.memory.start(of: island.paths, in: whole, saying: island.facts, island.violations)
    let start = known ?? session.analyse(whole, island.files)
    guard start.graph.facts == island.facts, start.violations == island.violations else { return nil }
    let result = fix(start) { _ in true }
    if let memory { memory.memory.keep(result, memory.way, from: start, of: island.paths, in: whole) }
    return result
  }

  /// `nil` where there is but one island, or together they come to something else.
  private func islands(
    of whole: Analysis, _ files: [Discovery.Found], _ candidates: [Violation]
  ) -> Fixer.Result? {
    let islands = Islands(whole, of: files, saying: whole.violations)
    guard islands.all.count > 1 else { return nil }
    let numbers = islands.numbers
    let own = self.wanted(islands, in: whole, files, whole.violations, candidates)
    let wanted = own.map(\.number)
    /// What each island comes to that was fixed by itself.
    var fixed: [Int: Fixer.Result] = [:]
    let alone = onOneThread
    let results = Parallel.map(own.count, least: 4, threads: session.threads) { number in
      alone.result(of: own[number], in: whole)
    }
    for (number, result) in zip(wanted, results) {
      if let result { fixed[number] = result }
    }
    // A fix may tie an island to the rest, as when a client's corrected address is that of a server in another file:
    // it is fixed among the others, then, like islands that are not themselves without the rest.
    for _ in 0..<3 {
      var all = Fixer.Result(analysis: whole)
      for number in wanted { if let result = fixed[number] { all.add(result) } }
      var rest = whole
      if wanted.count > fixed.count {
        let result = fix(whole) { numbers[$0.at.document.path].map { fixed[$0] == nil } ?? true }
        rest = result.analysis
        all.add(result)
      }
      if all.texts.isEmpty { return all }
      if let known = memory?.memory.whole(with: all.texts, of: whole) {
        all.analysis = known
        return all
      }
      let last = memory.flatMap { $0.memory.last($0.way, of: whole) }
      all.analysis = session.analyse(
        last ?? whole,
        with: last.map { whole.workspace.texts(with: all.texts, over: $0.workspace) } ?? all.texts,
        parts: fixed.values.map(\.analysis))
      guard let others = different(all.analysis, rest, numbers, fixed.mapValues(\.analysis)) else { return nil }
      if others.isEmpty {
        if let memory { memory.memory.keep(all: all.analysis, with: all.texts, memory.way, of: whole) }
        return all
      }
      for number in others { fixed[number] = nil }
    }
    return nil
  }

  /// The islands for which all files come to something else together than they came to by themselves; `nil` where that
  /// cannot be said of islands, but of the rest.
  ///
  /// - Parameter numbers: of the islands, by the paths of their files.
  private func different(
    _ all: Analysis, _ rest: Analysis, _ numbers: [String: Int], _ fixed: [Int: Analysis]
  ) -> Set<Int>? {
    func part(_ document: DocumentID) -> Analysis? { numbers[document.path].flatMap { fixed[$0] } }
    // A file of another name is in no island yet.
    let moved = Dictionary(
      fixed.flatMap { number, part in
        part.graph.facts.filter { numbers[$0.id.document.path] == nil }.map { ($0.id, (number, $0)) }
      }
    ) { first, _ in first }
    func number(of id: FactID) -> Int? {
      numbers[id.document.path].flatMap { fixed[$0] == nil ? nil : $0 } ?? moved[id]?.0
    }
    func expected(_ id: FactID) -> Fact? { part(id.document)?.graph[id] ?? moved[id]?.1 ?? rest.graph[id] }
    var others: Set<Int> = []
    var isOfRest = false
    func note(_ id: FactID) { if let number = number(of: id) { others.insert(number) } else { isOfRest = true } }
    for fact in all.graph.facts where expected(fact.id) != fact { note(fact.id) }
    let kept = rest.graph.facts.filter { part($0.id.document) == nil } + fixed.values.flatMap(\.graph.facts)
    for fact in kept where all.graph[fact.id] == nil { note(fact.id) }
    let violations =
      rest.violations.filter { part($0.fact.document) == nil } + fixed.values.flatMap(\.violations)
    for violation in Set(violations).symmetricDifference(all.violations) { note(violation.fact) }
    if violations.count != all.violations.count, others.isEmpty { return nil }
    return isOfRest && others.isEmpty ? nil : others
  }
}
