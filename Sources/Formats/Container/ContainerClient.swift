import Knowledge
import Syntax
import Vocabulary

/// A container that talks to an Ollama server, whatever starts it: a chat UI, a proxy, an application.
extension ContainerSpec {
  /// No facts if nothing in it has to do with a local model.
  func clientFacts() -> [Fact] {
    let sharesHostNetwork = network.host != nil
    let isOwn = image.build != nil || image.name.repository.isEmpty
    let program =
      DescribedContainer(image: image.name, in: workspace)
      ?? (isOwn || mayBeAnyProgram ? DescribedContainer(builtWith: environment.variables, isOwn: isOwn, in: workspace) : nil)
    let described =
      program?.facts(
        environment.variables, of: id, sharesHostNetwork: sharesHostNetwork,
        isComplete: environment.isComplete, in: workspace) ?? []
    let ids = Set(described.map(\.id))
    // A shared block of variables may hold what only others read.
    let others = (image.name.isStore ? [] : environment.variables).flatMap {
      ClientVariables.endpoints(
        $0, of: id, image: image.name, known: workspace.own, sharesHostNetwork: sharesHostNetwork, mayServe: mayServeItself,
        isLiteLLM: program == nil && namesLiteLLMModels)
    }.filter { !ids.contains($0.id) }.map { endpoint in
      var endpoint = endpoint
      if mayBeItsOwn(endpoint) { endpoint.infer(.maybeOwn, true) }
      return endpoint
    }
    let endpoints = (described.filter { $0.subject == .endpoint } + others).map(isReadByOthers)
    let isWebUI = image.name.isOpenWebUI
    let sources = program?.settings(among: mounts.compactMap(\.source)) ?? []
    let foreign =
      environment.isComplete
      ? program?.foreign(environment.variables, of: id, format: format) ?? [] : []
    let misspelt = program?.misspelt(environment.variables, of: id, in: workspace) ?? []
    let servers = program?.servers(environment.variables, of: id, in: workspace) ?? []
    let models =
      image.name.isStore || image.name.isOllama
      ? [] : ModelVariables.uses(environment.variables, of: id).filter { !ModelVariables.isSaid($0, by: ids) }
    let quoted = environment.variables.compactMap {
      ClientVariables.quoted($0, of: id, isKnown: program != nil || isWebUI, format: format)
        ?? ClientVariables.repeated($0, of: id, format: format)
    }
    let unmounted = program?.command.map { missingSettings($0) + missingDefaults($0) } ?? []
    guard
      !endpoints.isEmpty || !unmounted.isEmpty || isWebUI || !foreign.isEmpty || !misspelt.isEmpty || !described.isEmpty
        || !quoted.isEmpty || !models.isEmpty
        || !sources.isEmpty || program?.runsCommands == true && !mounts.isEmpty
    else {
      return []
    }
    var client = fact
    // What is built here has no image to be called by.
    let isNamed = !image.name.repository.isEmpty
    client.infer(
      .kind,
      isWebUI ? OpenWebUI.kind : program?.name ?? (isNamed ? image.name.repository : "a container"))
    if client[.topology] == nil { client.infer(.topology, .container) }
    // Containers of a pod share their loopback.
    let namespace = network.sharesLoopback && network.namespace == .own ? NetworkNamespace.shared(nil) : network.namespace
    namespace.describe(&client)
    if isNamed { client.write(.image, image.name.repository, at: image.at) }
    if !sources.isEmpty { client.infer(.mounts, sources) }
    if sharesHostNetwork { client.infer(.sharesHostNetwork, .flag(true)) }
    if program?.runsCommands == true { client.infer(.writtenMounts, mounts.compactMap(\.written)) }
    var more = foreign + misspelt + servers + defaultEndpoint
    if isWebUI { more += describeWebUI(&client) }
    if isWebUI, OpenWebUI.isCurrent(image.name) {
      more += DescribedContainer.openWebUI?.checks(environment.variables, of: id, in: workspace) ?? []
    }
    describeHostGateway(endpoints, &client)
    more += gatewaysOnLoopback + discardedPorts + missingHealthTool + pathsThatCallModels
    more += quoted + models + unmounted
    let urls = Set(quoted.compactMap { $0.text(.name) })
    let listens = listensOnLoopback
    // Report a missing variable once: another program's name for it is reported already.
    let named = Set(foreign.compactMap { $0.text(.corrected) })
    let known = described.filter { $0[.problem] != .incomplete || !named.contains($0.text(.name) ?? "") }
    return [client] + (known + others + more).compactMap { placed($0, listensOnLoopback: listens) }
      + environment.misread.filter { $0.slip.kind != .quotes || !urls.contains($0.slip.key) }
      .compactMap { $0.fact(of: id) }
  }

