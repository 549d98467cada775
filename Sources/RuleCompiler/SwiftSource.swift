import RuleEngine
import SwiftLiteral
import Vocabulary

/// A file that extends `BuiltInRules` with the rules.
///
/// Each rule is a function of its own with every type spelt out, so that the compiler never has to
/// search for one: the time to compile grows with the rules and no faster.
func swiftSource(of rules: [Rule], examples: FixtureExamples) -> String {
  var source = """
    // Written by RuleCompiler from the files under Rules/.

    import Vocabulary
    import Diagnostics
    import RuleEngine

    extension BuiltInRules {
      /// All rules, by id.
      public static let all: [Rule] = [

    """
  for index in rules.indices { source += "    rule\(index)(),\n" }
  source += "  ]\n\n"
  // A run makes only the rules about what it found, and makes them once: there are many, and most files show little.
  var made = ""
  source += "  /// The rules about one subject, by id.\n"
  source += "  public static func about(_ subject: Subject) -> [Rule] {\n    switch subject {\n"
  let bySubject = Dictionary(grouping: rules.indices) { rules[$0].subject }
  for subject in bySubject.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
    let calls = (bySubject[subject] ?? []).map { "rule\($0)()" }.joined(separator: ", ")
    source += "    case .\(subject): \(subject)Rules\n"
    made += "  private static let \(subject)Rules: [Rule] = [\(calls)]\n"
  }
  if bySubject.count < Subject.allCases.count { source += "    default: []\n" }
  source += "    }\n  }\n\n" + made
  for (index, rule) in rules.enumerated() {
    source += """

        private static func rule\(index)() -> Rule {
          Rule(
            id: \(swiftLiteral(rule.id)),
            summary: \(swiftLiteral(rule.summary)),
            subject: Subject.\(rule.subject),
            cases: \(list(rule.cases, of: "Rule.Case", expression)),
            why: \(swiftLiteral(rule.why)),
            sources: \(list(rule.sources, of: "String", swiftLiteral)),
            formerly: \(list(rule.formerly, of: "Rule.FormerName", expression)))
        }

      """
  }
  source += """

      /// The examples of a rule; `nil` for one that has none.
      public static func examples(of id: String) -> RuleExamples? {
        switch id {

    """
  for rule in rules {
    guard let found = examples.examples(of: rule.id) else { continue }
    source += """
          case \(swiftLiteral(rule.id)):
            RuleExamples(
              bad: .init(path: \(swiftLiteral(found.bad.path)), text: \(swiftLiteral(found.bad.text))),
              good: .init(path: \(swiftLiteral(found.good.path)), text: \(swiftLiteral(found.good.text))))

      """
  }
  return source + "    default: nil\n    }\n  }\n}\n"
}

private func expression(_ name: Rule.FormerName) -> String {
  "Rule.FormerName(format: \(swiftLiteral(name.format)), id: \(swiftLiteral(name.id)))"
}

private func expression(_ match: Rule.Case) -> String {
  """
  Rule.Case(
          when: \(expression(match.when)),
          severity: \(graded(match.severity, of: "Severity")),
          message: \(choice(match.message, of: "Template", expression)),
          effect: \(choice(match.effect, of: "Template", expression)),
          advice: \(choice(match.advice, of: "Template", expression)),
          at: \(choice(match.at, of: "AttributeReference", expression)),
          because: \(list(match.because, of: "AttributeReference", expression)),
          once: \(optional(match.once, expression)),
          fix: \(choice(match.fix, of: "FixStep", expression)),
          safety: \(graded(match.safety, of: "Safety")),
          evidence: \(evidence(match.evidence)),
          fixTitle: \(choice(match.fixTitle, of: "Template", expression)))
  """
}

private func graded<Grade>(_ graded: Graded<Grade>, of type: String) -> String {
  let steps = list(graded.steps, of: "Graded<\(type)>.Step") {
    "Graded<\(type)>.Step(\(type).\($0.grade), when: \(expression($0.when)))"
  }
  return "Graded<\(type)>(\(steps), otherwise: \(type).\(graded.otherwise))"
}

