import Generator
import Knowledge
import Linter
import Wording

/// The deployment that is wanted, by flags and by the project.
struct SetupReader {
  private let command: Initialize
  private let configuration: ProjectConfiguration

  init(_ command: Initialize, _ configuration: ProjectConfiguration) {
    self.command = command
    self.configuration = configuration
  }

  /// Tokens that may be asked for.
  static let contexts = 4096...1_048_576

  /// Whether a person may be asked: at a terminal, and where no flag says anything.
  static func isAsking(_ command: Initialize) -> Bool {
    let hardware = command.hardware
    let isSaid =
      command.yes || command.dryRun || command.diff || command.check || command.vision || command.offlineOnly
      || command.noRemote || command.prefer != nil || command.context != nil || command.output != "."
      || [
        command.topology, command.harness, command.model, hardware.machine, hardware.gpu, hardware.vram,
        hardware.ram, hardware.held,
      ]
      .contains { $0 != nil }
    return !isSaid && Terminal.isShown && Terminal.isTyped
  }

  func asked() throws -> ProjectConfiguration.Wanted {
    var asked = configuration.wanted ?? ProjectConfiguration.Wanted()
    if let topology = command.topology { asked.topology = topology }
    if let harness = command.harness { asked.harnesses = harness.split(separator: ",").map(String.init) }
    if let prefer = command.prefer { asked.prefer = prefer.rawValue }
    if let context = command.context { asked.context = context.tokens }
    if let model = command.model { asked.model = model }
    if command.vision { asked.vision = true }
    if command.offlineOnly { asked.offlineOnly = true }
    if command.noRemote { asked.remote = false }
    return asked.completed
  }

  /// Whether a person agrees that prompts and code may leave the machine for what does not fit on it.
  func agrees(to choice: ModelChoice) -> Bool {
    guard let remote = choice.remote else { return true }
    Terminal.write(
      (choice.reasons.last ?? "") + "\nSet up \(remote.name) next to the local models? [y/N] ")
    return Terminal.isAgreed()
  }

  func request(_ asked: ProjectConfiguration.Wanted, _ machine: Machine) throws -> SetupRequest {
    guard machine.ramBytes != nil else {
      throw RunFailure(
        message: "the RAM of this machine is not known; pass --ram SIZE, and --gpu NAME or --gpu none")
    }
    guard let topology = SetupRequest.Topology(named: asked.topology) else {
      throw RunFailure(
        message:
          "unknown topology \(asked.topology); expected \(Wording.list(SetupRequest.Topology.allCases.map(\.rawValue), "or"))"
      )
    }
    let all = Harness.all(SetupDialog.clients(configuration))
    let harnesses = try asked.harnesses.map { name in
      guard let harness = all.first(where: { $0.id == name }) else {
        throw RunFailure(message: "unknown client \(name); expected \(Wording.list(all.map(\.id), "or"))")
      }
      return harness
    }
    if let context = asked.context, !Self.contexts.contains(context) {
      throw RunFailure(message: "--context must be between 4096 and 1048576")
    }
    return SetupRequest(
      machine: machine, topology: topology, harnesses: harnesses,
      preference: asked.prefer.flatMap(SetupRequest.Preference.init) ?? .speed, context: asked.context,
      model: asked.model, needsVision: asked.vision, isOffline: asked.offlineOnly, allowsRemote: asked.remote)
  }
}
