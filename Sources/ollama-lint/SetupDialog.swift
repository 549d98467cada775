import ClientDescription
import Formats
import Generator
import Handbook
import Knowledge
import Memory
import Linter
import Reporting
import Wording

/// `init` at a terminal: the machine, where the server runs, which clients use it, what matters; then a look at the files.
struct SetupDialog {
  struct Answers {
    var wanted: ProjectConfiguration.Wanted
    var machine: Machine
    /// Whether the person described the machine, so that it is to be written down.
    var isDescribed: Bool
  }

  private let defaults: SetupDefaults
  private let clients: [ClientDescription]
  private let harnesses: [Harness]

  init(folder: String, _ configuration: ProjectConfiguration) {
    clients = Self.clients(configuration)
    harnesses = Harness.all(clients)
    defaults = Self.found(in: folder, clients)
  }

  func ask(_ machine: Machine, _ wanted: ProjectConfiguration.Wanted) throws(Menu.Abandoned) -> Answers {
    var answers = Answers(wanted: wanted, machine: machine, isDescribed: false)
    try askMachine(&answers)
    try askTopology(&answers)
    try askClients(&answers)
    let hasGPU = answers.machine.hasGPU
    let matters = try Menu(
      "What matters more?",
      hasGPU
        ? [
          .init("speed", "the largest model that runs fully on the GPU"),
          .init("quality", "a larger model, partly in system RAM; several times slower"),
        ]
        : [
          .init("speed", "a smaller model that answers quickly on the CPU"),
          .init("quality", "a larger model; several times slower"),
        ]
    ).choose()
    answers.wanted.prefer = matters == 0 ? "speed" : "quality"
    try askContext(&answers)
    return answers
  }

  /// The project's own clients, and those that the tool knows.
  static func clients(_ configuration: ProjectConfiguration) -> [ClientDescription] {
    configuration.clients.map(\.description) + FormatRegistry.clients
  }

  // MARK: Questions

  private func askMachine(_ answers: inout Answers) throws(Menu.Abandoned) {
    let isKnown = answers.machine.ramBytes != nil
    if isKnown {
      let keep = try Menu(
        "This machine: \(FitText(style: .plain).machine(answers.machine))",
        [
          .init("use it", "the hardware that was found"),
          .init("another", "enter GPU and RAM of another machine"),
        ]
      ).choose()
      if keep == 0 { return }
    }
    while true {
      let gpu = try typed(
        "GPU, e.g. RTX 3070, 2x RTX 3090, none",
        MachineSettings(answers.machine).gpu)
      // The GPU is checked before the question about RAM, so that neither is typed twice.
      do throws(MachineDescription.Problem) {
        _ = try MachineDescription.machine(gpu: gpu, vram: nil, ram: nil, os: nil, source: .project)
      } catch {
        Terminal.write(SafeText.shown(error.message) + "\n")
        continue
      }
      let bytes = try askRAM(answers.machine.ramBytes)
      guard
        let machine = try? MachineDescription.machine(
          gpu: gpu, vram: nil, ram: bytes, os: nil, source: .project)
      else { continue }
      answers.machine = machine
      answers.isDescribed = true
      Terminal.write("Machine: \(FitText(style: .plain).machine(machine))\n")
      return
    }
  }

  /// A number alone is in GiB, as memory is sold.
  private func askRAM(_ known: Int?) throws(Menu.Abandoned) -> Int {
    while true {
      let ram = try typed("RAM, e.g. 32GiB", known.map { "\(Wording.gibibytes($0))GiB" })
      if let bytes = MachineDescription.bytes(ram) ?? MachineDescription.bytes(ram + "GiB"), bytes > 0 {
        return bytes
      }
      Terminal.write("\(SafeText.shown(ram)) is not a size such as 32GiB.\n")
    }
  }