  /// Whether nothing is known of the image, so that its variables tell the program.
  private var mayBeAnyProgram: Bool {
    !image.name.isOllama && !image.name.isOpenWebUI && !image.name.isStore && EngineImage.program(in: image.name) == nil
  }

  /// Whether a model name has LiteLLM's form: `ollama/llama3.1:8b`.
  private var namesLiteLLMModels: Bool {
    environment.variables.contains { variable in
      ["ollama/", "ollama_chat/"].contains { variable.value?.hasPrefix($0) == true }
    }
  }

  /// Whether an Ollama may run next to the program: where the image, the service or the command is named after it, a server's
  /// port is published, or the image is made here and may have anything in it.
  private var mayServeItself: Bool {
    let words = [image.name.repository, fact.text(.name) ?? ""] + (command?.value ?? []) + (entrypoint ?? [])
    return words.contains { $0.lowercased().contains("ollama") } || image.name.repository.isEmpty
      || ports.contains { $0.containerPort?.value == EndpointPorts.ollama } || network.sharesLoopback
  }

  /// Whether something answers on the container's own loopback: its command, its Dockerfile or a file that is mounted starts
  /// an Ollama or a tunnel.
  private var listensOnLoopback: Bool {
    let line = ((entrypoint ?? []) + (command?.value ?? [])).joined(separator: " ")
    return LoopbackListener.isStarted(by: line) || image.build?.runsOllama == true
      // This edition of it has the server inside (Cinnamon/kotaemon, Dockerfile, target ollama).
      || image.name.repository.hasSuffix("cinnamon/kotaemon") && image.name.tag?.hasSuffix("-ollama") == true
      || DescribedContainer(image: image.name, in: workspace)?.asksHostForLoopback == true
      || environment.variables.contains { LoopbackListener.isSet(by: $0.name) }
      || mounts.contains { mount in
        mount.source.flatMap { workspace.source(at: $0) }.map {
          $0.bytes.count < 1 << 16 && LoopbackListener.isStarted(by: $0.string($0.range))
        } ?? false
      }
  }

  /// Whether an engine at that address may run in the container itself: in one that is made here, that serves the port, or whose
  /// command or health check names it.
  private func mayBeItsOwn(_ endpoint: Fact) -> Bool {
    guard ClientVariables.isOfEngine(endpoint.text(.name) ?? "", endpoint.text(.url) ?? ""),
      let port = endpoint.integer(.port)
    else { return false }
    let words = (entrypoint ?? []) + (command?.value ?? []) + (healthCheck?.words ?? [])
    return image.build != nil || image.name.repository.isEmpty || image.name.isStore || engine != nil
      || ports.contains { $0.containerPort?.value == port } || words.contains { $0.contains(String(port)) }
  }

  static func startsOllama(_ text: String) -> Bool { text.contains("ollama serve") }

  /// An endpoint as seen from the container's network; none for a `localhost` that may be somebody else's.
  private func placed(_ fact: Fact, listensOnLoopback: Bool) -> Fact? {
    guard fact.subject == .endpoint else { return fact }
    let isLocal = fact.text(.host).map(HostNames.isLoopback) ?? false
    // A program without a description publishes what it listens on itself.
    let isItself =
      isLocal && !image.name.isOpenWebUI && workspace.own.entry(ofImage: image.name.repository) == nil
      && ports.contains { $0.containerPort?.value == fact.integer(.port) }
    // An option that is not known may be the host's network.
    guard !isLocal || !network.sharesLoopback && !isItself && !listensOnLoopback && !hasUnknownParts else {
      return nil
    }
    var endpoint = fact
    // A file of variables may have other readers, for which the address is right.
    if fact.id.document != id.document, format != "Kubernetes" {
      endpoint.infer(.unknownReader, .flag(true))
    }
    if isNameless(fact), let corrected = URLParts.replacingHost(in: fact.text(.url) ?? "", with: "127.0.0.1") {
      endpoint.infer(.problem, .unresolved)
      endpoint.infer(.corrected, .text(corrected))
    }
    if let engine { endpoint.infer(.engine, engine) }
    if network.isDefault { endpoint.infer(.isOnDefaultNetwork, true) }
    if let host = fact.text(.host), !host.isEmpty,
      extraHosts.contains(where: { Self.isEntry($0.value ?? "", of: host) })
    {
      endpoint.infer(.serviceUndefined, false)
    }
    if let name = network.name { endpoint.infer(.network, name) }
    if !network.shared.isEmpty { endpoint.infer(.sharedNetworks, network.shared) }
    return endpoint
  }

