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

  /// - Parameter files: those of one deployment.
  func run(_ analysis: Analysis, _ files: [Discovery.Found]) -> Fixer.Result {
    // By itself: what deployments beside it could have made of it does not count.
    let whole = files.count == analysis.files.count ? analysis : session.analyse(analysis, files)
    let candidates = session.reported(whole).filter { isFixable($0) && !$0.changes.isEmpty }
    if let result = islands(of: whole, files, candidates) { return result }
    return fix(whole) { _ in true }
  }

  func fix(_ analysis: Analysis, _ isOwn: @escaping (Violation) -> Bool) -> Fixer.Result {
    let passedOver = Mutex(false)
    var result = Fixer(
      analyse: { session.analyse($0, with: $1) },
      candidates: { analysis in
        session.reported(analysis).filter { violation in
          guard isOwn(violation) else { return false }
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
    let islands = Islands(whole, of: files).all
    guard islands.count > 1 else { return nil }
    let numbers = Dictionary(
      islands.enumerated().flatMap { number, paths in paths.map { ($0, number) } }
    ) { first, _ in first }
    let wanted = Set(candidates.compactMap { numbers[$0.at.document.path] }).sorted()
    let before = Dictionary(grouping: whole.graph.facts) { numbers[$0.id.document.path] }
    let found = Dictionary(grouping: whole.violations) { numbers[$0.fact.document.path] }
    let byPath = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    var all = Fixer.Result(analysis: whole)
    /// What each island comes to that was fixed by itself.
    var fixed: [Int: Analysis] = [:]
    let own = wanted.map { number in
      Island(
        files: islands[number].compactMap { byPath[$0] }, facts: before[number] ?? [],
        violations: found[number] ?? [])
    }
    let alone = onOneThread
    let results = Parallel.map(own.count, least: 4, threads: session.threads) { number in
      alone.result(of: own[number], in: whole)
    }
    for (number, result) in zip(wanted, results) {
      guard let result else { continue }
      fixed[number] = result.analysis
      all.add(result)
    }
    // Of islands that are not themselves without the rest, the rest is looked at as well.
    var rest = whole
    if wanted.count > fixed.count {
      let result = fix(whole) { numbers[$0.at.document.path].map { fixed[$0] == nil } ?? true }
      rest = result.analysis
      all.add(result)
    }
    if all.texts.isEmpty { return all }
    all.analysis = session.analyse(whole, with: all.texts, parts: Array(fixed.values))
    let isKept = { (path: String) in numbers[path].map { fixed[$0] == nil } ?? true }
    let facts =
      rest.graph.facts.filter { isKept($0.id.document.path) } + fixed.values.flatMap(\.graph.facts)
    let violations =
      rest.violations.filter { isKept($0.fact.document.path) } + fixed.values.flatMap(\.violations)
    let isSame =
      facts.sorted { $0.id < $1.id } == all.analysis.graph.facts
      && violations.count == all.analysis.violations.count && Set(violations) == Set(all.analysis.violations)
    return isSame ? all : nil
  }
}