  private func askTopology(_ answers: inout Answers) throws(Menu.Abandoned) {
    let all = defaults.topologies(on: answers.machine)
    let standard = defaults.topology(on: answers.machine)
    let items = all.map { topology in
      MenuText.Item(topology.rawValue, Topology.generated(topology.rawValue)?.line ?? "")
    }
    let chosen = try Menu("Where does Ollama run?", items).choose(all.firstIndex(of: standard) ?? 0)
    answers.wanted.topology = all[chosen].rawValue
  }

  private func askClients(_ answers: inout Answers) throws(Menu.Abandoned) {
    let items = harnesses.map { harness in
      let client = clients.first { $0.id == harness.id }
      let line = client?.facts.type ?? client?.summary ?? ""
      return MenuText.Item(harness.id, line + (defaults.clients.contains(harness.id) ? " (found here)" : ""))
    }
    while true {
      let standard = defaults.harnesses(of: harnesses).compactMap { one in harnesses.firstIndex { $0.id == one.id } }
      let chosen = try Menu("Which clients use it?", items, isMultiple: true).chooseSeveral(Set(standard))
      if !chosen.isEmpty {
        answers.wanted.harnesses = chosen.map { harnesses[$0].id }
        return
      }
      Terminal.write("Choose at least one client.\n")
    }
  }

  private func askContext(_ answers: inout Answers) throws(Menu.Abandoned) {
    let most = Suggestion.Purpose.agent.context
    let hasGPU = answers.machine.hasGPU
    let sizes = [32_768, 65_536, 131_072]
    let items =
      [MenuText.Item("fitting", "as much as fits, up to \(Wording.tokens(most)), which coding agents need")]
      + sizes.map {
        MenuText.Item(Wording.shortTokens($0), Wording.tokens($0) + (hasGPU ? ", even if part of the model runs on the CPU" : ""))
      }
      + [MenuText.Item("other", "a number of tokens")]
    let chosen = try Menu("How much context?", items).choose()
    guard chosen > sizes.count else {
      answers.wanted.context = chosen == 0 ? nil : sizes[chosen - 1]
      return
    }
    while true {
      let answer = try typed("Tokens", "\(most)").filter { $0 != "," && $0 != "_" }
      if let tokens = Int(answer), SetupReader.contexts.contains(tokens) {
        answers.wanted.context = tokens
        return
      }
      Terminal.write(
        "Please type a number between \(Wording.number(SetupReader.contexts.lowerBound)) and "
          + "\(Wording.number(SetupReader.contexts.upperBound)).\n")
    }
  }

  /// A line that is typed; Enter takes what is in brackets.
  private func typed(_ question: String, _ standard: String?) throws(Menu.Abandoned) -> String {
    while true {
      Terminal.write(question + (standard.map { " [\(SafeText.shown($0))] " } ?? ": "))
      guard let answer = readLine() else { throw Menu.Abandoned() }
      let trimmed = answer.split(separator: " ").joined(separator: " ")
      if !trimmed.isEmpty { return trimmed }
      if let standard { return standard }
    }
  }

  // MARK: What is there

  private static func found(in folder: String, _ clients: [ClientDescription]) -> SetupDefaults {
    let paths = (Terminal.environment("PATH") ?? "").split(separator: ":").map(String.init)
    let programs = SetupDefaults.knownPrograms.filter { name in
      paths.contains { FileSystem.status(of: "\($0)/\(name)", followingLink: true)?.kind == .file }
    }
    let home = Terminal.environment("HOME") ?? ""
    func isThere(_ file: SettingsFileKind) -> Bool {
      switch file.scope {
      case .user where file.path.hasPrefix("~/") && !home.isEmpty:
        FileSystem.status(of: home + file.path.dropFirst(), followingLink: true) != nil
      case .project: FileSystem.status(of: "\(folder)/\(file.path)", followingLink: true)?.kind == .file
      default: false
      }
    }
    return SetupDefaults(
      programs: Set(programs), isProxmox: FileSystem.status(of: "/etc/pve")?.kind == .directory,
      clients: Set(clients.filter { $0.files.contains(where: isThere) }.map(\.id)))
  }
}
