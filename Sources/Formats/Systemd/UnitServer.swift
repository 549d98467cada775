import Knowledge
import Vocabulary

/// An Ollama server that a unit starts on the host itself.
struct UnitServer {
  private let unit: Unit
  private let workspace: any Workspace
  /// What is known of the program: where it stands, and whether something may set variables before it.
  private let program: SourceRange
  private let isWrapped: Bool
  private let id: FactID

  /// `nil` if no layer says anything.
  init?(_ unit: Unit, program: SourceRange?, isWrapped: Bool, workspace: any Workspace) {
    guard let settings = unit.settings, let place = program ?? Self.place(of: unit) else { return nil }
    self.unit = unit
    self.workspace = workspace
    self.program = place
    self.isWrapped = isWrapped
    id = FactID(.server, settings.id, ["Service"])
  }

  /// Where a drop-in mentions the server, for want of its command.
  private static func place(of unit: Unit) -> SourceRange? {
    let layer = unit.layers.last { !$0.file.entries.isEmpty }
    guard let layer, let entry = layer.file.entries.first else { return nil }
    let header = entry.section.map { layer.file.sections[$0].range }
    return layer.at(header ?? entry.range)
  }

  func facts() -> [Fact] {
    let environment = UnitEnvironment(unit, in: "Service", workspace: workspace)
    var spec = UnitSpec(id, name: unit.stem, at: program, format: "systemd")
    spec.fact.write(.name, .text(unit.stem), at: program)
    spec.fact.infer(.unit, .text(unit.name))
    spec.variables = environment.variables
    spec.isComplete = environment.isComplete && !isWrapped
    spec.misread = environment.misread
    if let purpose = UnitPurpose.ofName(unit) {
      spec.fact.infer(.gpuIntended, .text(purpose.message), because: [purpose])
    }
    operation(&spec)
    spec.command = command
    var server = spec.server()
    sandbox(&server)
    let isExample = id.document.isDocumentation
    if !isExample { editedInPlace(&server) }
    let keys =
      spec.keys() + (isExample || isWrapped ? [] : [missingHome(environment)].compactMap { $0 }) + UnitDevices.facts(unit, of: id)
      + (isExample ? [] : OverruledVariables.facts(unit, of: id))
      + (isExample || isWrapped ? [] : UnitPaths(unit: unit, variables: environment.variables, owner: id).facts)
    // A fragment in documentation is a server only for what it says of its context: that it leaves the rest
    // out means nothing.
    return isExample && !unit.isWhole && !server.has(.context) ? keys : [server] + keys
  }

  /// A system service without `User=` has no HOME, without which Ollama ends (`man systemd.exec`, "Environment Variables in
  /// Spawned Processes"; Ollama, `envconfig/config.go`, Models, and `cmd/cmd.go`, initializeKeypair).
  private func missingHome(_ environment: UnitEnvironment) -> Fact? {
    let paths = unit.layers.map { "/" + $0.id.path }
    let isOfSystem =
      unit.values("WantedBy", in: "Install").contains { $0.entry.value.contains("multi-user.target") }
      || paths.first?.contains("/etc/systemd/system/") == true
    guard unit.isWhole, isOfSystem, environment.isComplete,
      !paths.contains(where: { Self.foldersOfUsers.contains(where: $0.contains) }),
      environment.variables.allSatisfy({ $0.name != "HOME" }),
      Self.homeKeys.allSatisfy({ unit.value($0, in: "Service") == nil }),
      let start = unit.value("ExecStart", in: "Service"), !start.entry.value.contains("HOME=")
    else { return nil }
    return SettingFact.make(
      ["Service", "home"], name: unit.name, kind: "unit-home", format: "systemd", problem: .noHome, at: start.at,
      owner: id)
  }

  /// `serve`, and what follows it.
  private var command: Placed<[String]>? {
    guard !isWrapped, let start = unit.value("ExecStart", in: "Service") else { return nil }
    let words = start.layer.file.words(of: start.entry).map(\.raw).drop { !UnitProgram.isServe($0) }
    return Placed(Array(words), at: start.at)
  }

  private func operation(_ spec: inout UnitSpec) {
    if let restart = unit.value("Restart", in: "Service") {
      spec.restart = Placed(restart.text, at: restart.at)
    } else if !unit.isWhole {
      spec.fact.infer(.restart, nil)
    }
    if let limit = unit.value("MemoryMax", in: "Service") {
      let bytes = limit.text.flatMap(UnitSize.bytes)
      if bytes != nil || limit.text == nil {
        spec.memoryLimit = Placed(bytes, at: limit.at)
      }
    }
  }

  /// What the unit keeps from the program.
  private func sandbox(_ server: inout Fact) {
    // systemd itself keeps other machines out, so the address says nothing.
    let keepsOut = ["IPAddressDeny", "PrivateNetwork"].compactMap { unit.value($0, in: "Service") }.first {
      $0.flag != false
    }
    if let keepsOut, server.has(.hostAddress) { server.write(.hostAddress, nil, at: keepsOut.at) }
  }

  /// Whether settings are in the unit that Ollama's installer wrote, and will write again.
  ///
  /// Told by all that it writes (`scripts/install.sh`, configure_systemd): a unit of somebody's own, or of a
  /// distribution, is theirs to edit, and so is a template, which is rendered in place of what the installer wrote.
  private func editedInPlace(_ server: inout Fact) {
    guard let own = unit.layers.first, unit.isWhole, unit.name == "ollama.service", own.id.embedding.isEmpty,
      !own.file.source.isTemplate
    else { return }
    func isSet(_ key: String, _ section: String, _ values: String...) -> Bool {
      own.file.entries(key, in: section).last.map { values.contains($0.value) } ?? false
    }
    let variables = own.file.entries("Environment", in: "Service").flatMap { own.file.assignments(in: $0) }
    guard isSet("Description", "Unit", "Ollama Service"), isSet("Restart", "Service", "always"),
      isSet("RestartSec", "Service", "3"), isSet("WantedBy", "Install", "default.target"),
      isSet(
        "ExecStart", "Service", "/usr/local/bin/ollama serve", "/usr/bin/ollama serve", "/bin/ollama serve"),
      variables.contains(where: { $0.name == "PATH" })
    else { return }
    let set = variables.filter { OllamaVariable.named($0.name) != nil }
    guard let first = set.first else { return }
    server.write(.editedInPlace, .texts(set.map(\.name)), at: own.at(first.word.range))
  }
}

/// Sizes as systemd writes them: bytes, or `8G`, to the base of 1024 (`man systemd.resource-control`).
enum UnitSize {
  /// `nil` for `infinity`, a percentage, and what is not a size.
  static func bytes(_ text: String) -> Int? {
    let units: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]
    guard let last = text.last else { return nil }
    guard let shift = units[last] else { return GoValues.integer(text) }
    guard let amount = GoValues.float(String(text.dropLast())), amount >= 0, amount < 1e6 else { return nil }
    return Int(amount * Double(1 << shift))
  }
}
