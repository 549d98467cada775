import ArgumentParser
import Knowledge
import Linter

/// The machine to check against, as flags say it.
struct MachineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("YAML file that describes the machine: gpu, vram, ram, os.", valueName: "file"))
  var machine: String?

  @Option(help: "GPU model, e.g. \"RTX 3070\", \"2x RTX 3090\", or none.")
  var gpu: String?

  @Option(help: "GPU memory, e.g. 8GiB.")
  var vram: String?

  @Option(help: "System memory, e.g. 32GiB.")
  var ram: String?

  @Option(help: "GPU memory used by the desktop and other programs, e.g. 1GiB.")
  var held: String?

  var flags: MachineFlags { MachineFlags(machine: machine, gpu: gpu, vram: vram, ram: ram, held: held) }

  /// - Parameter cards: what is known of cards by their names.
  /// - Returns: `nil` where no flag says anything.
  func described(among cards: GPUCatalogue = .standard) throws(RunFailure) -> Machine? {
    try flags.described(among: cards)
  }
}

/// The same, however it was read.
struct MachineFlags {
  var machine: String?
  var gpu: String?
  var vram: String?
  var ram: String?
  var held: String?

  /// - Parameter cards: what is known of cards by their names.
  /// - Returns: `nil` where no flag says anything.
  func described(among cards: GPUCatalogue = .standard) throws(RunFailure) -> Machine? {
    if let file = machine {
      guard gpu == nil, vram == nil, ram == nil else {
        throw RunFailure(
          message: "--machine cannot be combined with --gpu, --vram or --ram; put them in the machine file")
      }
      let lines = try ConfigurationFile.bytes(of: file).split(
        separator: 0x0A, omittingEmptySubsequences: false)
      let text = Array("machine:\n".utf8) + lines.flatMap { Array("  ".utf8) + $0 + [0x0A] }
      return try ConfigurationFile.decode(text, file).machines.first?.machine
    }
    let vramBytes = try size(vram, "--vram")
    let ramBytes = try size(ram, "--ram")
    let heldBytes = try size(held, "--held") ?? 0
    do throws(MachineDescription.Problem) {
      return try MachineDescription.machine(
        gpu: gpu, vram: vramBytes, ram: ramBytes, held: heldBytes, os: nil, source: .flag, cards: cards)
    } catch {
      throw RunFailure(message: error.message)
    }
  }

  private func size(_ text: String?, _ flag: String) throws(RunFailure) -> Int? {
    guard let text else { return nil }
    guard let bytes = MachineDescription.bytes(text) else {
      throw RunFailure(message: "\(flag) must be a size such as 8GiB, not \(text)")
    }
    return bytes
  }
}
