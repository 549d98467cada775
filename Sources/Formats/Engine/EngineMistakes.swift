import Knowledge
import Vocabulary

/// What is wrong with a container of such an image, whichever client calls it.
extension ContainerSpec {
  func engineMistakes() -> [Fact] {
    guard !id.document.isDocumentation, !hasUnknownParts else { return [] }
    guard environment.isComplete else { return unlabelledModels }
    guard let engine = EngineImage.of(image.name) else { return startedMistakes() }
    let isLlama = engine.name == EngineImage.llamaServer
    return [
      portToNowhere(engine), isLlama ? lostDownloadsOfLlama(engine) : lostDownloads(engine),
      closedCache(engine), hubToken(engine, model: model(engine)), endedEarly(engine, model: isKept(engine) ? nil : model(engine)),
      environment.last("HF_HOME").flatMap { isOwn($0.at) ? HubHome.fact($0, id, format: format) : nil },
      userWithoutName(engine),
    ].compactMap { $0 } + wrongVariables(engine) + removedVariables(engine) + commandMistakes(engine) + hardwareMistakes(engine)
      + missingModelFiles(engine) + [imageHealthCheck(engine), toolNotInImage, notOnPath(engine)].compactMap { $0 }
      + [programWithBlank].compactMap { $0 } + unlabelledModels
  }

  /// `runAsUser: 1000`, whom the image does not know: HOME is `/` then, and PyTorch looks for a name (pytorch issue 140765).
  private func userWithoutName(_ engine: EngineImage) -> Fact? {
    guard !engine.users.isEmpty, image.build == nil, entrypoint == nil, let user, let text = user.value,
      let number = text.split(separator: ":").first.map(String.init), !engine.users.contains(number),
      // Lower numbers are those of the system's own users, and Podman makes an entry for any.
      Int(number).map({ (1000..<65_534).contains($0) }) == true, self.engine != .podman,
      ["HOME", "USER", "LOGNAME", "HF_HOME"].allSatisfy({ environment.last($0) == nil }),
      !mounts.contains(where: { $0.target == "/etc/passwd" })
    else { return nil }
    return engineFact("engine-user", .noHome, name: engine.name, value: number, at: user.at)
  }

  /// `command: [llama-server]` of a pod, which replaces the entry point that names the program in full.
  private func notOnPath(_ engine: EngineImage) -> Fact? {
    guard entrypoint != nil, image.build == nil, environment.effective("PATH") == nil, let first = wholeLine.first,
      let name = first.text, let place = engine.offPath[name]
    else { return nil }
    return engineFact(
      "engine-program", .pathMissing, name: name, counterpart: engine.name, expected: place, at: first.at, kind: "engine-command")
  }

  /// Folders of models of the host that Podman mounts without a label for the container.
  private var unlabelledModels: [Fact] {
    guard engine == .podman, !isUnconfined, privileged == nil, let kind = EngineImage.program(in: image.name)
    else {
      return []
    }
    return mounts.enumerated().compactMap { index, mount in
      guard let text = mount.written, let target = mount.target, isOwn(mount.at),
        ["model", "cache", "data"].contains(where: target.lowercased().contains),
        UnlabelledMount.isOne(text, holding: target)
      else { return nil }
      return setting(
        ["label", String(index)], name: text, kind: "mount", problem: .unlabelled, counterpart: kind.name,
        at: mount.at)
    }
  }

  /// The words of its command line, those of a shell's line as well.
  private var pieces: [String] {
    ((entrypoint ?? []) + (command?.value ?? [])).flatMap { word in
      word.split(whereSeparator: { " \n\t\"'".contains($0) }).map {
        EngineOption.hyphenated(String($0))
      }
    }
  }

  /// `VLLM_CPU_KVCACHE_SPACE: 8G`, `LLAMA_ARG_CTX_SIZE: 32k`
  private func wrongVariables(_ engine: EngineImage) -> [Fact] {
    engine.variableForms.sorted { $0.key < $1.key }.compactMap { name, form in
      guard let variable = environment.last(name), let value = variable.value, isOwn(variable.at),
        // llama.cpp reads what is there as a number (common/arg.cpp, std::stoi); others may take it for unset.
        !value.isEmpty || engine.name == "llama-server" && form == .whole, let expected = form.fault(of: value)
      else { return nil }
      return engineFact(
        "engine-variable-\(name)", .type, name: name, value: value, counterpart: engine.name, expected: expected,
        at: variable.at, kind: "engine-form")
    }
  }

