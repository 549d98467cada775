import ArgumentParser
import Knowledge
import Linter

@main
struct OllamaLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ollama-lint",
    abstract: "Lints and fixes the files that decide how a local language model runs.",
    version: LintRun.version,
    subcommands: [
      Check.self, Map.self, Initialize.self, Fit.self, Explain.self, Rules.self, Examine.self,
      KnowledgeCommand.self, LSP.self,
    ],
    defaultSubcommand: Check.self)

  /// Usage errors end with 2, as everything does that keeps the tool from its work.
  static func main() {
    Terminal.keepWriting()
    // ArgumentParser's own --version takes no --verbose.
    if Set(CommandLine.arguments.dropFirst()) == ["--version", "--verbose"] {
      return Terminal.write("ollama-lint \(LintRun.version)\n" + KnowledgeText.summary(of: .current))
    }
    if let run = CheckRun(plain: CommandLine.arguments.dropFirst(), commands: isCommand) { return run.run() }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if !text.isEmpty {
        if code.isSuccess { Terminal.write(text + "\n") } else { Terminal.complain(text) }
      }
      Terminal.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }

  static var commandNames: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

  private static func isCommand(_ word: String) -> Bool { word == "help" || commandNames.contains(word) }
}
