import RuleEngine
import Synchronization
import Vocabulary

/// What came of islands when they were fixed before, for as long as they read the same.
final class FixMemory: Sendable {
  private struct Entry: Sendable {
    let readings: [FileReading]
    let start: (facts: [Fact], violations: [Violation])
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

  func result(
    _ way: FixVerdicts.Way, of paths: [String], in whole: Analysis, saying facts: [Fact],
    _ violations: [Violation]
  ) -> Fixer.Result? {
    guard let entry = entries.withLock({ $0[Key(way: way, paths: paths)] }),
      zip(paths, entry.readings).allSatisfy({ whole.readings[$0] === $1 }), entry.start.facts == facts,
      entry.start.violations == violations
    else { return nil }
    return entry.result
  }

  func keep(
    _ result: Fixer.Result, _ way: FixVerdicts.Way, of paths: [String], in whole: Analysis,
    saying facts: [Fact],
    _ violations: [Violation]
  ) {
    let readings = paths.compactMap { whole.readings[$0] }
    guard readings.count == paths.count, !isStale() else { return }
    entries.withLock {
      // What is typed at makes islands anew; those that were there before come back when the text does.
      if $0.count > 4096 { $0 = [:] }
      $0[Key(way: way, paths: paths)] = Entry(readings: readings, start: (facts, violations), result: result)
    }
  }
}
