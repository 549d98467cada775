import BuiltInRules
import Diagnostics
import Foundation
import Knowledge
import RuleEngine
import Syntax
import Testing
import Vocabulary

@testable import Linter

/// A safe fix takes nothing away that works today: held over every fixture, without a machine and with some.
@Suite struct HarmlessTests {
  /// What a machine is evidence for: hardware of its own vendor, and memory that it is known to have.
  enum Hardware: String, CaseIterable, CustomStringConvertible {
    case nobody, nvidia, amd

    var description: String { rawValue }

    var machine: Machine? {
      switch self {
      case .nobody: nil
      case .nvidia: Self.machine("RTX 3090")
      case .amd: Self.machine("RX 7900 XTX")
      }
    }

    private static func machine(_ gpu: String) -> Machine? {
      try? MachineDescription.machine(gpu: gpu, vram: nil, ram: 32 << 30, os: nil, source: .flag)
    }
  }

  @Test(arguments: FixtureTests.rules)
  func takesNothingAwayWithoutEvidence(_ id: String) throws {
    for name in try Fixture.cases(id, "fires") {
      var held: Set<[SafeFix]> = []
      var read: Analysis?
      let fixture = try Fixture(id, "fires", name)
      for hardware in Hardware.allCases {
        let run = try fixture.session(machine: hardware.machine)
        // What the files say is the same on any machine.
        let before = read.map { run.analyse($0, $0.files) } ?? run.analyse()
        read = before
        // What is fixed without a machine in the same way is held already.
        let safe = run.reported(before).filter { $0.safety == .safe && !$0.changes.isEmpty }
        guard held.insert(safe.map(SafeFix.init)).inserted, !safe.isEmpty else { continue }
        try holdHarmless(run, before, hardware, "\(id)/\(name) with \(hardware)")
      }
    }
  }

  /// What decides what a safe fix does.
  private struct SafeFix: Hashable {
    let rule: String
    let fact: FactID
    let changes: [Change]
    let evidence: Set<Hazard>

    init(_ violation: Violation) {
      rule = violation.rule
      fact = violation.fact
      changes = violation.changes
      evidence = violation.evidence
    }
  }

