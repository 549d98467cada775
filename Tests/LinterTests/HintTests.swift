import Foundation
import LanguageServer
import Linter
import Testing

/// Inlay hints and code lenses.
@Suite struct HintTests {
  private static func hints(_ path: String) throws -> [FileHint] {
    var options = Options()
    options.paths = [Fixture.package.appendingPathComponent("Fixtures/demo/homelab").path]
    options.workingDirectory = options.paths[0]
    let file = options.paths[0] + "/.ollama-lint.yaml"
    options.configuration = try ConfigurationReader(
      path: file, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    ) { _ in nil }.read()
    return try LintRun(options).hints().filter { $0.location.path == path }
  }

  @Test func aUseShowsItsContextItsMemoryAndItsServer() throws {
    let hints = try Self.hints("opencode.json")
    let lines = hints.map { "\($0.location.start.line) \($0.kind.rawValue): \($0.text)" }
    #expect(lines.contains("10 context: 4,096 tokens"), "\(lines)")
    #expect(lines.contains("10 server: server ollama (compose.yaml)"), "\(lines)")
    #expect(lines.contains { $0.hasPrefix("10 memory: ") && $0.contains(" of 8.0 GiB, ") }, "\(lines)")
  }

  @Test func hintsAreTheSameInAnyOrderOfWork() throws {
    #expect(try Self.hints("opencode.json") == Self.hints("opencode.json"))
  }
}