private func choice<Value>(
  _ choice: Choice<Value>, of type: String, _ expression: (Value) -> String
) -> String {
  let options = list(choice.options, of: "Choice<\(type)>.Option") { option in
    "Choice<\(type)>.Option(\(expression(option.value)), when: \(condition(option.when)))"
  }
  return "Choice<\(type)>(\(options))"
}

private func condition(_ predicate: Predicate) -> String { expression(predicate) }

private func evidence(_ evidence: [Hazard: String]) -> String {
  let pairs = evidence.sorted { $0.key.rawValue < $1.key.rawValue }
    .map { "Hazard.\($0.key): \(swiftLiteral($0.value))" }
  return pairs.isEmpty ? "[:]" : "[" + pairs.joined(separator: ", ") + "] as [Hazard: String]"
}

private func expression(_ predicate: Predicate) -> String {
  switch predicate {
  case .all(let parts): "Predicate.all(\(list(parts, of: "Predicate", expression)))"
  case .any(let parts): "Predicate.any(\(list(parts, of: "Predicate", expression)))"
  case .not(let part): "Predicate.not(\(expression(part)))"
  case .test(let reference, let test): "Predicate.test(\(expression(reference)), \(expression(test)))"
  case .always: "Predicate.always"
  }
}

private func expression(_ test: Predicate.Test) -> String {
  let test =
    switch test {
    case .is(let operand): "is(\(expression(operand)))"
    case .in(let values): "in(\(list(values, of: "Value", expression)))"
    case .has(let value): "has(\(expression(value)))"
    case .below(let operand): "below(\(expression(operand)))"
    case .above(let operand): "above(\(expression(operand)))"
    case .missing: "missing"
    case .present: "present"
    case .unknown: "unknown"
    case .matches(let patterns): "matches(\(list(patterns, of: "String", swiftLiteral)))"
    }
  return "Predicate.Test." + test
}

private func expression(_ operand: Predicate.Operand) -> String {
  switch operand {
  case .literal(let value): "Predicate.Operand.literal(\(expression(value)))"
  case .attribute(let reference): "Predicate.Operand.attribute(\(expression(reference)))"
  }
}

private func expression(_ reference: AttributeReference) -> String {
  let relation = reference.relation.map { "Relation.\($0)" } ?? "nil"
  return "AttributeReference(\(relation), Attribute.\(reference.attribute))"
}

private func expression(_ template: Template) -> String {
  let parts = list(template.parts, of: "Template.Part") { part in
    switch part {
    case .text(let text): "Template.Part.text(\(swiftLiteral(text)))"
    case .attribute(let reference): "Template.Part.attribute(\(expression(reference)))"
    case .typed(let reference): "Template.Part.typed(\(expression(reference)))"
    }
  }
  return "Template(\(parts))"
}

private func expression(_ step: FixStep) -> String {
  switch step {
  case .set(let reference, let operand):
    "FixStep.set(\(expression(reference)), to: \(expression(operand)))"
  case .remove(let reference): "FixStep.remove(\(expression(reference)))"
  case .removeFact(let relation):
    "FixStep.removeFact(\(relation.map { "Relation.\($0)" } ?? "nil"))"
  }
}

private func expression(_ value: Value) -> String {
  switch value {
  case .flag(let flag): "Value.flag(\(flag))"
  case .integer(let number): "Value.integer(\(number))"
  case .number(let number): "Value.number(\(number))"
  case .text(let text): "Value.text(\(swiftLiteral(text)))"
  case .list(let values): "Value.list(\(list(values, of: "Value", expression)))"
  }
}

private func optional<T>(_ value: T?, _ expression: (T) -> String) -> String {
  value.map(expression) ?? "nil"
}

private func list<T>(_ values: [T], of type: String, _ expression: (T) -> String) -> String {
  values.isEmpty ? "[]" : "[" + values.map(expression).joined(separator: ", ") + "] as [\(type)]"
}
