import BuiltInRules
import Diagnostics
import RuleEngine

/// A rule: what it finds, why that matters, what to do, and files that fail and pass.
enum RulePage {
  static func page(_ rule: Rule) -> Page {
    var page = Page(.rule, rule.id, summary: rule.summary)
    let fix =
      switch (rule.safeties.contains(.safe), rule.safeties.contains(.unsafe)) {
      case (true, true): "safe (--fix) or unsafe (--unsafe-fixes), depending on the case"
      case (true, false): "safe (--fix)"
      case (false, true): "unsafe (--unsafe-fixes)"
      case (false, false): "by hand"
      }
    page.add("", .facts([.init("severity", rule.severity.rawValue), .init("fix", fix)]))
    page.add("Why it matters", .prose([trimmed(rule.why)]))
    page.add("What to do", .list(Set(rule.cases.flatMap(\.advice.values).map(plain)).sorted()))
    if let examples = BuiltInRules.examples(of: rule.id) {
      page.add("Fails (\(examples.bad.path))", .code(trimmed(examples.bad.text)))
      page.add("Passes (\(examples.good.path))", .code(trimmed(examples.good.text)))
    }
    page.add("Suppress", .code("# ollama-lint: ignore[\(rule.id)] reason"))
    page.add("References", .list(rule.sources))
    return page
  }

  /// A message with its holes shown as names.
  private static func plain(_ template: Template) -> String {
    template.parts.map { part in
      switch part {
      case .text(let text): text
      case .attribute(let reference), .typed(let reference): "<\(reference.attribute.name)>"
      }
    }.joined()
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
