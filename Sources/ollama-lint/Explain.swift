import ArgumentParser
import BuiltInRules
import Knowledge
import Reporting
import RuleEngine
import Syntax

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a rule: what it checks, why, and its sources.")

  @Argument(help: "Rule, as category/name.")
  var rule: String?

  @Flag(help: "Explain every rule.")
  var all = false

  func validate() throws {
    guard all != (rule != nil) else { throw ValidationError("Name a rule, or pass --all.") }
  }

  func run() throws {
    let rules = BuiltInRules.all.sorted { $0.id < $1.id }
    let wanted = all ? rules : rules.filter { $0.id == rule }
    guard !wanted.isEmpty else {
      let near = rule.flatMap { Nearest.match($0, among: rules.map(\.id)) }
      Terminal.complain(
        "ollama-lint: unknown rule \(SafeText.shown(rule ?? ""))"
          + (near.map { "; did you mean \($0)?" } ?? ""))
      Terminal.exit(2)
    }
    Terminal.write(wanted.map(RuleText.explanation).joined(separator: "\n"))
  }
}
