import BuiltInRules
import Foundation
import RuleEngine
import Testing
import Vocabulary

/// Kinds, formats and sentences are texts, which no compiler checks: a rule that asks for one that no reader writes never fires.
@Suite struct WordsOfRulesTests {
  private static let texts: [Attribute] = [.kind, .format, .consequence, .commandProblem, .gpuProblem, .healthProblem]

  @Test func everyTextThatARuleAsksForIsWrittenInSomeFixture() throws {
    let written = try Self.written()
    for rule in BuiltInRules.all {
      for asked in Self.predicates(of: rule).flatMap(Self.tests) where Self.texts.contains(asked.attribute) {
        let isWritten = written[asked.attribute, default: []].contains { text in asked.patterns.contains { Self.matches(text, $0) } }
        #expect(isWritten, "\(rule.id) asks for \(asked.attribute.name) \(asked.patterns), which no facts.txt has")
      }
    }
  }

  /// The values of the attributes in all kept facts.
  private static func written() throws -> [Attribute: Set<String>] {
    var values: [Attribute: Set<String>] = [:]
    let files = FileManager.default.enumerator(at: Fixture.package.appendingPathComponent("Fixtures"), includingPropertiesForKeys: nil)
    for case let file as URL in files! where file.lastPathComponent == "facts.txt" {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where line.hasPrefix("  ") {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let attribute = texts.first(where: { $0.name == parts[0].dropFirst(2) }),
          let start = parts[1].firstIndex(of: "\""), let end = parts[1].lastIndex(of: "\""), start < end
        else { continue }
        values[attribute, default: []].insert(String(parts[1][parts[1].index(after: start)..<end]))
      }
    }
    return values
  }

  private static func predicates(of rule: Rule) -> [RuleEngine.Predicate] {
    var all: [RuleEngine.Predicate] = []
    for one in rule.cases {
      all.append(one.when)
      all += one.severity.steps.map(\.when)
      all += one.safety.steps.map(\.when)
      all += one.fix.options.map(\.when)
      for texts in [one.message, one.effect, one.advice, one.fixTitle] { all += texts.options.map(\.when) }
    }
    return all
  }

  private static func tests(_ predicate: RuleEngine.Predicate) -> [(attribute: Attribute, patterns: [String])] {
    switch predicate {
    case .all(let parts), .any(let parts): return parts.flatMap(tests)
    case .not(let part): return tests(part)
    case .test(let reference, .is(.literal(let value))): return value.text.map { [(reference.attribute, [$0])] } ?? []
    case .test(let reference, .in(let values)): return values.compactMap(\.text).map { (reference.attribute, [$0]) }
    case .test(let reference, .matches(let patterns)): return patterns.map { (reference.attribute, [$0]) }
    default: return []
    }
  }

  private static func matches(_ text: String, _ pattern: String) -> Bool {
    let pieces = pattern.components(separatedBy: "*")
    guard pieces.count > 1 else { return text == pattern }
    var rest = text[...]
    for (index, piece) in pieces.enumerated() where !piece.isEmpty {
      guard let range = rest.range(of: piece), index > 0 || range.lowerBound == rest.startIndex else { return false }
      rest = rest[range.upperBound...]
    }
    return pieces.last == "" || rest.isEmpty
  }
}
