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
    options.machine = try machine()
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

  private func machine() throws(RunFailure) -> Machine? {
    func size(_ text: String?, _ flag: String) throws(RunFailure) -> Int? {
      guard let text else { return nil }
      guard let bytes = MachineDescription.bytes(text) else {
        throw RunFailure(message: "\(flag) takes a size such as 8GiB, not \(text)")
      }
      return bytes
    }
    if let file = command.machine {
      guard command.gpu == nil, command.vram == nil, command.ram == nil else {
        throw RunFailure(message: "--machine stands alone: --gpu, --vram and --ram belong in its file")
      }
      let text =
        Array("machine:\n".utf8)
        + (try read(file)).split(separator: 0x0A, omittingEmptySubsequences: false).flatMap {
          Array("  ".utf8) + $0 + [0x0A]
        }
      return try decode(text, file).machines.first?.machine
    }
    return MachineDescription.machine(
      gpu: command.gpu, vram: try size(command.vram, "--vram"), ram: try size(command.ram, "--ram"), os: nil,
      source: .flag)
  }

  private func read(_ path: String) throws(RunFailure) -> [UInt8] {
    do {
      return try FileSystem.read(path, limit: 1 << 20).bytes
    } catch {
      throw RunFailure(message: "\(path): \(error.reason)")
    }
  }

  private func decode(_ bytes: [UInt8], _ path: String) throws(RunFailure) -> ProjectConfiguration {
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    do {
      return try ConfigurationReader(path: path, bytes: bytes) { rule in
        guard !rule.hasPrefix("/"), !rule.split(separator: "/").contains("..") else { return nil }
        return (try? FileSystem.read(directory + rule, limit: 1 << 20)).map { SourceText($0.bytes) }
      }.read()
    } catch {
      throw RunFailure(message: error.description)
    }
  }

  private func configuration() throws(RunFailure) -> ProjectConfiguration {
    if command.noConfig { return ProjectConfiguration() }
    if let file = command.config { return try decode(try read(file), file) }
    guard let path = ProjectConfiguration.path(for: command.stdinFilename ?? command.paths.first ?? ".")
    else {
      return ProjectConfiguration()
    }
    return try decode(try read(path), path)
  }
}
