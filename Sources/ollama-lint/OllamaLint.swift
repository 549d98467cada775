import ArgumentParser
import Linter

@main
struct OllamaLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ollama-lint",
    abstract: "Lints and fixes the files that decide how a local language model runs.",
    version: Linter.version,
    subcommands: [
      Check.self, Map.self, Initialize.self, Fit.self, Explain.self, Rules.self, Examine.self, LSP.self,
    ],
    defaultSubcommand: Check.self)

  /// Usage errors end with 2, as everything does that keeps the tool from its work.
  static func main() {
    Terminal.keepWriting()
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
}