  /// Whether it calls the host by Docker's name from the host's own network, where nobody defines it on Linux.
  private func isNameless(_ endpoint: Fact) -> Bool {
    network.host != nil && !network.knowsHost && !hasUnknownParts && endpoint.text(.host) == Self.hostName
      && endpoint.flag(.isBuiltIn) != true && !endpoint.has(.problem)
      && !extraHosts.contains { Self.isEntry($0.value ?? "", of: Self.hostName) }
  }

  // MARK: Open WebUI

  /// The address that Open WebUI takes where none is written.
  private var defaultEndpoint: [Fact] {
    guard image.name.isOpenWebUI, !image.name.isBundledWebUI, environment.isComplete, !network.sharesLoopback
    else { return [] }
    // On the host's network an entry of the container's own still counts (moby, libnetwork sandbox_dns_unix.go).
    let hasEntry = extraHosts.contains { Self.isEntry($0.value ?? "", of: Self.hostName) }
    if network.host != nil, hasEntry { return [] }
    return [
      OpenWebUIDefault.endpoint(
        environment.variables, id.address + ["environment"], of: id, at: image.at,
        sharesHostNetwork: network.host != nil)
    ].compactMap { $0 }
  }

  private func describeWebUI(_ client: inout Fact) -> [Fact] {
    // open-webui, `backend/open_webui/env.py`: DATA_DIR.
    let directory = environment.last("DATA_DIR").map(\.value) ?? OpenWebUI.dataDirectory
    client.infer(.modelsDirectory, directory ?? OpenWebUI.dataDirectory)
    store(directory ?? OpenWebUI.dataDirectory, of: &client)
    if directory == nil, !client.has(.modelVolume) { client.infer(.modelVolume, nil) }
    let slips =
      directory == OpenWebUI.dataDirectory
      ? misspeltMounts(of: OpenWebUI.dataDirectory) + strayData(besides: OpenWebUI.dataDirectory) : []
    // A second volume next to one in a wrong place would start empty.
    if !slips.isEmpty { client.infer(.modelVolume, nil) }
    // What ends with the terminal is a trial, and its data with it.
    if isTemporary { client.infer(.modelVolume, nil) }
    let socket = mounts.first {
      $0.target?.hasSuffix("docker.sock") == true || $0.target?.hasSuffix("podman.sock") == true
    }
    if let socket { client.write(.dockerSocket, true, at: socket.at) }
    OpenWebUI.apply(environment.variables, to: &client)
    // A Secret or a file that is not here may name a database.
    if !environment.isComplete, !client.has(.databaseElsewhere) { client.infer(.databaseElsewhere, nil) }
    let isBundled = image.name.isBundledWebUI
    // A container that shares the network may serve the port, and an image that is made here, or whose start is replaced,
    // may listen on another.
    let isUncertain =
      !environment.isComplete || command != nil || entrypoint != nil || isBundled || network.sharesLoopback
      || network.namespace != .own || image.build != nil || mounts.contains(where: Self.mayChangeStart)
    let port = environment.last("PORT").map { $0.value.flatMap { Int($0) } } ?? OpenWebUI.port
    let asked = command == nil && !isBundled ? port.map(wrongPorts) ?? [] : []
    return slips + asked
      + OpenWebUIVariables(
        variables: environment.variables, client: id, format: format, isComplete: environment.isComplete,
        defaultEndpoint: defaultEndpoint.first?.id
      ).facts(isBundled: isBundled)
      + OpenWebUIPorts(variables: environment.variables, isUncertain: isUncertain).facts(portFacts)
  }

  /// Whether a mount may be the script that starts the program, or variables that it reads.
  private static func mayChangeStart(_ mount: Mount) -> Bool {
    let target = mount.target ?? ""
    return target.hasSuffix(".sh") || target.hasSuffix(".env")
  }

  /// What is written in `.env` may be read by a program on the host as well.
  private func isReadByOthers(_ endpoint: Fact) -> Fact {
    let isBorrowed = environment.variables.contains {
      $0.isBorrowed && $0.document == endpoint.id.document && endpoint.id.address.starts(with: $0.address)
    }
    guard isBorrowed else { return endpoint }
    var endpoint = endpoint
    endpoint.infer(.unknownReader, .flag(true))
    return endpoint
  }

  /// Mounts on the directory of the data but for upper and lower case.
  private func misspeltMounts(of directory: String) -> [Fact] {
    guard !mounts.contains(where: { $0.target.map { VolumeSpec.holds($0, directory) } ?? false }) else {
      return []
    }
    return wrongMounts(.wrongCase, directory) { VolumeSpec.holds($0.lowercased(), directory) }
  }

  private func wrongMounts(_ problem: ValueFault, _ directory: String, where isWrong: (String) -> Bool) -> [Fact] {
    mounts.enumerated().compactMap { index, mount in
      guard let target = mount.target, isOwn(mount.at), isWrong(target) else { return nil }
      return setting(
        ["mount", String(index)], name: target, kind: "mount", problem: problem, counterpart: directory, at: mount.at)
    }
  }

