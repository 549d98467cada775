import ArgumentParser
import Knowledge
import LanguageServer
import Linter

struct LSP: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Run the language server on standard input and output.")

  /// Editors that pass it expect it to be understood.
  @Flag(help: ArgumentHelp("Use standard input and output (the default).", visibility: .hidden))
  var stdio = false

  func run() throws {
    let computer = ThisComputer(detects: true)
    var server = EditorServer(computer: MachineDetection().detect(), home: Terminal.environment("HOME")) {
      root in
      var options = Options()
      options.configuration = try ConfigurationFile.find(for: root)
      options.thisComputer = computer
      return options
    } send: {
      Terminal.write($0)
    }
    Terminal.exit(server.run())
  }
}
