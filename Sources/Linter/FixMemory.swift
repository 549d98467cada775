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
      // What is typed at makes islands anew; those that were there before come back when the text does.
      if $0.count > 4096 { $0 = [:] }
      $0[Key(way: way, paths: paths)] = Entry(readings: readings, start: start, result: result)
    }
  }
}
