import Deployment
import Foundation
import Knowledge
import Testing
import Vocabulary

@testable import Linter

/// Facts of some files that are worked out among those of all others must come to what all come to together.
@Suite struct LinkedDeploymentTests {
  /// `CHANGES=10000` tries as many changes for each seed.
  private static let changes = ProcessInfo.processInfo.environment["CHANGES"].flatMap { Int($0) } ?? 30

  /// Of most repositories; in some each file is tied to all others.
  @Test func whatIsReplacedIsWhatIsLinkedAnew() throws {
    let replaced = try (1...6).map(replacedAndHeldAgainstAll)
    #expect(replaced.count { $0 > 0 } >= 3, "\(replaced)")
  }

  /// - Returns: how many changes could be worked out among what was there.
  private func replacedAndHeldAgainstAll(_ seed: UInt64) throws -> Int {
    var repository = try RandomRepository(seed: seed &* 977, cases: 16)
    let linter = LintRun(repository.options())
    let root = try #require(try linter.roots().first)
    let analysis = RootSession(
      root, options: repository.options(), policy: linter.policy, rules: linter.rules,
      workingDirectory: repository.scratch.path
    ).analyse()
    let machine =
      seed % 2 == 0
      ? nil
      : Machine(
        gpus: [Machine.GPU(name: "RTX 3070", vendor: .nvidia, vramBytes: 8 << 30)], ramBytes: 32 << 30,
        operatingSystem: .linux, source: .flag)
    let surroundings = Surroundings(machine: machine)
    let all = analysis.facts
    let paths = all.keys.sorted()
    let bySubject = Dictionary(grouping: all.values.joined().sorted { $0.id < $1.id }, by: \.subject)
    var linked = LinkedDeployment(paths.flatMap { all[$0] ?? [] }, in: surroundings)
    var said = all
    var replaced = 0
    for step in 0..<Self.changes {
      let path = paths[Int.random(in: paths.indices, using: &repository.chance)]
      var next = said
      next[path] = said[path].map { facts in
        facts.compactMap { Self.changed($0, like: bySubject[$0.subject] ?? [], &repository.chance) }
      }
      let touched = FileGroups(paths, linked.graph.facts, analysis.readings).all(with: [path])
      let files = touched.sorted()
      guard
        let new = linked.replacing(
          touched, files.flatMap { said[$0] ?? [] }, with: files.flatMap { next[$0] ?? [] })
      else { continue }
      let fresh = LinkedDeployment(paths.flatMap { next[$0] ?? [] }, in: surroundings)
      guard new.graph.facts == fresh.graph.facts else {
        Issue.record(
          "seed \(seed), step \(step), \(path): \(Self.difference(new.graph.facts, fresh.graph.facts))")
        return 0
      }
      (linked, said) = (new, next)
      replaced += 1
    }
    return replaced
  }

  /// The first fact that differs, and how.
  private static func difference(_ replaced: [Fact], _ fresh: [Fact]) -> String {
    guard let (old, new) = zip(replaced, fresh).first(where: { $0 != $1 }) else { return "count" }
    func named(_ fact: Fact) -> String { "\(fact.subject) \(fact.id.document.path) \(fact.id.address)" }
    guard old.id == new.id else { return "\(named(old)) instead of \(named(new))" }
    let attributes = Set(old.attributes.keys).union(new.attributes.keys).filter {
      old.attributes[$0] != new.attributes[$0]
    }
    return attributes.map(\.rawValue).sorted().map { name in
      let attribute = Attribute(rawValue: name)
      func told(_ fact: Fact) -> String { String(describing: attribute.flatMap { fact.attributes[$0] }) }
      return "\(named(old)) \(name): \(told(old)) instead of \(told(new))"
    }.joined(separator: "\n")
  }

  /// A fact with some values that others of its kind have, or without some.
  private static func changed(_ fact: Fact, like others: [Fact], _ chance: inout Chance) -> Fact? {
    var fact = fact
    guard Int.random(in: 0..<3, using: &chance) == 0, let other = others.randomElement(using: &chance) else {
      return fact
    }
    for attribute in Set(fact.attributes.keys).union(other.attributes.keys).sorted(by: {
      $0.rawValue < $1.rawValue
    })
    where Int.random(in: 0..<4, using: &chance) == 0 {
      fact.attributes[attribute] = other.attributes[attribute].map { Sourced($0.value, at: fact.range) }
    }
    return fact
  }
}
