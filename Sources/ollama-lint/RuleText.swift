import BuiltInRules
import Diagnostics
import Reporting
import RuleEngine

/// Rules as people and scripts read them.
enum RuleText {
  static func explanation(_ rule: Rule) -> String {
    var text = "\(rule.id) (\(rule.severity.rawValue))\n\(rule.summary).\n\n"
    text += rule.why.trimmed + "\n\n"
    var told: Set<Template> = []
    for advice in rule.cases.flatMap(\.advice.values) where told.insert(advice).inserted {
      text += "  \(plain(advice))\n"
    }
    if let examples = BuiltInRules.examples(of: rule.id) {
      text += "\nFails (\(examples.bad.path)):\n\n" + indented(examples.bad.text)
      text += "\nPasses (\(examples.good.path)):\n\n" + indented(examples.good.text)
    }
    text +=
      "\nFix: " + (rule.safety.map { $0 == .safe ? "safe (--fix)" : "unsafe (--unsafe-fixes)" } ?? "manual")
      + "\n"
    text += "References:\n" + rule.sources.map { "  \($0)\n" }.joined()
    text += "Suppress: # ollama-lint: ignore[\(rule.id)] reason\n"
    return text
  }

  /// Every built-in rule as reports tell of it.
  static var descriptions: [RuleDescription] {
    BuiltInRules.all.map { rule in
      RuleDescription(
        id: rule.id, summary: rule.summary, why: rule.why.trimmed, severity: rule.severity,
        sources: rule.sources)
    }
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0)
      .map { $0.isEmpty ? "\n" : "    \(SafeText.shown(String($0)))\n" }.joined()
  }

  /// A message with its holes shown as names.
  private static func plain(_ template: Template) -> String {
    template.parts.map { part in
      switch part {
      case .text(let text): text
      case .attribute(let reference), .typed(let reference): "<\(reference.attribute.rawValue)>"
      }
    }.joined()
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
    JSONText.object([
      ("version", .integer(1)),
      (
        "rules",
        .array(
          rules.map { rule in
            .object([
              ("id", .string(rule.id)), ("summary", .string(rule.summary)),
              ("severity", .string(rule.severity.rawValue)),
              ("fix", .string(rule.safety?.rawValue ?? "none")),
              ("sources", .array(rule.sources.map(JSONText.string))), ("why", .string(rule.why.trimmed)),
            ])
          })
      ),
    ]).pretty
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
