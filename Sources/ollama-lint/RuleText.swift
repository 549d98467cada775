import BuiltInRules
import Reporting
import RuleEngine

/// Rules as people and scripts read them.
enum RuleText {
  /// Every built-in rule as reports tell of it.
  static var descriptions: [RuleDescription] {
    BuiltInRules.all.map { rule in
      RuleDescription(
        id: rule.id, summary: rule.summary, why: rule.why.trimmed, severity: rule.severity,
        sources: rule.sources)
    }
  }

  static func list(_ rules: [Rule]) -> String {
    let width = rules.map(\.id.count).max() ?? 0
    return rules.map { rule in
      let fix = rule.safety.map { $0 == .safe ? "fix" : "unsafe fix" } ?? ""
      return pad(rule.id, width) + "  " + pad(rule.severity.rawValue, 7) + "  " + pad(fix, 10) + "  "
        + rule.summary + "\n"
    }.joined()
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func json(_ rules: [Rule]) -> String {
    ([
      "version": 1,
      "rules": .array(
        rules.map { rule in
          [
            "id": .string(rule.id), "summary": .string(rule.summary),
            "severity": .string(rule.severity.rawValue),
            "fix": .string(rule.safety?.rawValue ?? "none"),
            "fixes": .array(rule.safeties.map(\.rawValue).sorted().map { .string($0) }),
            "sources": .array(rule.sources.map(JSONText.string)), "why": .string(rule.why.trimmed),
          ]
        }),
    ] as JSONText).pretty
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
