import Knowledge
import Vocabulary

/// An Ollama server in a container, whatever starts it.
extension ContainerSpec {
  /// Where Ollama keeps models in its image.
  static let modelsDirectory = "/root/.ollama"

  /// Whether it serves; a helper that pulls models with the same image does not.
  var serves: Bool {
    let isServer = ServerCommand.isServer(
      entrypoint: entrypoint ?? [], command: command?.value ?? [], isCalled: publishesServer)
    return isServer && !usesAnotherServer && !isUnusedBundle || startsClientInPlace
  }

  /// Whether the Ollama that Open WebUI brings along is left for another one: only `/ollama` stands for its own (open-webui,
  /// backend/open_webui/config.py).
  private var isUnusedBundle: Bool {
    guard image.name.isBundledWebUI, let text = environment.last("OLLAMA_BASE_URL")?.value else { return false }
    return OpenWebUIVariables.isElsewhere(text)
  }

  private var publishesServer: Bool { ports.contains { $0.containerPort?.value == EndpointPorts.ollama } }

  /// Whether a script or a client in it receives the address of another container, where no server could listen.
  private var usesAnotherServer: Bool {
    guard entrypoint != nil || command != nil, let text = environment.last("OLLAMA_HOST")?.value else {
      return false
    }
    let words = (entrypoint ?? []) + (command?.value ?? [])
    guard !words.contains(where: ServerCommand.mentionsServe) else { return false }
    let host = URLParts(text.contains("://") ? text : "ollama://" + OllamaVariable.trimmed(text)).host
    let own = network.aliases + [fact.text(.name)].compactMap { $0 }
    return host.contains(where: \.isLetter) && !host.contains(":") && host != "localhost"
      && !own.contains(host)
  }

  /// What is wrong with the command of a helper: the image's entry point receives it.
  var helperFacts: [Fact] {
    guard let command, let words = command.value, entrypoint == nil, image.name.isOllamas,
      image.build?.hasEntrypoint != true, !id.document.isDocumentation, isOwn(command.at),
      let problem = ServerCommand.problem(with: words)
    else { return [] }
    return [
      SettingFact.make(
        id.address + ["helper-command"], name: fact.text(.name) ?? "it", value: words.joined(separator: " "),
        kind: "helper", format: format, problem: .notAllowed, consequence: problem, at: command.at)
    ]
  }

  /// A container that publishes the server's port, and whose command is a client's.
  private var startsClientInPlace: Bool {
    let isOllama = entrypoint.map { ServerCommand.isOllama($0.first) } ?? true
    return isOllama && ServerCommand.isClient((entrypoint ?? []) + (command?.value ?? [])) && publishesServer
  }

  var isOllamasImage: Bool { image.name.isOllamas }
  /// One that somebody made from it, and may have put anything into.
  private var isOfOnesOwn: Bool {
    !isOllamasImage && !image.name.isOpenWebUI && !image.name.isSmall && image.name.modelsDirectory == nil
      && (image.name.repository.contains("/") || image.name.isLocal)
  }

  /// A variable that Ollama no longer reads, in an image of another name that somebody built from any release, or changed.
  private func readByItsRelease(_ fact: Fact) -> Fact {
    guard fact[.status] == .removed, isOfOnesOwn, image.build == nil, image.name.lastPart != "ollama" else { return fact }
    var known = fact
    known.write(.status, .known, at: fact.attributes[.status]?.range ?? fact.range)
    known.attributes[.removedIn] = nil
    return known
  }

