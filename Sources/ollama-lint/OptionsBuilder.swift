import Diagnostics
import Knowledge
import Linter
import Syntax

/// Flags and the project's configuration as what the linter is asked to do.
struct OptionsBuilder {
  private let command: Check

  init(_ command: Check) { self.command = command }

  func options() throws(RunFailure) -> Options {
    var options = Options()
    options.paths = command.paths
    options.severity = command.severity
    options.configuration = try configuration()
    let known = Linter.knownRuleNames(options.configuration.rules)
    options.select = try names(command.select, known)
    options.ignore = try names(command.ignore, known)
    try check(options.configuration, known)
    options.machine = try command.hardware.described()
    options.thisComputer = ThisComputer(detects: true)
    if let jobs = command.jobs {
      guard (1...1024).contains(jobs) else {
        throw RunFailure(message: "--jobs takes a number from 1, not \(jobs)")
      }
      options.threads = jobs
    }
    if let path = command.stdinFilename {
      let bytes = Terminal.readAll(limit: SyntaxLimits.bytes)
      guard bytes.count <= SyntaxLimits.bytes else {
        throw RunFailure(message: "standard input has more than \(SyntaxLimits.bytes >> 20) MiB")
      }
      options.standardInput = (path, bytes)
    }
    return options
  }

  private func names(_ lists: [String], _ known: Set<String>) throws(RunFailure) -> [String] {
    let names = lists.flatMap { $0.split(separator: ",").map(String.init) }
    for name in names where !known.contains(name) {
      let near = Nearest.match(name, among: known.sorted())
      throw RunFailure(
        message: "there is no rule or category \(name)" + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    return names
  }

  private func check(_ configuration: ProjectConfiguration, _ known: Set<String>) throws(RunFailure) {
    let all = configuration.select + configuration.ignore + configuration.perFileIgnores.flatMap(\.rules)
    _ = try names(all + configuration.severities.keys.sorted(), known)
  }

  private func configuration() throws(RunFailure) -> ProjectConfiguration {
    if command.noConfig { return ProjectConfiguration() }
    if let file = command.config { return try ConfigurationFile.read(file) }
    return try ConfigurationFile.find(for: command.stdinFilename ?? command.paths.first ?? ".")
  }
}
