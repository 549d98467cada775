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
    /// Texts of other files that the fixes were planned by.
    let texts: [String: [UInt8]?]
    let diagnostics: [Diagnostic]
    /// What the plans took.
    let spent: Int
  }

  private struct State: Sendable {
    var secrets = Secrets()
    var entries: [[String]: Entry] = [:]
  }

  private let state = Mutex(State())

  /// What was reported before of files of an analysis, and what it took to plan the fixes; `nil` where it may be another now.
  func diagnostics(_ request: Request, in paths: [String], of analysis: Analysis, hiding secrets: Secrets)
    -> (diagnostics: [Diagnostic], spent: Int)?
  {
    let entry = state.withLock { $0.secrets == secrets ? $0.entries[paths] : nil }
    guard let entry, zip(paths, entry.readings).allSatisfy({ analysis.readings[$0] === $1 }),
      entry.request == request, entry.texts.allSatisfy({ analysis.workspace.bytes(at: $0) == $1 })
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
    let asked = dependencies.allTexts
    guard readings.count == paths.count, isWithin, asked.count <= 64 else { return }
    let texts = asked.subtracting(own).reduce(into: [String: [UInt8]?]()) {
      $0[$1] = .some(analysis.workspace.bytes(at: $1))
    }
    state.withLock {
      if $0.secrets != secrets || $0.entries.count > 4096 { $0 = State(secrets: secrets) }
      $0.entries[paths] = Entry(
        readings: readings, request: request, texts: texts, diagnostics: diagnostics, spent: spent)
    }
  }
}