  func serverFacts() -> [Fact] {
    var server = fact
    describe(&server)
    describeGPU(&server)
    // What the image sets, the container can change.
    ServerVariables.apply(environment.inherited + environment.variables, to: &server)
    if !environment.isComplete { server.infer(.environmentUnknown, .flag(true)) }
    // Its start script runs a plain `ollama serve`, whatever network the container is on.
    if image.name.isBundledWebUI, network.host != nil, environment.isComplete, environment.last("OLLAMA_HOST") == nil {
      server.infer(.hostAddress, "127.0.0.1")
    }
    keepModels(&server)
    operate(&server)
    start(&server)
    checkHealth(&server)
    let wanted: Set<Int> =
      image.name.isBundledWebUI
      ? [EndpointPorts.ollama] : [server.integer(.port) ?? EndpointPorts.ollama, EndpointPorts.ollama]
    // Where only a variable knows the port, any may be it.
    let isPortKnown = server.attributes[.port] == nil || server.integer(.port) != nil
    let nowhere = isPortKnown ? portsToNowhere(besides: server.integer(.port) ?? EndpointPorts.ollama) : []
    let faults = mountFaults
    let strays = strayMounts(besides: server.text(.modelsDirectory).map(absolute))
    // A second volume next to one in a wrong place would start empty.
    if !strays.isEmpty || faults.contains(where: { $0[.problem] == .unread }), !server.has(.modelVolume) { server.infer(.modelVolume, nil) }
    let loopback = loopbackFacts()
    let published = loopback.isEmpty ? portFacts(to: wanted) : loopback
    var facts = [server] + openWebUI + [programWithBlank, lostWebUI, emptyOverride].compactMap { $0 }
    facts += userWithoutHome + (mayMoveStore ? [] : strays) + unlabelledMounts + faults
    if isOllamasImage, isPortKnown { facts += wrongPorts(besides: server.integer(.port) ?? EndpointPorts.ollama) }
    facts += (nowhere.isEmpty ? published : nowhere) + tildeInPath
    facts += saidOfStore(ServerVariables.facts(environment.variables, of: id, version: image.version, format: format)).map(readByItsRelease)
    if isOllamasImage, image.build == nil, entrypoint == nil {
      facts += ServerVariables.withoutPrefix(environment.variables, of: id, format: format)
    }
    return facts + environment.misread.compactMap { $0.fact(of: id) }
  }

  private func describe(_ server: inout Fact) {
    if server[.topology] == nil { server.infer(.topology, .container) }
    if let engine { server.infer(.engine, engine) }
    if !network.aliases.isEmpty { server.infer(.aliases, network.aliases) }
    if network.isDefault { server.infer(.isOnDefaultNetwork, true) }
    if let name = network.name { server.infer(.network, name) }
    if !network.shared.isEmpty { server.infer(.sharedNetworks, network.shared) }
    if let host = network.host { server.write(.sharesHostNetwork, true, at: host) }
    network.namespace.describe(&server)
    let name = image.name
    server.write(.image, name.repository, at: image.at)
    if image.hasUnknownTag || name.isLocal {
      server.write(.imageTag, nil, at: image.at)
    } else if let tag = name.tag {
      server.write(.imageTag, tag, at: image.at)
    } else if let other = image.tagElsewhere {
      server.infer(.imageTag, other)
    }
    if name.isPinnedByDigest, name.tag.map({ ["latest", "rocm"].contains($0) }) ?? true { server.infer(.imageTag, "pinned by digest") }
    // An example of a file that builds it has no version of its own: the Dockerfile has.
    if let version = image.version, image.build == nil || !id.document.isDocumentation { server.infer(.version, version.description) }
    if image.isTagOverruled { server.infer(.versionOverruled, true) }
    if let vendor = name.vendor.flatMap(ImageGPU.init(rawValue:)) ?? image.vendor {
      server.write(.imageVendor, vendor, at: image.at)
    }
  }

  // MARK: Storage

  /// Another user than root, and another image, have another home, where models are kept.
  private var mayHaveAnotherHome: Bool {
    user != nil || environment.last("HOME") != nil || isOfOnesOwn
  }

  /// Whether it runs as a user whose home is known to the image at most, and root's is closed to.
  private var runsAsAnother: Bool {
    guard let user, environment.last("HOME") == nil else { return false }
    return !["root", "0"].contains(user.value.map { String($0.prefix { $0 != ":" }) } ?? "root")
  }

  private func keepModels(_ server: inout Fact) {
    if isTemporary { server.infer(.temporary, true) }
    let moved = environment.effective("OLLAMA_MODELS")
    let directory = moved.map { $0.value.map(OllamaVariable.trimmed) } ?? modelsDirectory
    guard let directory, !directory.hasPrefix("~") else { return server.infer(.modelVolume, nil) }
    if !server.has(.modelsDirectory), environment.isComplete {
      server.infer(.modelsDirectory, moved == nil && runsAsAnother ? nil : .text(directory))
    }
    store(absolute(directory), of: &server)
    // What is wrong is the name of the variable, and not the volume.
    if misspeltStore != nil, !server.has(.modelVolume) { server.infer(.modelVolume, nil) }
    // In another home something that is mounted may be it, and models may be part of an image of one's own.
    let isUncertain = isOfOnesOwn || moved == nil && mayHaveAnotherHome && !mounts.isEmpty
    if isUncertain, !server.has(.modelVolume) { server.infer(.modelVolume, nil) }
  }