  /// A mount of a folder for data at a place that the image does not have: `/app/data`.
  private func strayData(besides directory: String) -> [Fact] {
    guard environment.isComplete, command == nil, entrypoint == nil,
      !mounts.contains(where: { $0.target.map { VolumeSpec.holds($0, directory) } ?? true })
    else { return [] }
    return wrongMounts(.unread, directory, where: OpenWebUI.strayData.contains)
  }

  // MARK: Health

  /// A health check with a program that the image does not have.
  private var missingHealthTool: [Fact] {
    EngineImage.of(image.name) == nil ? [toolNotInImage].compactMap { $0 } : []
  }

  var toolNotInImage: Fact? {
    guard let check = healthCheck, isOwn(check.at), image.build == nil,
      let tool = HealthCheckTool.missing(in: check.words, of: image.name)
    else { return nil }
    return setting(
      ["healthcheck", "tool"], name: tool.name, value: check.text, kind: "health-check", problem: .missingTool,
      counterpart: EngineImage.of(image.name)?.name ?? BareImage.of(image.name)?.name, replacement: tool.instead,
      at: check.at)
  }

  /// Paths by which LiteLLM asks each of its models (LiteLLM documentation, Health Checks).
  private var pathsThatCallModels: [Fact] {
    guard image.name.repository.lowercased().contains("berriai/litellm"), !id.document.isDocumentation else { return [] }
    let words = healthCheck?.words.joined(separator: " ") ?? ""
    let isChecked = words.firstRange(ofBytes: "/health").map { found in
      words[found.upperBound...].first.map { " \"'|;&)?".contains($0) } ?? true
    }
    let checked = isChecked == true ? healthCheck.map { Placed("/health", at: $0.at) } : nil
    let needsKey = environment.last("LITELLM_MASTER_KEY") != nil && !words.contains("Authorization")
    return (askedPaths + [checked].compactMap { $0 }).enumerated().compactMap { index, asked in
      guard asked.value == "/health", isOwn(asked.at) else { return nil }
      return setting(
        ["health-path", String(index)], name: "/health", value: "/health", kind: "health-path", problem: .notAllowed,
        consequence: healthCheck?.awaited == nil ? nil : "awaited",
        counterpart: needsKey ? "LITELLM_MASTER_KEY" : nil, at: asked.at)
    }
  }

  // MARK: The way to the host

  /// `host.docker.internal` needs an entry on Linux; Docker Desktop and Podman bring it along.
  private func describeHostGateway(_ endpoints: [Fact], _ client: inout Fact) {
    guard network.namespace == .own, network.host == nil, !network.knowsHost, !hasUnknownParts else { return }
    let hasEntry = extraHosts.contains { Self.isEntry($0.value ?? "", of: Self.hostName) }
    guard let endpoint = endpoints.first(where: { $0.text(.host) == Self.hostName }) else {
      // Settings that are mounted may have the address, or nothing but the image's own default.
      if !hasEntry, mounts.contains(where: { $0.source != nil }) || !defaultEndpoint.isEmpty {
        client.infer(.lacksHostGateway, true)
      }
      if hasEntry { client.infer(.needsHostGateway, false) }
      return
    }
    client.write(.needsHostGateway, !hasEntry, at: endpoint.range)
    if let mount = mounts.first(where: { HostHardware.isOfMac($0.written ?? $0.source ?? "") }) {
      client.infer(.isForDesktop, true, because: [Reason("a macOS folder is mounted", at: mount.at)])
    }
  }

  static let hostName = "host.docker.internal"

  /// `host.docker.internal:127.0.0.1` makes the host's name one of the container itself.
  private var gatewaysOnLoopback: [Fact] {
    guard network.namespace == .own, network.host == nil else { return [] }
    return extraHosts.compactMap { entry in
      guard let text = entry.value, Self.isEntry(text, of: Self.hostName), isOwn(entry.at) else { return nil }
      let address = String(text.dropFirst(Self.hostName.count + 1))
      guard HostNames.isLoopback(address) else { return nil }
      return setting(
        ["extra_hosts", Self.hostName], name: Self.hostName, value: address, kind: "host-entry", problem: .loopback,
        corrected: "host-gateway", at: entry.at)
    }
  }

  /// A published port of a container that has its host's network, where the engine discards it.
  private var discardedPorts: [Fact] {
    guard network.host != nil, let port = ports.first(where: { !$0.isSameOnHost }), isOwn(port.at) else { return [] }
    return [
      setting(
        ["discarded"], name: port.text, kind: "publish", problem: .discarded,
        consequence: image.name.isOpenWebUI ? "Open WebUI listens on port \(OpenWebUI.port)" : nil, at: port.at)
    ]
  }
}
