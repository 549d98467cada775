import RuleEngine
import Synchronization
import Vocabulary

/// What came of islands when they were fixed before, for as long as they read the same.
final class FixMemory: Sendable {
  private struct Entry: Sendable {
    let readings: [FileReading]
    /// The island by itself, before any fix.
    let start: Analysis
    let result: Fixer.Result
  }

  /// An island as one way of fixing sees it.
  private struct Key: Hashable {
    let way: FixVerdicts.Way
    let paths: [String]
  }

  /// All of a deployment's islands with what was fixed in them, as it was last; by the way of fixing.
  private struct Whole: Sendable {
    /// Before the fixes.
    let workspace: DiskWorkspace
    let paths: Set<String>
    /// That were changed by fixes.
    let texts: [String: [UInt8]?]
    let analysis: Analysis
  }

  /// What the findings were reported as.
  let diagnostics = DiagnosticMemory()

  private let wholes = Mutex<[String: [FixVerdicts.Way: Whole]]>([:])
  private let entries = Mutex<[Key: Entry]>([:])
  private let stale = Mutex<@Sendable () -> Bool>({ false })

  /// Whether nobody waits for the work any more; what it came to by then is not kept.
  var isStale: @Sendable () -> Bool {
    get { stale.withLock { $0 } }
    set { stale.withLock { $0 = newValue } }
  }

  /// What came of an island by this way, or by another that met nothing which this one would have fixed as well.
  func result(
    _ way: FixVerdicts.Way, of paths: [String], in whole: Analysis, saying facts: [Fact],
    _ violations: [Violation]
  ) -> Fixer.Result? {
    let entry = entries.withLock { entries -> Entry? in
      if let own = entries[Key(way: way, paths: paths)] { return own }
      let safe = entries[Key(way: .safe, paths: paths)]
      return safe.flatMap { $0.result.passedOver ? nil : $0 }
    }
    return entry.flatMap { holds($0, of: paths, in: whole, saying: facts, violations) ? $0.result : nil }
  }

  /// An island by itself, before any fix, where another way of fixing began with it.
  func start(of paths: [String], in whole: Analysis, saying facts: [Fact], _ violations: [Violation])
    -> Analysis?
  {
    let entry = entries.withLock { $0[Key(way: .safe, paths: paths)] }
    return entry.flatMap { holds($0, of: paths, in: whole, saying: facts, violations) ? $0.start : nil }
  }

  /// The deployment's last analysis with its fixes. Updating it is cheaper than starting over.
  func last(_ way: FixVerdicts.Way, of whole: Analysis) -> Analysis? {
    let last = wholes.withLock { $0[whole.root]?[way] }
    return last.flatMap { $0.paths == Set(whole.files.map(\.path)) ? $0.analysis : nil }
  }

  /// What it came to with these texts, by whichever way of fixing.
  func whole(with texts: [String: [UInt8]?], of whole: Analysis) -> Analysis? {
    wholes.withLock { $0[whole.root] }?.values.first {
      $0.workspace === whole.workspace && $0.texts == texts && $0.paths.count == whole.files.count
    }?.analysis
  }

  func keep(
    all analysis: Analysis, with texts: [String: [UInt8]?], _ way: FixVerdicts.Way, of whole: Analysis
  ) {
    guard !isStale() else { return }
    let last = Whole(
      workspace: whole.workspace, paths: Set(whole.files.map(\.path)), texts: texts, analysis: analysis)
    wholes.withLock { $0[whole.root, default: [:]][way] = last }
  }

  private func holds(
    _ entry: Entry, of paths: [String], in whole: Analysis, saying facts: [Fact], _ violations: [Violation]
  ) -> Bool {
    zip(paths, entry.readings).allSatisfy { whole.readings[$0] === $1 } && entry.start.graph.facts == facts
      && entry.start.violations == violations
  }

  func keep(
    _ result: Fixer.Result, _ way: FixVerdicts.Way, from start: Analysis, of paths: [String],
    in whole: Analysis
  ) {
    let readings = paths.compactMap { whole.readings[$0] }
    guard readings.count == paths.count, !isStale() else { return }
    entries.withLock {
      // Typing creates new islands; the old ones come back when the text does.
      if $0.count > 4096 { $0 = [:] }
      $0[Key(way: way, paths: paths)] = Entry(readings: readings, start: start, result: result)
    }
  }
}
