import Foundation
import Testing

@testable import Linter

/// A run with fixes does what the report before it announced.
@Suite struct AnnouncedFixesTests {
  private static let server = """
    services:
      ollama:
        image: ollama/ollama:0.32.15
        restart: always
        gpus: all
        ports: ["11434:11434"]
        volumes: ["o:/root/.ollama"]
    volumes: { o: }

    """
  private static let caller = """
    services:
      lobe:
        image: lobehub/lobe-chat:1.143
        environment: ["OLLAMA_PROXY_URL=http://host.docker.internal:11434"]
        extra_hosts: ["host.docker.internal:host-gateway"]

    """

  private func session(_ path: String) throws -> RootSession {
    var options = Options()
    options.paths = [path]
    options.workingDirectory = path
    options.severity = .info
    let run = LintRun(options)
    return RootSession(
      try #require(try run.roots().first), options: options, policy: run.policy,
      rules: run.rules, workingDirectory: path)
  }

  /// The findings that were fixed though the report had them without a fix.
  private func unannounced(_ session: RootSession) -> Set<FixKey> {
    let before = session.analyse()
    let told = session.reported(before)
    let announced = Set(told.filter { !$0.changes.isEmpty }.map(FixKey.init))
    let unfixable = Set(told.filter { $0.changes.isEmpty }.map(FixKey.init)).subtracting(announced)
    return session.fix(before) { _ in true }.taken.intersection(unfixable)
  }

  @Test(arguments: [true, false])
  func aPortThatAContainerElsewhereCallsStaysOpen(_ isRepository: Bool) throws {
    let scratch = try Scratch()
    if isRepository { try scratch.write(".git/HEAD", "") }
    try scratch.write("ollama/compose.yml", Self.server)
    try scratch.write("lobe-chat/compose.yml", Self.caller)
    _ = LintRun.write(try scratch.lint(fixing: .all))
    #expect(scratch.read("ollama/compose.yml") == Self.server)
  }

  @Test(arguments: 0..<24, [true, false])
  func whatIsToldWithoutAFixIsNotFixed(_ seed: UInt64, _ isRepository: Bool) throws {
    let repository = try RandomRepository(seed: seed, cases: 3)
    try repository.scratch.write("server/compose.yml", Self.server)
    try repository.scratch.write("caller/compose.yml", Self.caller)
    if !isRepository {
      try FileManager.default.removeItem(at: repository.scratch.url.appendingPathComponent(".git"))
    }
    #expect(unannounced(try session(repository.scratch.path)).isEmpty, "seed \(seed)")
  }
}
