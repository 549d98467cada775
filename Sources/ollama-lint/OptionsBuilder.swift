import Linter
import Syntax

/// Flags and the project's configuration as what the linter is asked to do.
struct OptionsBuilder {
  private let command: CheckRun

  init(_ command: CheckRun) { self.command = command }

  func options() throws(RunFailure) -> Options {
    var options = Options()
    options.paths = command.paths
    options.severity = command.severity
    options.configuration = try configuration()
    options.select = try names(command.select, options.configuration)
    options.ignore = try names(command.ignore, options.configuration)
    try check(options.configuration)
    options.baseline = try baseline(options.configuration)
    options.machine = try command.hardware.described(among: options.configuration.cards)
    options.thisComputer = ThisComputer(detects: true, cards: options.configuration.cards)
    if let jobs = command.jobs {
      guard (1...1024).contains(jobs) else {
        throw RunFailure(message: "--jobs must be between 1 and 1024, not \(jobs)")
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

  /// The names in `lists`, each a rule or a category.
  private func names(
    _ lists: [String], _ configuration: ProjectConfiguration
  ) throws(RunFailure) -> [String] {
    let names = lists.flatMap { $0.split(separator: ",").map(String.init) }
    // Most runs name none, and need not know them all.
    guard !names.isEmpty else { return [] }
    let known = LintRun.knownRuleNames(configuration.rules)
    for name in names where !known.contains(name) {
      let near = Nearest.match(name, among: known.sorted())
      throw RunFailure(
        message: "unknown rule or category \(name)" + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    return names
  }

  private func check(_ configuration: ProjectConfiguration) throws(RunFailure) {
    let all = configuration.select + configuration.ignore + configuration.perFileIgnores.flatMap(\.rules)
    _ = try names(all + configuration.severities.keys.sorted(), configuration)
  }

  /// The findings to live with; `nil` where they are about to be rewritten.
  private func baseline(_ configuration: ProjectConfiguration) throws(RunFailure) -> Baseline? {
    guard command.writeBaseline == nil, let file = command.baseline ?? configuration.baseline else {
      return nil
    }
    // A name on the command line is the user's own; one in a file may be a stranger's, and is relative to that file.
    let here = FileSystem.workingDirectory()
    let named = configurationPath.map(ConfigurationFile.directory).flatMap(FileSystem.realPath)
    let settings = command.baseline == nil ? named ?? here : nil
    let beside = settings.map { $0 + "/" + file }
    let path = beside.flatMap { FileSystem.status(of: $0) == nil ? nil : $0 } ?? file
    let bytes = try ConfigurationFile.baseline(path, namedIn: settings)
    let folders = [ConfigurationFile.directory(of: path), settings].compactMap {
      $0.flatMap(FileSystem.realPath)
    }
    do {
      return try Baseline(path: file, bytes: bytes, folders: folders)
    } catch {
      throw RunFailure(message: error.message)
    }
  }

  private func configuration() throws(RunFailure) -> ProjectConfiguration {
    if command.noConfig { return ProjectConfiguration() }
    if let file = command.config { return try ConfigurationFile.read(file) }
    return try ConfigurationFile.find(for: governed)
  }

  /// The path whose configuration holds.
  private var governed: String { command.stdinFilename ?? command.paths.first ?? "." }

  private var configurationPath: String? {
    command.noConfig ? nil : command.config ?? ProjectConfiguration.path(for: governed)
  }
}