  /// A relative path from where the image starts its program, `/` (Ollama, Dockerfile: no WORKDIR).
  private func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), isOllamasImage else { return path }
    return "/" + (path.hasPrefix("./") ? path.dropFirst(2) : path[...])
  }

  /// Notes what keeps `directory` when the container is gone.
  func store(_ directory: String, of fact: inout Fact) {
    for mount in mounts where !mount.isTemporary {
      guard let target = mount.target else {
        if fact[.modelVolume] == nil { fact.write(.modelVolume, nil, at: mount.at) }
        continue
      }
      let isInHome = fact.subject == .server && mayHaveAnotherHome && target.hasSuffix("/.ollama")
      if VolumeSpec.holds(target, directory) || isInHome {
        fact.write(.modelVolume, target, at: mount.at)
        // The long form has the path alone.
        let source = mount.written.map { VolumeSpec.parts($0)?.source } ?? mount.hostPath
        if fact.subject == .server, let source, VolumeSpec.isOnWindowsDrive(source) { fact.write(.windowsVolume, source, at: mount.at) }
      } else if fact.subject == .server, VolumeSpec.holds(target, Self.modelsDirectory) {
        fact.write(.volumeElsewhere, target, at: mount.at)
      }
    }
    if hasUnknownParts || hasUnknownMounts, !fact.has(.modelVolume) { fact.infer(.modelVolume, nil) }
  }

  /// Mounts where models are kept elsewhere, and where this server does not look.
  private func strayMounts(besides directory: String?) -> [Fact] {
    guard let directory, environment.isComplete, isOllamasImage, !mayHaveAnotherHome else { return [] }
    return mounts.enumerated().compactMap { index, mount in
      guard let target = mount.target, isOwn(mount.at), StrayMount.isStray(target, besides: directory) else {
        return nil
      }
      return StrayMount.fact(
        target, directory, FactID(.key, mount.at.document, id.address + ["mount", String(index)]),
        format: format, at: mount.at, of: id)
    }
  }

  /// Folders of the host that Podman, the engine of the systems where SELinux enforces, mounts without a label.
  private var unlabelledMounts: [Fact] {
    let moved = environment.last("OLLAMA_MODELS")
    guard engine == .podman, !isUnconfined, privileged == nil, !hasUnknownParts,
      !id.document.isDocumentation,
      let directory = moved.map({ $0.value.map(OllamaVariable.trimmed) }) ?? modelsDirectory
    else { return [] }
    return mounts.enumerated().compactMap { index, mount in
      guard let text = mount.written, UnlabelledMount.isOne(text, holding: directory) else { return nil }
      return UnlabelledMount.fact(
        text, FactID(.key, mount.at.document, id.address + ["label", String(index)]), format: format,
        at: mount.at, of: id)
    }
  }

  /// `OLLAMA_MODELS=~/models`: no shell reads the variables of a container.
  private var tildeInPath: [Fact] {
    guard let models = environment.last("OLLAMA_MODELS"), let text = models.value,
      let mark = ["~", "$HOME", "${HOME}"].first(where: OllamaVariable.trimmed(text).hasPrefix), isOllamasImage, entrypoint == nil,
      !id.document.isDocumentation
    else { return [] }
    return [
      setting(
        ["path", models.name], name: models.name, value: text, kind: "path", problem: .notExpanded,
        consequence: "no shell expands \(mark) for a container, so a folder of that name is created",
        at: models.valueAt)
    ]
  }

  /// Whether it is written in a file that is about this container, and not in one that it takes something from.
  func isOwn(_ at: SourceRange) -> Bool { at.document == id.document || dropIns.contains(at.document) }

  // MARK: Operation

  private func operate(_ server: inout Fact) {
    if let restart {
      server.write(.restart, restart.value, at: restart.at)
    } else if hasUnknownParts {
      server.infer(.restart, nil)
    }
    if let limit = memoryLimit { server.write(.memoryLimit, limit.value, at: limit.at) }
    if let limit = cpuLimit {
      server.write(.cpuLimit, limit.value, at: limit.at)
      // llm/llama_server.go, from 0.30 on: the variable is the engine's, which earlier releases do not start.
      let isOld = image.version.map { $0 < Version(0, 30, 0) } ?? false
      if let value = limit.value, value < 4096, !isOld {
        server.infer(.threadsWanted, .integer(max(1, Int(value))))
      }
    }
    if let privileged { server.write(.privileged, true, at: privileged) }
    // Podman brings the host's groups along.
    if engine != .podman, let group = groups.first(where: { $0.value == "render" }) {
      server.write(.groupMissing, "render", at: group.at)
    }
  }

  /// What it is started with, and why that is not a server.
  func start(_ server: inout Fact) {
    // Another entry point may start more than Ollama.
    if entrypoint != nil || image.build != nil { server.infer(any: .command, nil) }
    if let entrypoint, let at = program?.at ?? command?.at, ServerCommand.isOllama(entrypoint.first) {
      let words = Array(entrypoint.dropFirst()) + (command?.value ?? [])
      let problem =
        ServerCommand.serveOption(words) ?? (startsClientInPlace ? ServerCommand.clientInPlaceOfServer : nil)
      if let problem { server.write(.commandProblem, problem, at: at) }
    }
    guard let command, entrypoint == nil else { return }
    let words = command.value ?? []
    // Open WebUI's image has no entry point, with a server in it or without (open-webui, Dockerfile).
    if image.name.isBundledWebUI, ServerCommand.strayOption(words) == nil { return }
    server.write(.command, words.joined(separator: " "), at: command.at)
    // Another entry point is handed other words, and the image for Jetson has none (dusty-nv/jetson-containers,
    // packages/llm/ollama/Dockerfile); one's own image may have any.
    guard image.build?.hasEntrypoint != true, image.name.modelsDirectory == nil, image.build != nil || !isOfOnesOwn else {
      return
    }
    let problem =
      ServerCommand.problem(with: words)
      ?? (startsClientInPlace ? ServerCommand.clientInPlaceOfServer : nil)
    if let problem { server.write(.commandProblem, problem, at: command.at) }
  }

  // MARK: Ports

  /// One fact for each published port that points to one of `wanted`, or for all.
  func portFacts(to wanted: Set<Int>?) -> [Fact] {
    // On the host's network the engine discards what is published, with a warning.
    guard network.host == nil else { return [] }
    return ports.compactMap { port in
      if let number = port.containerPort?.value {
        guard wanted?.contains(number) ?? true else { return nil }
      } else if ports.count > 1 {
        // One that only a variable knows is taken for the wanted one if it stands alone.
        return nil
      }
      return portFact(port)
    }
  }

  private func portFact(_ port: PublishedPort) -> Fact {
    var fact = Fact(port.id, at: port.at, related: [.owner: id])
    if let address = port.address { fact.write(.address, address.value, at: address.at) }
    if let number = port.hostPort { fact.write(.hostPort, number.value, at: number.at) }
    if let number = port.containerPort { fact.write(.port, number.value, at: number.at) }
    if let name = port.variable { fact.infer(.hostPortVariable, .text(name)) }
    if self.fact.has(.name) { fact.infer(.name, self.fact.text(.name)) }
    return fact
  }

  /// A published port for the server that points to another port of the container, where nothing of its image listens.
  ///
  /// Containers that share the network may listen there, and so may what an image of one's own or another command starts.
  private func portsToNowhere(besides own: Int) -> [Fact] {
    guard network.host == nil, network.namespace == .own, !network.sharesLoopback, isOllamasImage,
      entrypoint == nil, image.build?.startsAsBase ?? true, environment.isComplete,
      environment.inherited.isEmpty,
      !hasUnknownParts, !ports.contains(where: { ($0.containerPort?.value ?? own) == own })
    else { return [] }
    let meant =
      ports.count == 1 ? ports : ports.filter { [own, EndpointPorts.ollama].contains($0.hostPort?.value) }
    return meant.filter { isOwn($0.at) }.map { port in
      var fact = portFact(port)
      fact.infer(.portWanted, .integer(own))
      fact.infer(.problem, .unread)
      fact.related[.server] = id
      return fact
    }
  }
}

extension ContainerSpec.PublishedPort {
  /// The variable that gives the port on the host, where it is called a port: any other may bring an address along.
  var variable: String? {
    guard hostPort?.value == nil, text.hasPrefix("$") else { return nil }
    let written = text.dropFirst(text.hasPrefix("${") ? 2 : 1)
    let name = written.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    // `${PORTS}` alone may be a whole mapping.
    let isPort = [":", "}:"].contains { written.dropFirst(name.count).hasPrefix($0) } && name.uppercased().contains("PORT")
    return isPort ? String(name) : nil
  }

  /// A mapping in Docker's short form; `nil` for what is none.
  ///
  /// - Parameters:
  ///   - text: `nil` where a variable in it is not known.
  ///   - raw: as it is written, variables included.
  init?(_ text: String?, raw: String, _ id: FactID, at: SourceRange) {
    guard let spec = PortSpec(text ?? PortSpec.withoutVariables(raw)) else { return nil }
    self.init(
      id: id, at: at, address: Placed(spec.address, at: at), hostPort: Placed(spec.hostPort, at: at),
      containerPort: Placed(spec.containerPort, at: at), text: raw)
  }
}
