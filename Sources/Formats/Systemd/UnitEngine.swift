import Vocabulary

/// A unit that starts a server of models other than Ollama: the same is said of it as of Ollama's own.
struct UnitEngine {
  private let unit: Unit
  private let workspace: any Workspace
  private let engine: EngineImage
  /// The words after the program.
  private let words: [CommandWord]
  private let start: Unit.Found
  private let variables: [Variable]

  static func facts(_ unit: Unit, in workspace: any Workspace) -> [Fact] {
    guard let found = unit.values("ExecStart", in: "Service").last, !found.layer.id.isDocumentation else { return [] }
    let own = found.layer.file.words(of: found.entry)
    let names = own.enumerated().map { index, word in
      CommandWord(
        text: index == 0 ? word.text.map { String($0.drop { "-@:+!|".contains($0) }) } : word.text, raw: word.raw,
        at: found.layer.at(word.range), isFixed: true)
    }
    let line = ShellLine.index(in: names.map(\.raw)).flatMap { index in
      index < names.count ? names[index].text.flatMap { EngineImage.words(ofShell: $0, at: found.at) } : nil
    }
    let whole = line ?? names
    let words = Array(whole.dropFirst(ProgramWrapper.program(in: whole.map(\.text))))
    guard let program = words.first?.text else { return [] }
    let id = FactID(.service, found.layer.id, ["Service", "engine"])
    let environment = UnitEnvironment(unit, in: "Service", workspace: workspace)
    let variables = environment.variables
    let facts =
      EngineCommands.facts(
        of: program, words.dropFirst().map { .init(text: $0.text, at: $0.at) }, id, at: found.at, variables: variables)
      + EngineCommands.mistakes(words, id, format: "systemd", variables: Set(variables.map(\.name)))
    guard let (engine, first) = EngineImage.started(by: words.map(\.text)) else { return facts }
    return facts
      + UnitEngine(
        unit: unit, workspace: workspace, engine: engine, words: Array(words.dropFirst(first)), start: found, variables: variables
      ).unitFacts(id)
  }

  /// What the unit keeps from the program, and when it starts it.
  private func unitFacts(_ id: FactID) -> [Fact] {
    (usesGPU ? UnitDevices.facts(unit, of: id, program: engine.name) : [])
      + UnitSandbox.facts(unit, of: id, program: engine.name) + paths(id)
      + UnitStart(unit: unit, owner: id, workspace: workspace).facts + [notRestarted(id)].compactMap { $0 }
  }

  /// Whether it stops without a GPU, or was told to use one.
  private var usesGPU: Bool {
    if case .gpu = engine.need {
      return !variables.contains { $0.name.hasPrefix("VLLM_CPU_") || $0.value == "cpu" } && !words.contains { $0.text == "cpu" }
    }
    let layers = EngineCommand(arguments: words.map(\.text), variables: [:]).gpuLayers
    return layers.map { $0 > 0 } ?? false
  }

  private func paths(_ id: FactID) -> [Fact] {
    let paths = UnitPaths(unit: unit, variables: variables, owner: id, program: engine.name)
    let texts = words.map { $0.text.map(EngineOption.hyphenated) }
    var facts = engine.fileOptions.flatMap { option -> [Fact] in
      guard let found = EngineOption.value(of: [option], in: texts), let path = found.text, !path.contains("$") else { return [] }
      return paths.facts(reading: path, by: found.name, at: words[found.index].at)
    }
    guard let source = EngineSource(engine, words.map { .init(text: $0.text, at: $0.at) }, variables, hasFolders: true) else {
      return facts
    }
    if source.kind == .file { facts += paths.facts(reading: source.text, by: source.option, at: source.at) }
    let isMoved = (engine.cacheSettings + ["HOME", "XDG_CACHE_HOME"]).contains { setting in
      variables.contains { $0.name == setting } || texts.contains { $0?.hasPrefix(setting) == true }
    }
    return isMoved ? facts : facts + paths.facts(caching: source, at: start.at)
  }

  private func notRestarted(_ id: FactID) -> Fact? {
    guard unit.isWhole, unit.value("Restart", in: "Service") == nil, unit.value("Type", in: "Service")?.text != "oneshot",
      start.layer.id.embedding.isEmpty
    else { return nil }
    return SettingFact.make(
      ["Service", "restart"], name: unit.name, kind: "unit-restart", format: "systemd", problem: .unset,
      counterpart: engine.name, at: start.at, owner: id)
  }
}