  /// `VLLM_ATTENTION_BACKEND` of a release that does not read it any more.
  private func removedVariables(_ engine: EngineImage) -> [Fact] {
    guard let version = engineVersion else { return [] }
    return engine.removed.sorted { $0.key < $1.key }.compactMap { name, end in
      guard let variable = environment.last(name), isOwn(variable.at), variable.value != "", let end = Version(end),
        version >= end
      else { return nil }
      let given = engine.instead[name].flatMap { option in setting([option]).map { "\(option) \($0) is used" } }
      return engineFact(
        "engine-variable-\(name)", .outdated, name: name, value: variable.value, consequence: given, counterpart: engine.name,
        expected: engine.instead[name], at: variable.at, kind: "engine-variable")
    }
  }

  /// The value of an option or a variable; `nil` where it is not there.
  private func setting(_ names: [String]) -> String? {
    let pieces = pieces
    for name in names {
      if let variable = environment.last(name) { return variable.value ?? "?" }
      if let found = EngineOption.value(of: [name], in: pieces) { return found.text }
      if pieces.contains(name) { return "?" }
    }
    return nil
  }

  /// - Parameter place: what tells it from others of the container, and what kind it is unless `kind` says so.
  func engineFact(
    _ place: String, _ problem: ValueFault, name: String, value: String? = nil, consequence: String? = nil,
    counterpart: String? = nil, expected: String? = nil, at range: SourceRange, kind: String? = nil,
    words: (action: String, range: Range<Int>)? = nil
  ) -> Fact? {
    guard isOwn(range) else { return nil }
    // A variable of a script may hold more than this word.
    let isWritten = words.map { words in
      format != "docker run" || !arguments[words.range].contains { $0.raw.contains("$") }
    }
    let rest =
      isWritten == true
      ? words.map { ["words", $0.action, String($0.range.lowerBound), String($0.range.count)] } : nil
    return SettingFact.make(
      id.address + (rest ?? [place, problem.rawValue]), name: name, value: value, kind: kind ?? place, format: format,
      problem: problem, consequence: consequence, counterpart: counterpart, expected: expected, at: range, owner: id)
  }

  /// The port of the container on which a program of a known image listens; `nil` where only the running container knows.
  var listens: Int? {
    guard image.build == nil, entrypoint == nil, environment.isComplete, !hasUnknownParts, environment.inherited.isEmpty else { return nil }
    if image.name.isOpenWebUI {
      guard command == nil, !image.name.isBundledWebUI else { return nil }
      return environment.last("PORT").map { $0.value.flatMap { Int($0) } } ?? OpenWebUI.port
    }
    if isOllamasImage { return environment.last("OLLAMA_HOST") == nil && serves ? EndpointPorts.ollama : nil }
    if let (_, port) = programPort { return port }
    guard let engine = EngineImage.of(image.name), !arguments.contains(where: { $0.text == nil }) else { return nil }
    let names = engine.portOptions + [engine.portVariable].compactMap { $0 }
    return setting(names).map { Int($0) } ?? engine.port
  }

  /// A published port where the program does not listen.
  private func portToNowhere(_ engine: EngineImage) -> Fact? {
    guard network.host == nil, network.namespace == .own, !network.sharesLoopback, image.build == nil,
      let first = ports.first, first.address != nil
    else { return nil }
    // A script of the user's own may start it on any port.
    guard
      entrypoint == nil || pieces.contains("serve") || pieces.contains(where: { $0.contains("api_server") })
    else { return nil }
    var names = engine.portOptions
    if let variable = engine.portVariable { names.append(variable) }
    let written = setting(names).map { $0.split(separator: ":").last.map(String.init) ?? $0 }
    guard let port = written.map({ Int($0) }) ?? engine.port else { return nil }
    let targets = ports.map { $0.containerPort?.value }
    guard !targets.contains(nil), !targets.contains(port) else { return nil }
    guard isOwn(first.at) else { return nil }
    // By the port's own address a fix finds it again.
    return SettingFact.make(
      FactID(.key, first.id.document, first.id.address), name: engine.name,
      value: first.containerPort?.value.map(String.init), kind: "engine", format: format, problem: .targetPort,
      expected: String(port), at: first.at, owner: id)
  }

