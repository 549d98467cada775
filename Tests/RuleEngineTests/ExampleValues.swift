import Foundation
import RuleEngine
import Vocabulary

/// Values to show a rule's texts with: those of the facts of its own fixtures, else one for the attribute's type.
///
/// Each text is shown with the values of the fact that meets its condition best, so that they belong together.
struct ExampleValues {
  private struct Known {
    let section: Int
    let subject: Subject
    var values: [String: Value] = [:]
  }

  private var facts: [Known] = []
  private let subject: Subject

  init(_ rule: Rule, in fixtures: URL) {
    subject = rule.subject
    let file = fixtures.appendingPathComponent(rule.id).appendingPathComponent("facts.txt")
    var section = 0
    for line in ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n") {
      if line.hasPrefix("== quiet") { break }
      if line.hasPrefix("== ") {
        section += 1
      } else if !line.hasPrefix(" ") {
        guard let subject = Subject(rawValue: String(line.prefix { $0 != " " })) else { continue }
        facts.append(Known(section: section, subject: subject))
      } else if !line.hasPrefix("    "), let colon = line.range(of: ": "), !facts.isEmpty {
        let name = line[..<colon.lowerBound].trimmingCharacters(in: .whitespaces)
        guard let value = Self.value(line[colon.upperBound...]) else { continue }
        facts[facts.count - 1].values[name] = value
      }
    }
  }

  /// The text with the values of the fact that meets the conditions best.
  func text(_ template: Template, when conditions: [RuleEngine.Predicate]) -> String {
    let references = template.references
    func score(_ fact: Known) -> Int {
      let held = conditions.reduce(0) { sum, condition in
        sum + (holds(condition, of: fact).map { $0 ? 8 : -8 } ?? 0)
      }
      return held + references.count { known($0, of: fact) != nil }
    }
    var best: (fact: Known, score: Int)?
    for fact in facts where fact.subject == subject {
      let score = score(fact)
      if best.map({ $0.score < score }) ?? true { best = (fact, score) }
    }
    return template.text { reference in
      best.flatMap { known(reference, of: $0.fact) } ?? any(reference) ?? Self.standard(reference.attribute)
    } ?? ""
  }

  /// Of the fact itself, or of a related one in the same fixture.
  private func known(_ reference: AttributeReference, of fact: Known) -> Value? {
    let name = reference.attribute.name
    guard let relation = reference.relation else { return fact.values[name] }
    return first(name, relation) { $0.section == fact.section }
  }

  private func any(_ reference: AttributeReference) -> Value? {
    let name = reference.attribute.name
    guard let relation = reference.relation else {
      return facts.lazy.filter { $0.subject == subject }.compactMap { $0.values[name] }.first
    }
    return first(name, relation) { _ in true }
  }

  private func first(_ name: String, _ relation: Relation, _ isMeant: (Known) -> Bool) -> Value? {
    // An owner may be anything but another key.
    let subjects = (Self.subjects[relation] ?? nil).map { [$0] } ?? Subject.allCases.filter { $0 != .key }
    for subject in subjects {
      if let value = facts.first(where: { $0.subject == subject && isMeant($0) && $0.values[name] != nil })?
        .values[name]
      {
        return value
      }
    }
    return nil
  }

  /// Whether the fact meets the condition, as far as the dump of it tells.
  private func holds(_ condition: RuleEngine.Predicate, of fact: Known) -> Bool? {
    switch condition {
    case .always: return nil
    case .all(let parts):
      let all = parts.map { holds($0, of: fact) }
      return all.contains(false) ? false : all.contains(nil) ? nil : true
    case .any(let parts):
      let all = parts.map { holds($0, of: fact) }
      return all.contains(true) ? true : all.contains(nil) ? nil : false
    case .not(let part): return holds(part, of: fact).map { !$0 }
    case .test(let reference, let test):
      let value = known(reference, of: fact)
      switch test {
      case .missing: return value == nil
      case .present: return value != nil
      case .is(.literal(let expected)): return value == expected
      case .in(let words): return value.map(words.contains) ?? false
      case .below(.literal(.integer(let limit))):
        if case .integer(let number)? = value { return number < limit }
        return nil
      case .above(.literal(.integer(let limit))):
        if case .integer(let number)? = value { return number > limit }
        return nil
      default: return nil
      }
    }
  }

  private static let subjects: [Relation: Subject] = [
    .server: .server, .model: .model, .client: .client, .machine: .machine, .endpoint: .endpoint,
    .use: .modelUse,
  ]

  /// `"text"`, `12`, `true` or `["a", "b"]`, with a place behind it or none.
  private static func value(_ text: Substring) -> Value? {
    if text.hasPrefix("\"") { return quoted(text).first.map(Value.text) }
    if text.hasPrefix("[") { return .texts(quoted(text)) }
    let word = text.prefix { $0 != " " }
    if word == "true" || word == "false" { return .flag(word == "true") }
    return Int(word).map(Value.integer) ?? Double(word).map(Value.number)
  }

  private static func quoted(_ text: Substring) -> [String] {
    var texts: [String] = []
    var open: String?
    var isEscaped = false
    for character in text {
      if isEscaped {
        open?.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        if let text = open { texts.append(text) }
        open = open == nil ? "" : nil
      } else if character == "]", open == nil {
        break
      } else {
        open?.append(character)
      }
    }
    return texts
  }

  private static func standard(_ attribute: Attribute) -> Value {
    switch attribute.declaration.type {
    case .flag: .flag(true)
    case .integer(.tokens): .integer(65536)
    case .integer(.bytes): .integer(8 << 30)
    case .integer(.seconds): .integer(300)
    case .integer(.count): .integer(3)
    case .integer(.port): .integer(11434)
    case .number: .number(2)
    case .text: .text("<\(attribute.name)>")
    case .word(let words): .text(words.first ?? attribute.name)
    case .list, .words: .texts(["<\(attribute.name)>"])
    }
  }
}
