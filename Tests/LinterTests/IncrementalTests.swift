import Diagnostics
import Foundation
import Testing

@testable import Linter

/// What is not done again must come to the same: in an editor's session, for a file that is given alone, and in islands.
@Suite struct IncrementalTests {
  @Test(arguments: 1...6) func anEditedSessionSaysWhatAFreshOneSays(_ seed: UInt64) throws {
    // Of many cases, most stay as they are when one is edited.
    var repository = try RandomRepository(seed: seed, cases: seed > 4 ? 16 : 5)
    var open: [String: [UInt8]] = [:]
    for file in repository.files {
      open[repository.scratch.path + "/" + file] = Array(
        FileManager.default.contents(atPath: repository.scratch.path + "/" + file) ?? Data())
    }
    var options = repository.options()
    options.open = open
    var session = try LintingSession(options)
    for step in 0..<4 {
      let paths = open.keys.sorted()
      let path = paths[Int.random(in: paths.indices, using: &repository.chance)]
      open[path] = repository.edited(open[path] ?? [])
      options.open = open
      let fresh = try LintRun(options).run(fixing: .none).report.diagnostics
      let kept = session.diagnostics(open)
      #expect(kept == fresh, "seed \(seed), edit \(step) of \(path)")
    }
  }

  @Test(arguments: 5...7) func aFileAloneIsToldWhatItIsToldAmongAll(_ seed: UInt64) throws {
    let repository = try RandomRepository(seed: seed)
    let all = try LintRun(repository.options()).run(fixing: .none).report.diagnostics
    for file in repository.files {
      let alone = try LintRun(repository.options([file])).run(fixing: .none).report.diagnostics
      let among = all.filter { $0.location.path == file }
      #expect(alone.map(\.message) == among.map(\.message), "seed \(seed), \(file)")
      #expect(alone.map(\.location) == among.map(\.location), "seed \(seed), \(file)")
    }
  }

  @Test(arguments: 8...11) func islandsComeToWhatTheWholeComesTo(_ seed: UInt64) throws {
    let repository = try RandomRepository(seed: seed)
    let linter = LintRun(repository.options())
    for root in try linter.roots() {
      let session = RootSession(
        root, options: repository.options(), policy: linter.policy, rules: linter.rules,
        workingDirectory: repository.scratch.path)
      let analysis = session.analyse()
      let fixing = IslandFixer(session: session, budget: FixBudget(), isFixable: { _ in true }, memory: nil)
      let whole = fixing.fix(analysis) { _ in true }
      let islands = fixing.run(
        analysis, analysis.files, saying: analysis.violations,
        fixing: session.reported(analysis).filter { !$0.changes.isEmpty })
      #expect(islands.texts == whole.texts, "seed \(seed)")
      #expect(islands.taken == whole.taken, "seed \(seed)")
      #expect(islands.analysis.violations == whole.analysis.violations, "seed \(seed)")
    }
  }

  /// A folder of a collection is announced the fixes that it is announced by itself, be it untouched by them or not.
  @Test func aFolderOfACollectionIsFixedAsByItself() throws {
    let scratch = try Scratch()
    let opencode = """
      { "provider": { "ollama": { "npm": "@ai-sdk/openai-compatible",
        "options": { "baseURL": "http://localhost:11434/v1" },
        "models": { "qwen3.5:9b": { "limit": { "context": 32768, "output": 8192 } } } } } }
      """
    let folders = ["a": opencode, "b": opencode.replacingOccurrences(of: "/v1", with: ""), "c": opencode]
    for (folder, text) in folders { try scratch.write(folder + "/opencode.json", text) }
    try scratch.write("c/Modelfile", "FROM qwen3.5:9b\nPARAMETER num_ctxx 32768\n")
    let all = try scratch.lint().report.diagnostics
    #expect(!all.isEmpty)
    #expect(all.contains { $0.fix != nil })
    for folder in folders.keys.sorted() {
      let alone = try scratch.lint([folder]).report.diagnostics
      let among = all.filter { $0.location.path.hasPrefix(folder + "/") }
      #expect(alone.map(\.message) == among.map(\.message), "\(folder)")
      #expect(alone.map(\.fix) == among.map(\.fix), "\(folder)")
    }
  }
}