  /// Downloads that are in no volume.
  private func lostDownloads(_ engine: EngineImage) -> Fact? {
    guard let usual = engine.caches.first, image.build == nil,
      let model = model(engine), model.contains("/"), !model.hasPrefix("/"), !model.hasPrefix("."),
      !model.contains("$"), !model.contains("?"), !model.contains("://")
    else { return nil }
    return lost(model, in: [setting(engine.cacheSettings) ?? usual], of: engine.name)
  }

  /// The cache of downloads, where it may not write (huggingface_hub locks what it looks up, unless it is offline).
  private func closedCache(_ engine: EngineImage) -> Fact? {
    guard let model = model(engine) ?? setting(engine.hubOptions), model.contains("/"), !model.hasPrefix("/"), !model.hasPrefix("."),
      !model.contains("$"), environment.last("HF_HUB_OFFLINE") == nil, environment.last("TRANSFORMERS_OFFLINE") == nil
    else { return nil }
    let folders = [setting(engine.cacheSettings)].compactMap { $0 } + (setting(engine.cacheSettings) == nil ? engine.caches.prefix(1) : [])
    guard
      let mount = mounts.first(where: { mount in
        mount.target.map { target in mount.isReadOnly && folders.contains { VolumeSpec.holds(target, $0) } } ?? false
      }), let target = mount.target, isOwn(mount.at),
      // What is mounted below it may be open.
      !mounts.contains(where: { $0.target.map { $0.hasPrefix(target + "/") } ?? true })
    else { return nil }
    return engineFact("engine-cache", .readOnly, name: engine.name, value: model, expected: target, at: mount.at)
  }

  /// Whether what it has downloaded is still there when it starts again.
  private func isKept(_ engine: EngineImage) -> Bool {
    let folders = engine.caches.prefix(1) + [setting(engine.cacheSettings)].compactMap { $0 }
    return mounts.contains { mount in
      mount.target.map { target in folders.contains { VolumeSpec.holds(target, $0) || target.hasPrefix($0 + "/") } } ?? true
    }
  }

  private func model(_ engine: EngineImage) -> String? {
    if let named = setting(engine.modelOptions) { return named }
    // `vllm serve` is the entry point of newer images, so that the first word is the model.
    guard engine.name == "vLLM", entrypoint == nil, let first = pieces.first, !first.hasPrefix("-") else {
      return nil
    }
    return first
  }

  private func lost(_ model: String, in folders: [String], shown: String? = nil, of program: String) -> Fact? {
    guard !hasUnknownMounts, !folders.contains(where: { !$0.hasPrefix("/") }),
      !isTemporary || !mounts.isEmpty,
      !mounts.contains(where: { mount in
        guard let target = mount.target else { return true }
        return folders.contains { VolumeSpec.holds(target, $0) || target.hasPrefix($0 + "/") }
      })
    else { return nil }
    let volume = mounts.lazy.compactMap(\.target).first { !$0.hasPrefix("/dev/") && !$0.hasPrefix("/etc/") }
    return engineFact(
      "engine-cache", .misplaced, name: program, value: model, counterpart: volume,
      expected: shown ?? folders.first, at: image.at)
  }

  /// llama-server with `-hf`: newer builds keep files in Hugging Face's cache, older ones in their own
  /// (ggml-org/llama.cpp, `common/download.cpp`).
  private func lostDownloadsOfLlama(_ engine: EngineImage) -> Fact? {
    guard let model = setting(engine.hubOptions), !model.contains("$"),
      setting(engine.modelOptions) == nil
    else { return nil }
    let moved = setting(["LLAMA_CACHE", "HF_HOME", "HF_HUB_CACHE"])
    return lost(
      model, in: moved.map { [$0] } ?? ["/root/.cache/llama.cpp", "/root/.cache/huggingface"],
      shown: moved == nil ? "/root/.cache" : nil, of: EngineImage.llamaServer)
  }
}
