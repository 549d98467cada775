import ArgumentParser
import Doctor
import Linter
import Reporting
import Syntax

/// `doctor`: the only command that uses the network.
struct Examine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Compare a running Ollama server with the files.")

  @Argument(help: "Files and directories (default: the working directory).")
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("Address of the server (default: OLLAMA_HOST, or this computer).", valueName: "url"))
  var host: String?

  @Option(help: ArgumentHelp("Timeout for each request, in seconds.", valueName: "seconds"))
  var timeout = 5

  @Option(help: "Output format.")
  var format: RulesFormat = .text

  func run() throws {
    do {
      try examine()
    } catch {
      let message = (error as? RunFailure)?.message ?? (error as? DoctorError)?.message ?? "\(error)"
      Terminal.complain("ollama-lint: " + SafeText.shown(Credentials.masked(message)))
      Terminal.exit(2)
    }
  }

  private func examine() throws {
    guard (1...600).contains(timeout) else {
      throw RunFailure(message: "--timeout must be between 1 and 600 seconds")
    }
    let address = try HTTPAddress(host ?? Terminal.environment("OLLAMA_HOST") ?? "")
    let server = try LiveServer(address, timeout: timeout)
    let expectations = try promised()
    let seconds = timeout
    let comparison = try Comparison(expectations, server) { model in
      try server.ownContext(of: model, timeout: seconds)
    }
    switch format {
    case .json: Terminal.write(Credentials.masked(json(server, expectations, comparison)))
    case .text: Terminal.write(Credentials.masked(text(server, expectations, comparison)))
    }
    Terminal.exit(comparison.differences.isEmpty ? 0 : 1)
  }

  private func promised() throws -> [Expectation] {
    var options = Options()
    options.paths = paths
    options.configuration = try ConfigurationFile.find(for: paths.first ?? ".")
    return try RunFailure.of(LintRun(options).expectations).map { use in
      Expectation(
        model: use.model, context: use.context, isSent: use.isSent,
        hasGPU: use.gpu.flatMap { $0 == "unknown" ? nil : $0 != "none" }, requires: use.requires,
        isMadeHere: use.isMadeHere, place: "\(use.path):\(use.line)")
    }
  }

  private func text(_ server: LiveServer, _ expectations: [Expectation], _ comparison: Comparison) -> String {
    var text = "Ollama \(server.version) at \(server.address.text): "
    text += "\(server.pulled.count) models, \(server.running.count) loaded\n"
    if expectations.isEmpty { text += "No model is used in these files.\n" }
    for difference in comparison.differences {
      text += "\n\(difference.kind.rawValue): \(difference.message)\n  --> \(difference.place)\n"
      text += "  = effect: \(difference.effect)\n  = advice: \(difference.advice)\n"
    }
    if comparison.differences.isEmpty, !expectations.isEmpty { text += "The server matches the files.\n" }
    return SafeText.shownLines(text)
  }

  private func json(_ server: LiveServer, _ expectations: [Expectation], _ comparison: Comparison) -> String {
    ([
      "version": 1,
      "server": [
        "address": .string(server.address.text), "version": .string(server.version),
        "models": .integer(server.pulled.count), "loaded": .integer(server.running.count),
      ],
      "expected": .array(expectations.map { .string($0.model) }),
      "differences": .array(
        comparison.differences.map { difference in
          [
            "kind": .string(difference.kind.rawValue), "model": .string(difference.model),
            "message": .string(difference.message), "effect": .string(difference.effect),
            "help": .string(difference.advice), "place": .string(difference.place),
          ]
        }),
    ] as JSONText).pretty
  }
}
