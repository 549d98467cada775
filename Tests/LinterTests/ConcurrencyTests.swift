import Diagnostics
import Foundation
import Linter
import Reporting
import Testing

/// Threads share what they read; what is found is the same however many there are. Run under ThreadSanitizer, these
/// tests are what it looks at (`make sanitize`).
@Suite final class ConcurrencyTests {
  /// Enough files that work is shared out to threads at all, all in one repository, so that files rest on others.
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "threads-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent(".git"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Fixture.package.appendingPathComponent("Fixtures/memory"),
      to: folder.appendingPathComponent("memory"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static func report(_ folder: URL, threads: Int) throws -> String {
    var options = Options()
    options.paths = [folder.path]
    options.workingDirectory = folder.resolvingSymlinksInPath().path
    options.severity = .info
    options.threads = threads
    return JSONReport.render(try LintRun(options).run(fixing: .none).report)
  }

  @Test func theNumberOfThreadsChangesNothing() throws {
    let alone = try Self.report(folder, threads: 1)
    #expect(alone.contains("memory/"))
    for threads in [2, 8] { #expect(try Self.report(folder, threads: threads) == alone) }
  }

  @Test func lintersThatRunAtOnceDoNotMeet() async throws {
    let folder = folder
    let reports = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<4 { group.addTask { try Self.report(folder, threads: 8) } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(reports.count == 1)
  }
}
