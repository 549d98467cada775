import BuiltInRules
import Diagnostics
import Foundation
import Testing

@testable import Linter

/// What is not done again must come to the same: in an editor's session, for a file that is given alone, and in islands.
@Suite struct IncrementalTests {
  /// A repository of some cases of the fixtures, each in a folder, some of them twice.
  private struct Repository {
    let scratch: Scratch
    let files: [String]
    var chance: Chance

    init(seed: UInt64) throws {
      scratch = try Scratch()
      var chance = Chance(state: seed)
      let rules = BuiltInRules.all.map(\.id).sorted()
      try FileManager.default.createDirectory(
        at: scratch.url.appendingPathComponent(".git"), withIntermediateDirectories: true)
      for number in 0..<5 {
        let rule = rules[Int.random(in: rules.indices, using: &chance)]
        let kind = number % 2 == 0 ? "fires" : "quiet"
        guard let name = try Fixture.cases(rule, kind).randomElement(using: &chance) else { continue }
        for copy in 0...Int.random(in: 0...1, using: &chance) {
          let place = scratch.url.appendingPathComponent("case\(number)-\(copy)")
          try FileManager.default.copyItem(
            at: Fixture.folder(rule, kind).appendingPathComponent(name), to: place)
        }
      }
      self.chance = chance
      let enumerator = FileManager.default.enumerator(atPath: scratch.path)
      let folder = scratch.url
      files = (enumerator?.compactMap { $0 as? String } ?? []).filter { path in
        var isDirectory: ObjCBool = false
        let url = folder.appendingPathComponent(path)
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
          && !isDirectory.boolValue
          && !path.hasSuffix("expected.txt")
      }.sorted()
    }

    func options(_ paths: [String] = []) -> Options {
      var options = Options()
      options.paths = paths.isEmpty ? [scratch.path] : paths.map { scratch.path + "/" + $0 }
      options.workingDirectory = scratch.path
      options.severity = .info
      return options
    }

    /// A text with a line taken away, doubled, moved or changed.
    mutating func edited(_ bytes: [UInt8]) -> [UInt8] {
      var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
      let at = Int.random(in: lines.indices, using: &chance)
      switch Int.random(in: 0..<5, using: &chance) {
      case 0 where lines.count > 1: lines.remove(at: at)
      case 1: lines.insert(lines[at], at: at)
      case 2: lines.swapAt(at, Int.random(in: lines.indices, using: &chance))
      case 3: lines[at] = lines[at].map { (0x30...0x39).contains($0) ? 0x30 + ($0 - 0x2F) % 10 : $0 }
      default: lines[at] += Array("x".utf8)
      }
      return Array(lines.joined(separator: [0x0A]))
    }
  }

  @Test(arguments: 1...4) func anEditedSessionSaysWhatAFreshOneSays(_ seed: UInt64) throws {
    var repository = try Repository(seed: seed)
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
    let repository = try Repository(seed: seed)
    let all = try LintRun(repository.options()).run(fixing: .none).report.diagnostics
    for file in repository.files {
      let alone = try LintRun(repository.options([file])).run(fixing: .none).report.diagnostics
      let among = all.filter { $0.location.path == file }
      #expect(alone.map(\.message) == among.map(\.message), "seed \(seed), \(file)")
      #expect(alone.map(\.location) == among.map(\.location), "seed \(seed), \(file)")
    }
  }

  @Test(arguments: 8...11) func islandsComeToWhatTheWholeComesTo(_ seed: UInt64) throws {
    let repository = try Repository(seed: seed)
    let linter = LintRun(repository.options())
    for root in try linter.roots() {
      let session = RootSession(
        root, options: repository.options(), policy: linter.policy, rules: linter.rules,
        workingDirectory: repository.scratch.path)
      let analysis = session.analyse()
      let fixing = IslandFixer(session: session, budget: FixBudget(), isFixable: { _ in true }, memory: nil)
      let whole = fixing.fix(analysis) { _ in true }
      let islands = fixing.run(analysis, analysis.files)
      #expect(islands.texts == whole.texts, "seed \(seed)")
      #expect(islands.taken == whole.taken, "seed \(seed)")
      #expect(islands.analysis.violations == whole.analysis.violations, "seed \(seed)")
    }
  }
}

/// The same numbers for the same seed (Steele, Lea, Flood: SplitMix64).
private struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
