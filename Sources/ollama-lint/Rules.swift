import ArgumentParser
import BuiltInRules

enum RulesFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List the rules.")

  @Option(help: "Output format.")
  var format: RulesFormat = .text

  func run() throws {
    let rules = BuiltInRules.all.sorted { $0.id < $1.id }
    Terminal.write(format == .json ? RuleText.json(rules) : RuleText.list(rules))
  }
}