  private func holdHarmless(_ run: RootSession, _ before: Analysis, _ hardware: Hardware, _ place: String) throws {
    let result = run.fix(before) { $0.safety == .safe }
    var evidence: Set<Hazard> = []
    for key in result.taken {
      let rule = try #require(BuiltInRules.all.first { $0.id == key.rule })
      evidence.formUnion(rule.cases.flatMap(\.evidence.keys))
    }
    // What was not read before is what its author asked for; only what was read counts.
    let repairs = result.taken.filter { $0.fact.subject == .key }
    let found =
      repairs.isEmpty ? ObservedHazards.between(before.graph, result.analysis.graph, changes: []) : []
    #expect(found.isSubset(of: evidence), "\(place): \(found.subtracting(evidence))")
    if hardware == .nobody { #expect(!found.contains(.hardware), "\(place)") }
    #expect(found.isDisjoint(with: [.reach, .storage, .restart]), "\(place): \(found)")
    for (path, text) in result.texts {
      guard let text, let old = before.workspace.bytes(at: path) else { continue }
      let lines = Difference(String(decoding: old, as: UTF8.self), String(decoding: text, as: UTF8.self))
      #expect(lines.added(of: Words.restart).isEmpty, "\(place): \(path) is started otherwise")
      #expect(lines.added(of: Words.mount).isEmpty, "\(place): \(path) mounts something new")
      #expect(lines.added(of: Words.loopback).isEmpty, "\(place): \(path) hides a port")
      if hardware == .nobody {
        #expect(lines.added(of: Words.hardware).isEmpty, "\(place): \(path) requests hardware")
      }
    }
  }

  /// Words that a file says a thing with, in any format.
  private enum Words {
    static let restart = ["restart:", "Restart=", "--restart", "restartPolicy"]
    static let mount = ["/root/.ollama", "/app/backend/data", "volumeMounts", "Volume=", "mountPath"]
    static let loopback = [
      "127.0.0.1:11434:", "127.0.0.1:3000:", "127.0.0.1:8080:", "host_ip", "OLLAMA_HOST=127",
    ]
    static let hardware = [
      "driver: nvidia", "gpus", "nvidia.com/gpu", "/dev/kfd", "/dev/nvidia", "AddDevice", "capabilities:",
    ]
  }

  /// The lines that two texts do not share.
  private struct Difference {
    private let new: [Substring]
    private let old: [Substring]

    init(_ before: String, _ after: String) {
      let lines = before.split(separator: "\n")
      let now = after.split(separator: "\n")
      let changes = now.difference(from: lines)
      new = changes.insertions.map { if case .insert(_, let line, _) = $0 { line } else { "" } }
      old = changes.removals.map { if case .remove(_, let line, _) = $0 { line } else { "" } }
    }

    /// New lines with one of the words, unless a line that went had it too.
    func added(of words: [String]) -> [Substring] {
      words.flatMap { word in
        old.contains { $0.contains(word) } ? [] : new.filter { $0.contains(word) }
      }
    }
  }

  @Test(arguments: FixtureTests.rules) func announcesWhatIsTaken(_ id: String) throws {
    for name in try Fixture.cases(id, "fires") {
      let fixture = try Fixture(id, "fires", name)
      let options = try fixture.options()
      let offered = try LintRun(options).run(fixing: .none).report.diagnostics.filter { $0.fix != nil }
      let safe = offered.filter { $0.fix?.safety == .safe }
      // Where all of them are safe, both ways are one.
      for (fixing, announced) in [(LintRun.Fixing.safe, safe), (.all, offered)]
      where fixing == .safe || announced.count > safe.count {
        let outcome = try LintRun(options).run(fixing: fixing)
        func name(_ finding: Diagnostic) -> String { finding.rule + finding.location.path + finding.message }
        let left = Set(outcome.report.diagnostics.map(name))
        let untaken = announced.filter { left.contains(name($0)) }
        #expect(untaken.isEmpty, "\(id)/\(name), \(fixing): \(untaken.map(\.rule))")
        #expect(announced.isEmpty == (outcome.report.fixed == 0), "\(id)/\(name), \(fixing)")
      }
    }
  }

  /// Every attribute that can take something away, on every subject that has it.
  private static let hazardous = Attribute.allCases.filter { $0.hazard != nil }

  @Test(arguments: hazardous) func refusesARuleThatCallsItSafe(_ attribute: Attribute) throws {
    let hazard = try #require(attribute.hazard)
    for subject in attribute.declaration.subjects {
      for fix in [
        "{ remove: \(attribute.name) }", "{ set: \(attribute.name), to: \(attribute.name) }",
      ] {
        let bare = rule(on: subject, fix: fix, "safety: safe")
        #expect(throws: RuleFileErrors.self, "\(subject.rawValue) \(fix)") { try decode(bare) }
        let hidden = rule(on: subject, fix: fix, "safety: { safe: { name: present }, unsafe: always }")
        if Attribute.name.declaration.subjects.contains(subject) {
          #expect(throws: RuleFileErrors.self) { try decode(hidden) }
        }
        #expect(throws: Never.self) { try decode(rule(on: subject, fix: fix, "safety: unsafe")) }
        #expect(throws: Never.self) { try decode(rule(on: subject, fix: fix, "advice: Look.")) }
        let stated = "safety: safe\nevidence: { \(hazard.rawValue): It is known. }"
        #expect(throws: Never.self) { try decode(rule(on: subject, fix: fix, stated)) }
      }
    }
  }

  @Test(arguments: Subject.allCases) func refusesARuleThatRemovesWhatWasWritten(_ subject: Subject) throws {
    let text = rule(on: subject, fix: "{ remove: \(subject.rawValue) }", "safety: safe")
    #expect(throws: RuleFileErrors.self) { try decode(text) }
  }

  private func rule(on subject: Subject, fix: String, _ rest: String) -> String {
    """
    summary: A test
    severity: info
    on: \(subject.rawValue)
    when: always
    message: A test
    fix: [ \(fix) ]
    \(rest)
    why: Because.
    sources: [Here]

    """
  }

  private func decode(_ text: String) throws -> Rule {
    try RuleDecoder.rule(id: "test/rule", file: "r.yaml", source: SourceText(text))
  }
}

extension Fixture {
  /// The work on this copy, as `--fix` does it.
  func session(machine: Machine?) throws -> RootSession {
    var options = try options()
    options.configuration = ProjectConfiguration()
    options.machine = machine
    let root = try #require(try LintRun(options).roots().first)
    return RootSession(
      root, options: options, policy: Policy(options), rules: RuleSet(own: []) { _ in true },
      workingDirectory: root.path)
  }
}
