import Syntax
import Vocabulary

/// A container that serves models and is not Ollama, whatever starts it: LiteLLM, llama-server, vLLM.
extension ContainerSpec {
  /// The whole command, program included, as far as the container says it.
  var wholeLine: [CommandWord] {
    let words = (entrypoint ?? []).map { CommandWord(text: $0, raw: $0, at: program?.at ?? image.at, isFixed: true) } + arguments
    // What a shell runs is one word here.
    guard let index = ShellLine.index(in: words.map(\.raw)), index < words.count, let line = words[index].text,
      let inner = EngineImage.words(ofShell: line, at: words[index].at)
    else { return words }
    return inner
  }

  /// Whether a name alone may be that of a folder: something is mounted besides what it downloads.
  private func hasFolders(_ engine: EngineImage?) -> Bool {
    workingDirectory != nil || image.build != nil || hasUnknownMounts || hasOtherFiles
      || mounts.contains { mount in
        mount.target.map { target in
          !target.hasPrefix("/dev/") && !target.contains("cache") && engine?.caches.contains(where: target.hasPrefix) != true
        } ?? true
      }
  }

  /// What the command starts in an image that nothing is known of: the first word says it, whatever the image is called.
  private var startedEngine: (engine: EngineImage, first: Int)? {
    guard EngineImage.program(in: image.name) == nil, !image.name.isOllama, image.build == nil, !id.document.isDocumentation
    else { return nil }
    return EngineImage.started(by: wholeLine.map(\.text))
  }

  /// What is wrong with single words of such a command.
  func startedMistakes() -> [Fact] {
    guard let (engine, first) = startedEngine else { return [] }
    let words = Array(wholeLine.dropFirst(first))
    return EngineArguments(
      engine: engine, words: words, variables: Set(environment.variables.map(\.name)), mayBeAnother: true
    )
    // Nobody knows which build is in there.
    .facts(id, format: format).filter { engine.removed[$0.text(.name) ?? ""] == nil }
      + missingSiblings(engine, words)
  }

  private func startedFacts() -> [Fact] {
    guard let (engine, first) = startedEngine else { return [] }
    let words = wholeLine.dropFirst(first).map { EngineService.Word(text: $0.text, at: $0.at) }
    var service = service(engine.name, port: engine.port(in: words.map(\.text)))
    return service.facts(words, variables: environment.variables, hasFolders: hasFolders(engine))
  }

  private func service(_ kind: String, port: Int?) -> EngineService {
    var service = EngineService(
      FactID(.service, id.document, id.address), kind: kind, name: fact.attributes[.name] ?? Sourced(.text(kind)),
      at: fact.range, topology: fact[.topology] ?? .container)
    service.fact.infer(.aliases, network.aliases)
    if network.host != nil { service.fact.infer(.sharesHostNetwork, true) }
    if let port { service.fact.infer(.port, port) }
    let published = ports.compactMap { $0.hostPort?.value }.map(String.init)
    if !published.isEmpty { service.fact.infer(.hostPorts, published) }
    return service
  }

  /// Where the program listens in its container, where the host publishes it under another port.
  private var portBehindAnother: Int? {
    guard fact[.topology] ?? .container == .container, ports.count == 1, let own = listens, ports[0].containerPort?.value == own,
      let published = ports[0].hostPort?.value, published != own
    else { return nil }
    return own
  }

  func engineFacts() -> [Fact] {
    if startedEngine != nil { return startedFacts() }
    guard let kind = EngineImage.program(in: image.name), !id.document.isDocumentation else { return [] }
    var engine = service(kind.name, port: kind.port ?? portBehindAnother)
    let command = command?.value ?? []
    // Each word of a list has a place of its own.
    let places = command.elementsEqual(arguments.map(\.raw)) ? arguments.map(\.at) : nil
    var words = command.enumerated().map { index, word in
      EngineService.Word(text: word.contains("$") ? nil : word, at: places?[index] ?? self.command?.at ?? fact.range)
    }
    if kind.name == "vLLM" {
      if let entrypoint {
        guard let (_, first) = EngineImage.started(by: entrypoint) else { return engine.facts([], variables: []) }
        words = entrypoint.dropFirst(first).map { .init(text: $0, at: fact.range) } + words
      }
      // What a shell, or a word too many, makes of it is another matter.
      let first = words.first?.text.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
      let isAnother = first.map(["sh", "bash", "vllm", "python", "python3", "serve"].contains) ?? false
      if isAnother || arguments.contains(where: { $0.text == nil }) { words = [] }
    }
    let row = EngineImage.of(image.name)
    // With the defaults of variables, which count where nothing sets them.
    row.map { shareGPU($0, words.isEmpty ? [] : arguments.map(\.text), &engine.fact) }
    return engine.facts(words, variables: environment.variables, hasFolders: hasFolders(row))
  }

  /// How much GPU memory vLLM reserves when it starts, and on which GPUs: 90% by default (vLLM, `vllm/config/cache.py`,
  /// gpu_memory_utilization). It exits if less is free (`vllm/v1/worker/utils.py`, request_memory).
  private func shareGPU(_ engine: EngineImage, _ words: [String?], _ service: inout Fact) {
    // Commands of a script may be those of one choice among several.
    guard format == "Compose", engine.name == "vLLM", engine.vendor(of: image.name) == "nvidia", fact[.topology] != .pod,
      !fact.has(.profiles),
      environment.isComplete, !hasUnknownParts, gpu.access != nil, gpu.access != .noGPU, gpu.problem == nil, !words.isEmpty,
      !words.contains(nil), !words.contains(where: { $0?.hasPrefix("--enable-sleep") == true || $0?.hasPrefix("--config") == true })
    else { return }
    let written = EngineOption.value(of: ["--gpu-memory-utilization"], in: words.map { $0.map(EngineOption.hyphenated) })
    guard let share = written.map({ $0.text.flatMap { Double($0) } }) ?? 0.9, share > 0, share <= 1 else { return }
    service.infer(.memoryShare, Int(share * 100))
    let visible = environment.last("CUDA_VISIBLE_DEVICES")?.value.map { $0.split(separator: ",").map(String.init) }
    if let cards = cards ?? visible { service.infer(.gpus, cards) }
  }
}
