import Foundation
import RuleEngine
import Vocabulary

/// Values to show a rule's texts with: those of the facts of its own fixtures, else one for the attribute's type.
struct ExampleValues {
  private var values: [Subject: [String: Value]] = [:]
  private let subject: Subject

  init(_ rule: Rule, in fixtures: URL) {
    subject = rule.subject
    let file = fixtures.appendingPathComponent(rule.id).appendingPathComponent("facts.txt")
    var current: Subject?
    for line in ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n") {
      if line.hasPrefix("== quiet") { break }
      if !line.hasPrefix(" ") {
        current = Subject(rawValue: String(line.prefix { $0 != " " }))
      } else if let current, !line.hasPrefix("    "), let colon = line.range(of: ": ") {
        let name = line[..<colon.lowerBound].trimmingCharacters(in: .whitespaces)
        guard values[current]?[name] == nil, let value = Self.value(line[colon.upperBound...]) else {
          continue
        }
        values[current, default: [:]][name] = value
      }
    }
  }

  func value(_ reference: AttributeReference) -> Value {
    let name = reference.attribute.rawValue
    let own = reference.relation.map { Self.subjects[$0] ?? nil } ?? subject
    // An owner may be anything but another key.
    let subjects = own.map { [$0] } ?? Subject.allCases.filter { $0 != .key }
    return subjects.lazy.compactMap { values[$0]?[name] }.first ?? Self.standard(reference.attribute)
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
    case .text: .text("<\(attribute.rawValue)>")
    case .word(let words): .text(words.first ?? attribute.rawValue)
    case .list, .words: .texts(["<\(attribute.rawValue)>"])
    }
  }
}
