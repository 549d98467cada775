import BuiltInRules
import Diagnostics
import Foundation
import Linter
import Reporting
import RuleEngine
import Syntax
import Testing

/// Every rule proves itself on the small repositories under `Fixtures/CATEGORY/NAME`.
///
/// `fires/CASE` brings the findings in its `expected.txt`; `quiet/CASE` is a near miss that must bring none;
/// `fixed/CASE` is `fires/CASE` after its fixes. `UPDATE_FIXTURES=1 swift test --filter FixtureTests` writes
/// `expected.txt` and `fixed` anew; read the difference before it is committed.
@Suite struct FixtureTests {
  static let rules = BuiltInRules.all.map(\.id).sorted()

  @Test(arguments: rules) func firesAsExpected(_ rule: String) throws {
    for name in try Fixture.cases(rule, "fires") {
      let fixture = try Fixture(rule, "fires", name)
      let outcome = try fixture.lint()
      let text = TextReport(style: .plain).render(outcome.report.only(rule))
      #expect(outcome.report.diagnostics.contains { $0.rule == rule }, "\(rule) does not fire on \(name)")
      try fixture.compare(text)
    }
  }

  @Test(arguments: rules) func isQuietOnANearMiss(_ rule: String) throws {
    for name in try Fixture.cases(rule, "quiet") {
      let found = try Fixture(rule, "quiet", name).lint().report.diagnostics.filter { $0.rule == rule }
      #expect(found.isEmpty, "\(rule) fires on \(name): \(found.map(\.message))")
    }
  }

  @Test(arguments: BuiltInRules.all.filter { $0.safety != nil }.map(\.id).sorted())
  func fixesToTheLetterAndOnlyOnce(_ rule: String) throws {
    let safety = try #require(BuiltInRules.all.first { $0.id == rule }?.safety)
    for name in try Fixture.cases(rule, "fires") {
      let fixture = try Fixture(rule, "fires", name)
      let outcome = try fixture.lint(only: rule, fixing: safety == .safe ? .safe : .all)
      guard !outcome.changes.isEmpty else { continue }
      #expect(Linter.write(outcome).isEmpty)
      try fixture.compareFixed()
      let again = try fixture.lint(only: rule, fixing: safety == .safe ? .safe : .all)
      #expect(again.changes.isEmpty, "fixing \(name) twice changes it again")
    }
  }

  @Test(arguments: BuiltInRules.all.map(\.id).sorted()) func hasItsFixtures(_ rule: String) throws {
    #expect(try !Fixture.cases(rule, "fires").isEmpty, "Fixtures/\(rule)/fires is missing")
    #expect(try !Fixture.cases(rule, "quiet").isEmpty, "Fixtures/\(rule)/quiet is missing")
    if BuiltInRules.all.first(where: { $0.id == rule })?.safety != nil {
      #expect(try !Fixture.cases(rule, "fixed").isEmpty, "Fixtures/\(rule)/fixed is missing")
    }
  }
}

/// One case, copied to a place of its own so that fixes and links touch nothing else.
final class Fixture {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil

  private let rule: String
  private let name: String
  private let original: URL
  let copy: URL

  static func folder(_ rule: String, _ kind: String) -> URL {
    package.appendingPathComponent("Fixtures/\(rule)/\(kind)")
  }

  static func cases(_ rule: String, _ kind: String) throws -> [String] {
    let folder = folder(rule, kind)
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  init(_ rule: String, _ kind: String, _ name: String) throws {
    self.rule = rule
    self.name = name
    original = Self.folder(rule, kind).appendingPathComponent(name)
    copy = FileManager.default.temporaryDirectory.appendingPathComponent("fixture-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: original, to: copy)
    // A repository of its own: everything in it is one deployment.
    try FileManager.default.createDirectory(
      at: copy.appendingPathComponent(".git"), withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: copy.appendingPathComponent("expected.txt"))
  }

  deinit { try? FileManager.default.removeItem(at: copy) }

  func lint(only rule: String? = nil, fixing: Linter.Fixing = .none) throws -> Linter.Outcome {
    var options = Options()
    options.paths = [copy.path]
    options.workingDirectory = copy.resolvingSymlinksInPath().path
    options.severity = .info
    let file = copy.appendingPathComponent(".ollama-lint.yaml")
    if let data = FileManager.default.contents(atPath: file.path) {
      options.configuration = try ConfigurationReader(path: file.path, bytes: Array(data)) { _ in nil }.read()
    }
    if let rule { options.select = [rule] }
    return try Linter(options).run(fixing: fixing)
  }

  func compare(_ text: String) throws {
    let file = original.appendingPathComponent("expected.txt")
    if Self.isUpdating {
      try Data(text.utf8).write(to: file)
      return
    }
    let expected = FileManager.default.contents(atPath: file.path).map { String(decoding: $0, as: UTF8.self) }
    #expect(text == expected, "\(rule)/\(name) reads otherwise than expected.txt")
  }

  func compareFixed() throws {
    let fixed = Self.folder(rule, "fixed").appendingPathComponent(name)
    if Self.isUpdating {
      try? FileManager.default.removeItem(at: fixed)
      try FileManager.default.createDirectory(
        at: fixed.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: copy, to: fixed)
      try FileManager.default.removeItem(at: fixed.appendingPathComponent(".git"))
      return
    }
    let files = FileManager.default.enumerator(atPath: copy.path)?.compactMap { $0 as? String } ?? []
    for path in files.sorted() where !path.hasPrefix(".git/") && path != ".git" {
      let got = FileManager.default.contents(atPath: copy.appendingPathComponent(path).path)
      let wanted = FileManager.default.contents(atPath: fixed.appendingPathComponent(path).path)
      #expect(got == wanted, "\(rule)/\(name): \(path) is fixed otherwise than under fixed/")
    }
  }
}

extension Report {
  fileprivate func only(_ rule: String) -> Report {
    Report(
      toolVersion: toolVersion, machine: machine, files: files,
      diagnostics: diagnostics.filter { $0.rule == rule }, fixed: 0)
  }
}
