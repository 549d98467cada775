import Diagnostics
import RuleEngine
import Syntax
import Vocabulary

/// Facts and rules in as few words as tests can do with.

func fact(
  _ subject: Subject, _ name: String, in path: String = "a.yaml", at start: Int = 0,
  _ attributes: [Attribute: Value?] = [:], related: [Relation: Fact] = [:]
) -> Fact {
  let document = DocumentID(path)
  var sourced: [Attribute: Sourced] = [:]
  // Each attribute has a byte of its own, after the fact's, in the order of the vocabulary.
  for (offset, attribute) in Attribute.allCases.enumerated() {
    guard let value = attributes[attribute] else { continue }
    sourced[attribute] = Sourced(
      value, at: SourceRange(document, TextRange(start + offset + 1, start + offset + 2)))
  }
  return Fact(
    FactID(subject, document, [name]), at: SourceRange(document, TextRange(start, start + 1)),
    attributes: sourced, related: related.mapValues(\.id))
}

/// The violations of `rule` in a deployment of `facts`.
func violations(of rule: Rule, in facts: [Fact]) -> [Violation] {
  RuleMatcher.check(DeploymentGraph(facts), rules: [rule])
}

func rule(on subject: Subject, _ cases: Rule.Case..., id: String = "test/rule") -> Rule {
  Rule(id: id, summary: "A test", subject: subject, cases: cases, why: "Because", sources: ["Here"])
}

/// The rule in `text`, or the errors it has, as users read them.
func decode(_ text: String, id: String = "test/rule") -> Result<Rule, RuleFileErrors> {
  Result { () throws(RuleFileErrors) in
    try RuleDecoder.rule(id: id, file: "r.yaml", source: SourceText(text))
  }
}

/// A rule file on `subject` with `lines` added or, for keys it has already, put in its place.
func ruleFile(on subject: String = "model-use", _ lines: String) -> String {
  let base = [
    ("summary", "Something is off"), ("severity", "error"), ("on", subject), ("when", "always"),
    ("message", "\"{name} is off\""), ("why", "Because"), ("sources", "[\"Here\"]"),
  ]
  let replaced = lines.split(separator: "\n").map { line in String(line.prefix { $0 != ":" }) }
  return lines + "\n"
    + base.filter { !replaced.contains($0.0) }.map { "\($0.0): \($0.1)\n" }.joined()
}

extension Rule.Case {
  /// A case with one text, one place and fixes without conditions.
  init(
    when: Predicate, severity: Graded<Severity>, message: Template, at: AttributeReference? = nil,
    because: [AttributeReference] = [], once: AttributeReference? = nil, fix: [FixStep] = []
  ) {
    self.init(
      when: when, severity: severity, message: Choice(message), at: at.map { Choice($0) } ?? Choice(),
      because: because, once: once, fix: Choice(fix.map { .init($0) }))
  }
}

extension Graded<Severity> {
  static var info: Self { Graded(otherwise: .info) }
  static var warning: Self { Graded(otherwise: .warning) }
  static var error: Self { Graded(otherwise: .error) }
}

extension Graded<Safety> {
  static var safe: Self { Graded(otherwise: .safe) }
  static var unsafe: Self { Graded(otherwise: .unsafe) }
}
