import Diagnostics
import Syntax
import Vocabulary

extension Safety: CaseIterable {
  public static var allCases: [Safety] { [.safe, .unsafe] }
}

/// What a rule and each of its cases may say; `nil` where nothing is said.
private struct Clauses {
  static let keys = [
    "when", "severity", "message", "effect", "advice", "at", "because", "once", "fix", "fix-title", "safety",
    "evidence",
  ]

  var when: Predicate?
  var severity: Graded<Severity>?
  var message: Choice<Template>?
  var effect: Choice<Template>?
  var advice: Choice<Template>?
  var at: Choice<AttributeReference>?
  var because: [AttributeReference]?
  var once: AttributeReference?
  var fix: Choice<FixStep>?
  var fixTitle: Choice<Template>?
  var safety: Graded<Safety>?
  var evidence: [Hazard: String]?
}

extension RuleReader {
  private static let keys =
    ["summary", "severity", "on"] + Clauses.keys.filter { $0 != "severity" }
    + ["cases", "why", "sources", "formerly"]

  func rule(_ node: Node, id: String) -> Rule? {
    checkIdentity(id, node)
    guard let fields = fields(of: node, of: "a rule", known: Self.keys) else { return nil }
    if let node = required("on", in: fields) { subject = word(node, of: "on") }
    let summary = required("summary", in: fields).flatMap { self.summary($0) }
    let why = required("why", in: fields).flatMap { text($0, of: "why") }
    let sources = required("sources", in: fields).flatMap { self.sources($0) }
    let formerly = self.formerly(fields)
    let cases = self.cases(fields)
    guard let subject, let summary, let why, let sources, problems.isEmpty else { return nil }
    return Rule(
      id: id, summary: summary, subject: subject, cases: cases, why: why, sources: sources, formerly: formerly
    )
  }

  /// `formerly: { Aider: aider/unknown-key }`: what findings about files of a format were called before.
  private func formerly(_ fields: Fields) -> [Rule.FormerName] {
    guard let node = fields["formerly"] else { return [] }
    guard let entries = node.entries else {
      report(node, "`formerly` is a mapping of formats to rule ids")
      return []
    }
    return entries.compactMap { entry in
      guard let format = entry.key.text, let id = entry.value.text else {
        return unreadable(node, "`formerly` is a mapping of formats to rule ids")
      }
      checkIdentity(id, entry.value)
      return Rule.FormerName(format: format, id: id)
    }
  }

  private func checkIdentity(_ id: String, _ node: Node) {
    let parts = id.split(separator: "/", omittingEmptySubsequences: false)
    let isProper = parts.allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy {
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        }
    }
    if parts.count != 2 || !isProper {
      report(
        TextRange(at: node.range.start),
        "a rule must be named `category/name` in lower-case letters, digits and hyphens, not `\(id)`")
    }
  }

  private func required(_ key: String, in fields: Fields) -> Node? {
    if let node = fields[key] { return node }
    return unreadable(fields.range, "`\(key)` is missing")
  }

  private func summary(_ node: Node) -> String? {
    guard let text = text(node, of: "summary") else { return nil }
    checkHeadline(text, node, of: "summary")
    return text
  }

  private func sources(_ node: Node) -> [String]? {
    guard let items = items(node, of: "sources") else { return nil }
    if items.isEmpty { report(node, "`sources` needs at least one entry") }
    return items.compactMap { text($0, of: "sources") }
  }

  private func cases(_ fields: Fields) -> [Rule.Case] {
    let common = clauses(fields)
    guard let node = fields["cases"] else {
      if fields["when"] == nil {
        report(
          fields.range, "`when` is missing; write `when: always` if every \(subjectName) violates the rule")
      }
      return [assembled(Clauses(), common, own: fields, rule: fields)].compactMap { $0 }
    }
    guard let items = items(node, of: "cases") else { return [] }
    if items.isEmpty { report(node, "`cases` needs at least one entry") }
    var cases: [Rule.Case] = []
    for item in items {
      guard let own = self.fields(of: item, of: "a case", known: Clauses.keys) else { continue }
      let clauses = self.clauses(own)
      if let match = assembled(clauses, common, own: own, rule: fields) { cases.append(match) }
    }
    return cases
  }

  private var subjectName: String { subject?.rawValue ?? "fact" }

  private func clauses(_ fields: Fields) -> Clauses {
    var clauses = Clauses()
    clauses.when = subject == nil ? nil : fields["when"].flatMap { predicate($0) }
    clauses.severity = fields["severity"].flatMap { graded($0, of: "severity") }
    clauses.message = fields["message"].flatMap { texts($0, of: "message", areHeadlines: true) }
    clauses.effect = fields["effect"].flatMap { texts($0, of: "effect") }
    clauses.advice = fields["advice"].flatMap { texts($0, of: "advice") }
    clauses.at = fields["at"].flatMap { places($0) }
    clauses.because = fields["because"].flatMap { items($0, of: "because") }?.compactMap { reference($0) }
    clauses.once = fields["once"].flatMap { reference($0) }
    if subject != nil { clauses.fix = fields["fix"].flatMap { fixes($0) } }
    clauses.fixTitle = fields["fix-title"].flatMap { texts($0, of: "fix-title", areHeadlines: true) }
    clauses.safety = fields["safety"].flatMap { graded($0, of: "safety") }
    clauses.evidence = fields["evidence"].flatMap { evidence($0) }
    return clauses
  }

  /// A case of its own clauses and, where it has none, the rule's; both conditions must hold.
  private func assembled(
    _ clauses: Clauses, _ common: Clauses, own: Fields, rule: Fields
  ) -> Rule.Case? {
    for key in ["severity", "message"] where own[key] == nil && rule[key] == nil {
      report(own.range, "`\(key)` is missing")
    }
    guard let severity = clauses.severity ?? common.severity, let message = clauses.message ?? common.message
    else { return nil }
    let fix = clauses.fix ?? common.fix ?? Choice()
    let safety = clauses.safety ?? common.safety ?? Graded(otherwise: .unsafe)
    let evidence = (common.evidence ?? [:]).merging(clauses.evidence ?? [:]) { $1 }
    checkHarmless(fix.values, safety, evidence, at: own["fix"] ?? own["safety"] ?? rule["fix"])
    return Rule.Case(
      when: conjunction(common.when, clauses.when),
      severity: severity, message: message, effect: clauses.effect ?? common.effect ?? Choice(),
      advice: clauses.advice ?? common.advice ?? Choice(), at: clauses.at ?? common.at ?? Choice(),
      because: clauses.because ?? common.because ?? [], once: clauses.once ?? common.once,
      fix: fix, safety: safety, evidence: evidence, fixTitle: clauses.fixTitle ?? common.fixTitle ?? Choice())
  }
}

/// Both conditions in one, as flat as can be.
private func conjunction(_ a: Predicate?, _ b: Predicate?) -> Predicate {
  var parts: [Predicate] = []
  for predicate in [a, b] {
    switch predicate {
    case .all(let inner): parts += inner
    case .always, nil: break
    case .some(let single): parts.append(single)
    }
  }
  return parts.count > 1 ? .all(parts) : parts.first ?? .always
}
