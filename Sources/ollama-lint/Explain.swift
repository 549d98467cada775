import ArgumentParser
import BuiltInRules
import ClientDescription
import Formats
import Knowledge
import Reporting
import RuleEngine
import Syntax

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule (what it checks, why, its sources) or a client (files, API, context).")

  @Argument(help: "Rule (category/name) or client (opencode, zed, ...).")
  var name: String?

  @Flag(help: "Explain every rule.")
  var all = false

  @Flag(help: "Explain every client.")
  var clients = false

  @Flag(help: .hidden)
  var clientTable = false

  func validate() throws {
    guard [all, clients, clientTable, name != nil].filter({ $0 }).count == 1 else {
      throw ValidationError("Name a rule or client, or pass --all or --clients.")
    }
  }

  func run() throws {
    if clientTable { return Terminal.write(ClientText.table(FormatRegistry.clients)) }
    let rules = all || name?.contains("/") == true ? BuiltInRules.all.sorted { $0.id < $1.id } : []
    let wanted = all ? rules : rules.filter { $0.ids.contains(name ?? "") }
    let described = rules.isEmpty ? FormatRegistry.clients : []
    let shown =
      clients ? described : described.filter { $0.id == name || $0.name.lowercased() == name?.lowercased() }
    guard !wanted.isEmpty || !shown.isEmpty else {
      let near = name.flatMap { Nearest.match($0, among: rules.map(\.id) + described.map(\.id)) }
      Terminal.complain(
        "ollama-lint: unknown rule or client \(SafeText.shown(name ?? ""))"
          + (near.map { "; did you mean \($0)?" } ?? ""))
      Terminal.exit(2)
    }
    let texts = wanted.map(RuleText.explanation) + shown.map(ClientText.explanation)
    Terminal.write(texts.joined(separator: "\n"))
  }
}
