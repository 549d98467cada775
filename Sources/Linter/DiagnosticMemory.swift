import Diagnostics
import RuleEngine
import Synchronization
import Syntax

/// What the violations in files that are tied together were reported as, for as long as all that it rests on is the same.
final class DiagnosticMemory: Sendable {
  /// Violations as they are to be reported.
  struct Request: Sendable, Equatable {
    let violations: [Violation]
    let severities: [Severity]
    /// What their fixes are announced with; `nil` where none is.
    let safeties: [Safety?]
  }

  private struct Entry: Sendable {
    let readings: [FileReading]
    let request: Request
    /// What the fixes were planned by.
    let dependencies: Dependencies
    let diagnostics: [Diagnostic]
    /// What the plans took.
    let spent: Int
  }

  /// Files of a root that are tied together.
  private struct Place: Hashable {
    let root: String
    let paths: [String]
  }

  private struct State: Sendable {
    var secrets = Secrets()
    var entries: [Place: Entry] = [:]
  }

  private let state = Mutex(State())

  /// What was reported before of files of an analysis, and what it took to plan the fixes; `nil` where it may be another now.
  func diagnostics(_ request: Request, in paths: [String], of analysis: Analysis, hiding secrets: Secrets)
    -> (diagnostics: [Diagnostic], spent: Int)?
  {
    let place = Place(root: analysis.root, paths: paths)
    let entry = state.withLock { $0.secrets == secrets ? $0.entries[place] : nil }
    guard let entry, zip(paths, entry.readings).allSatisfy({ analysis.readings[$0] === $1 }),
      entry.request == request
    else { return nil }
    return (entry.diagnostics, entry.spent)
  }

  /// - Parameter dependencies: what the fixes were planned by.
  func keep(
    _ diagnostics: [Diagnostic], for request: Request, in paths: [String], of analysis: Analysis,
    hiding secrets: Secrets, _ dependencies: Dependencies, spent: Int
  ) {
    let readings = paths.compactMap { analysis.readings[$0] }
    let own = Set(paths)
    let isWithin = request.violations.allSatisfy { violation in
      own.contains(violation.at.document.path)
        && violation.notes.allSatisfy { $0.at.map { own.contains($0.document.path) } ?? true }
        && violation.changes.allSatisfy { own.contains($0.fact.document.path) }
    }
    guard readings.count == paths.count, isWithin else { return }
    let entry = Entry(
      readings: readings, request: request, dependencies: dependencies, diagnostics: diagnostics, spent: spent)
    state.withLock {
      if $0.secrets != secrets || $0.entries.count > 4096 { $0 = State(secrets: secrets) }
      $0.entries[Place(root: analysis.root, paths: paths)] = entry
    }
  }

  /// Leaves out what was planned by something that is another now.
  func forget(in root: String, _ isTouched: (Dependencies) -> Bool) {
    let entries = state.withLock { $0.entries.filter { $0.key.root == root } }
    let stale = entries.filter { isTouched($0.value.dependencies) }.keys
    state.withLock { state in for place in stale { state.entries[place] = nil } }
  }
}
