import BuiltInRules
import Diagnostics
import Foundation
import Linter
import Reporting
import RuleEngine
import Testing

/// Every rule proves itself on the small repositories under `Fixtures/CATEGORY/NAME`.
///
/// - `fires/CASE` brings the output in its `expected.txt`, other rules' findings included.
/// - `quiet/CASE` is a near miss, on which this rule must be silent.
/// - `fixed/CASE` is `fires/CASE` after `--fix`, `fixed-unsafe/CASE` after `--unsafe-fixes` where that does more.
/// - `facts.txt` holds every fact of both, and the findings on near misses.
///
/// `UPDATE_FIXTURES=1 swift test --filter FixtureTests` writes all but the cases themselves anew; read the difference
/// before it is committed.
@Suite struct FixtureTests {
  static let rules = BuiltInRules.all.map(\.id).sorted()

  @Test(arguments: rules) func firesAsExpectedAndNotOnNearMisses(_ rule: String) throws {
    var facts: [String] = []
    for name in try Fixture.cases(rule, "fires") {
      let fixture = try Fixture(rule, "fires", name)
      let (outcome, read) = try fixture.lint()
      facts += read
      let own = outcome.report.diagnostics.filter { $0.rule == rule }
      #expect(!own.isEmpty, "\(rule) does not fire on \(name)")
      try fixture.compareOutput(TextReport(style: .plain).render(outcome.report))
      expectGoldens(rule, name, for: Set(own.compactMap(\.fix?.safety)))
    }
    for name in try Fixture.cases(rule, "quiet") {
      let (outcome, read) = try Fixture(rule, "quiet", name).lint()
      facts += read
      let own = outcome.report.diagnostics.filter { $0.rule == rule }
      #expect(own.isEmpty, "\(rule) fires on \(name): \(own.map(\.message))")
      facts += outcome.report.diagnostics.map {
        "finding \($0.rule) \($0.location.path) \($0.location.start.line):\($0.location.start.column)"
      }
    }
    try Fixture.compare(
      facts.joined(separator: "\n") + "\n", with: Fixture.folder(rule, "facts.txt"))
  }

  /// A fix that is offered has its golden, and a golden its fix.
  private func expectGoldens(_ rule: String, _ name: String, for safeties: Set<Safety>) {
    if Fixture.isUpdating { return }
    #expect(
      Golden.safe.exists(rule, name) == safeties.contains(.safe), "\(rule)/\(name): golden for --fix")
    #expect(
      Golden.unsafe.exists(rule, name) == safeties.contains(.unsafe),
      "\(rule)/\(name): golden for --unsafe-fixes")
  }

  @Test(arguments: rules) func fixesToTheLetterAndOnlyOnce(_ rule: String) throws {
    if Fixture.isUpdating { return try renewGoldens(rule) }
    for golden in Golden.allCases {
      for name in try Fixture.cases(rule, golden.rawValue) {
        let fixture = try Fixture(rule, "fires", name)
        let outcome = try fixture.fix(rule, golden.fixing)
        #expect(!outcome.changes.isEmpty, "\(rule)/\(golden.rawValue)/\(name): nothing is fixed any more")
        #expect(LintRun.write(outcome).isEmpty)
        try fixture.compareFixed(golden)
        let again = try fixture.fix(rule, golden.fixing)
        #expect(again.changes.isEmpty, "\(rule)/\(golden.rawValue)/\(name): fixing twice changes it again")
      }
    }
  }

  private func renewGoldens(_ rule: String) throws {
    for name in try Fixture.cases(rule, "fires") {
      var before: [[UInt8]] = []
      let reported = try Fixture(rule, "fires", name).lint().outcome.report.diagnostics
      let offered = Set(reported.lazy.filter { $0.rule == rule }.compactMap(\.fix?.safety))
      for golden in Golden.allCases {
        let fixture = try Fixture(rule, "fires", name)
        let outcome = try fixture.fix(rule, golden.fixing)
        let texts = outcome.changes.map(\.after)
        if texts.isEmpty || texts == before || !offered.contains(golden.safety) {
          try golden.remove(rule, name)
          continue
        }
        before = texts
        #expect(LintRun.write(outcome).isEmpty)
        try fixture.compareFixed(golden)
      }
    }
  }

  @Test(arguments: rules) func hasItsFixtures(_ rule: String) throws {
    #expect(try !Fixture.cases(rule, "fires").isEmpty, "Fixtures/\(rule)/fires is missing")
    #expect(try !Fixture.cases(rule, "quiet").isEmpty, "Fixtures/\(rule)/quiet is missing")
    if BuiltInRules.all.first(where: { $0.id == rule })?.safety != nil, !Fixture.isUpdating {
      let goldens = try Golden.allCases.flatMap { try Fixture.cases(rule, $0.rawValue) }
      #expect(!goldens.isEmpty, "Fixtures/\(rule)/fixed and fixed-unsafe are missing")
    }
  }

  /// A golden whose case is gone proves nothing.
  @Test(arguments: rules) func keepsNoGoldenWithoutItsCase(_ rule: String) throws {
    let cases = try Set(Fixture.cases(rule, "fires"))
    for golden in Golden.allCases {
      let orphans = try Fixture.cases(rule, golden.rawValue).filter { !cases.contains($0) }
      #expect(orphans.isEmpty, "Fixtures/\(rule)/\(golden.rawValue)")
    }
  }

  /// A folder whose rule is gone is compared by nothing.
  @Test func keepsNoFolderWithoutItsRule() throws {
    let root = Fixture.package.appendingPathComponent("Fixtures")
    let files = FileManager.default
    let folders = try files.contentsOfDirectory(atPath: root.path).filter { $0 != "demo" }.flatMap { category in
      try files.contentsOfDirectory(atPath: root.appendingPathComponent(category).path).map { "\(category)/\($0)" }
    }
    let orphans = Set(folders).subtracting(Self.rules)
    #expect(orphans.isEmpty, "\(orphans.sorted())")
  }
}
