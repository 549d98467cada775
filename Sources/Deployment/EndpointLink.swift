import Vocabulary

/// Which server answers at a client's URL.
enum EndpointLink {
  /// Ollama's default port.
  static let defaultPort = 11434

  /// Ports of LM Studio, Jan, llama-server, vLLM and SGLang.
  private static let desktopPorts: Set = [1234, 1337, 8000, 8080, 30000]

  static func tieEndpoints(_ draft: inout Draft) {
    let servers = ServerLookup(draft)
    let services = ServiceLookup(draft)
    let machines = MachineAddress(draft)
    let ollamas = Set(
      draft.ownIDs(.modelUse).compactMap { draft.facts[$0] }.filter { $0.flag(.isOllama) == true }.compactMap { $0.related[.endpoint] })
    for id in draft.ownIDs(.endpoint) {
      guard let endpoint = draft.facts[id] else { continue }
      let answer =
        service(for: endpoint, servers, services, draft)
        ?? server(for: endpoint, servers, machines, isOllamas: ollamas.contains(id), draft)
      draft[id].infer(.reach, answer.reach, because: answer.reasons)
      if let server = answer.server { draft[id].related[.server] = server.id }
      if endpoint.flag(.isBuiltIn) == true, draft.fact(.owner, of: id)?[.topology] == .pod,
        draft.ids(together: id.document, .server).isEmpty
      {
        draft[id].infer(.alone, true)
      }
      if let service = answer.service {
        draft[id].related[.service] = service.id
        if let corrected = withPath(endpoint, of: service) {
          draft[id].infer(.problem, .pathMissing)
          draft[id].infer(.corrected, .text(corrected))
        }
      }
      // A file may tell that its network has an address.
      if endpoint.flag(.isPublic) == nil, let host = endpoint.text(.host) {
        draft[id].infer(
          .isPublic,
          .flag(answer.reach == .elsewhere && isPublicName(host.lowercased(), port: endpoint.integer(.port))))
      }
      if let host = answer.betterHost {
        draft[id].infer(.wantedHost, .text(host), because: answer.reasons)
      }
      if let problem = answer.problem, answer.corrected != nil || problem == .nameless {
        draft[id].infer(.problem, problem)
        if let corrected = answer.corrected { draft[id].infer(.corrected, .text(corrected)) }
      } else if !isInPod(endpoint, draft), let corrected = withPort(endpoint, answer, isOllamas: ollamas.contains(id)) {
        draft[id].infer(.problem, .port80)
        draft[id].infer(.corrected, .text(corrected))
      }
    }
    for id in draft.ownIDs(.modelUse) {
      guard let endpoint = draft.fact(.endpoint, of: id) else { continue }
      if let server = endpoint.related[.server] { draft[id].related[.server] = server }
    }
    tieRuns(&draft)
  }

  /// Models that a script or a container's command runs on the one server that it starts.
  private static func tieRuns(_ draft: inout Draft) {
    for id in draft.ownIDs(.modelUse) {
      guard let use = draft.facts[id], use.roles == [.run], use.related[.endpoint] == nil, use.related[.server] == nil,
        use.related[.client] == nil, !id.document.isDocumentation
      else { continue }
      let servers = draft.ids(together: id.document, .server).filter { $0.document == id.document }
      if servers.count == 1, let server = servers.first { draft[id].related[.server] = server }
    }
  }

  /// The URL with Ollama's port, for a client of its native API that is sent to port 80 of a machine, or to 443 of one that
  /// nobody has a certificate for.
  ///
  /// A name may be a proxy's; an address is the machine itself, and Ollama's port on it is rarely 80. In a cluster it may be
  /// that of a Service, which listens on any port.
  private static func withPort(_ endpoint: Fact, _ answer: Answer, isOllamas: Bool) -> String? {
    guard [.elsewhere, .here, .unserved].contains(answer.reach), !endpoint.has(.problem),
      endpoint[.api] == .native || isOllamas, let scheme = endpoint.text(.scheme),
      endpoint.integer(.port) == (scheme == "https" ? 443 : 80), scheme == "http" || scheme == "https",
      let host = endpoint.text(.host)?.lowercased(), let url = endpoint.text(.url), !url.contains("$"),
      !url.contains(":80"), !url.contains(":443"), !url.contains("@"),
      let path = endpoint.text(.path), path.isEmpty || path == "/v1"
    else { return nil }
    let gateways = ["host.docker.internal", "host.containers.internal", "gateway.docker.internal"]
    let isAddress = host.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) } && !isPublic(host)
    guard isAddress || scheme == "http" && (isLoopback(host) || gateways.contains(host)) else { return nil }
    return "http://\(host):\(defaultPort)\(path)"
  }

  /// The URL with the path of a program's API, for a client that adds nothing but the rest.
  private static func withPath(_ endpoint: Fact, of service: Fact) -> String? {
    guard let path = service.text(.apiPath), endpoint.text(.wantedPath) == path, !endpoint.has(.problem),
      let written = endpoint.text(.path), written.isEmpty || written == "/", let url = endpoint.text(.url), !url.contains("$")
    else { return nil }
    return (url.hasSuffix("/") ? String(url.dropLast()) : url) + path
  }

  struct Answer {
    var reach: Reach
    var server: Fact?
    /// The program that answers where it is not Ollama.
    var service: Fact?
    /// The published port that points to it.
    var port: Fact?
    var betterHost: String?
    /// What is wrong with the URL, and the URL as it should be.
    var problem: ValueFault?
    var corrected: String?
    var reasons: [Reason] = []
  }

  /// Another program that answers there; `nil` where an Ollama server may.
  private static func service(
    for endpoint: Fact, _ servers: ServerLookup, _ services: ServiceLookup, _ draft: Draft
  ) -> Answer? {
    guard let host = endpoint.text(.host)?.lowercased() else { return nil }
    let document = endpoint.id.document
    let port = endpoint.integer(.port)
    let isContainer = endpoint[.from] == .container
    // A container's own loopback reaches no runner.
    let isItself = isContainer && isLoopback(host) && endpoint.flag(.sharesHostNetwork) != true
    if ServiceLookup.isModelRunner(host, port), !isItself {
      let service = services.service(named: host, near: document).flatMap { draft.facts[$0] }
      return Answer(reach: service == nil ? .here : .served, service: service)
    }
    if isContainer || !host.contains("."), servers.server(named: host, near: document) == nil,
      let named = services.service(named: host, near: document).flatMap({ draft.facts[$0] })
    {
      return ServicePort.answer(endpoint, service: named)
    }
    if isContainer, endpoint.flag(.maybeOwn) == true, isLoopback(host) {
      // A program of the host that a file here starts at that port is the one that is meant.
      guard let port, let found = services.service(onPort: port, near: document).flatMap({ draft.facts[$0] }),
        found[.topology] != .container, found[.topology] != .pod
      else { return Answer(reach: .unknown) }
      return Answer(
        reach: .itself, betterHost: gateway,
        reasons: [Reason("\(found.text(.name) ?? "a server") listens on host port \(port)", at: found.range)])
    }
    let isHost =
      isContainer && endpoint.flag(.sharesHostNetwork) != true
      ? gateways.contains(host) : isLoopback(host) || !isContainer && gateways.contains(host)
    guard isHost, let port, servers.server(onPort: port, near: document) == nil,
      let service = services.service(onPort: port, near: document).flatMap({ draft.facts[$0] })
    else { return nil }
    return Answer(
      reach: .served, service: service,
      reasons: [
        Reason("port \(port) is that of \(service.text(.name) ?? "another program")", at: service.range)
      ])
  }

  /// Whether an address is that of the client's own host, as containers call it.
  static func isThroughHost(_ endpoint: Fact) -> Bool { endpoint.text(.host).map { gateways.contains($0.lowercased()) } ?? false }

  /// The name by which Docker's containers call their host.
  static let gateway = "host.docker.internal"

  /// Names by which containers call their host.
  static let gateways: Set = [
    "host.docker.internal", "host.containers.internal", "gateway.docker.internal",
  ]

  /// The host as containers of rootless Podman see it behind pasta (containers/common `libnetwork/pasta`,
  /// `--map-guest-addr`); unlike with slirp4netns its loopback is not behind it.
  private static let pastaHost = "169.254.1.2"

  private static func server(
    for endpoint: Fact, _ servers: ServerLookup, _ machines: MachineAddress, isOllamas: Bool, _ draft: Draft
  ) -> Answer {
    guard let host = endpoint.text(.host)?.lowercased() else { return Answer(reach: .unknown) }
    let port = endpoint.integer(.port)
    let isLocal = isLoopback(host)
    let named = servers.server(named: host, near: endpoint.id.document).flatMap { draft.facts[$0] }
    // A pod of that name in another namespace is not called by its short name.
    if endpoint.flag(.serviceUndefined) == true, named.map({ $0[.topology] == .pod }) ?? true {
      return ServicePort.undefined(
        endpoint, servers: draft.ids(together: endpoint.id.document, .server), draft)
    }
    if endpoint[.from] == .container {
      // A name on the Compose network: the service, its container's name, or an alias.
      if let named {
        if let answer = ContainerNames.unresolved(endpoint, host, named) { return answer }
        return ServicePort.fromHostNetwork(endpoint, named, in: draft)
          ?? ServicePort.answer(endpoint, named, in: draft)
      }
      if !host.contains("."), endpoint.has(.engine),
        let unit = servers.server(named: "systemd-" + host, near: endpoint.id.document),
        let answer = draft.facts[unit].flatMap({ ContainerNames.prefixed(endpoint, $0) })
      {
        return answer
      }
      if isLocal {
        if endpoint.has(.sharesHostNetwork) {
          // Only some of the files that are merged over it may give it the host's network.
          guard let isShared = endpoint.flag(.sharesHostNetwork) else { return Answer(reach: .unknown) }
          if isShared { return onHost(port, endpoint, servers, isOllamas: isOllamas, draft) }
        }
        if let owner = endpoint.related[.owner], let own = draft.facts[owner], own.subject == .server {
          return Answer(reach: .served, server: own)
        }
        if let answer = inNamespace(endpoint, servers, draft) { return answer }
        if isInPod(endpoint, draft) { return ServicePort.fromPod(endpoint, draft) }
        let beside = servers.containers(beside: endpoint, draft)
        let candidates = beside.filter { ServicePort.isStarted($0, with: endpoint, draft) }
        // An address to listen on is only taken for one to call where there is another to call.
        if host == "0.0.0.0", endpoint.text(.name) == "OLLAMA_HOST", beside.isEmpty {
          return Answer(reach: .unknown)
        }
        let better =
          candidates.isEmpty
          ? beside.isEmpty && ServicePort.mayAnswerOnHost(beside: endpoint, draft) ? gateway : nil
          : candidates.first.flatMap(callableName(of:))
        return Answer(
          reach: .itself, betterHost: candidates.count > 1 ? nil : better,
          reasons: candidates.first.map {
            [
              Reason(
                "the server is the \($0.has(.engine) ? "container" : "service") \($0.text(.name) ?? "")",
                at: $0.range)
            ]
          } ?? [])
      }
      if gateways.contains(host) || host == pastaHost {
        if endpoint[.problem] == .unresolved { return Answer(reach: .unknown) }
        let answer = ServicePort.detour(
          endpoint, throughGateway(host, onHost(port, endpoint, servers, isOllamas: isOllamas, draft), draft), in: draft)
        return ServicePort.met(endpoint, answer, servers, draft)
          ?? ServicePort.stale(endpoint, answer, beside: servers.containers(beside: endpoint, draft), draft)
      }
      if let answer = machines.answer(at: host, port, from: endpoint.id.document, draft) { return answer }
      if let answer = ServicePort.misspeltGateway(endpoint, host, among: gateways) { return answer }
      return Answer(reach: host.contains(".") ? .elsewhere : .unknown)
    }
    // Who writes Docker's name of the host means this one, whether a container reads the file or not.
    if isLocal || gateways.contains(host) { return onHost(port, endpoint, servers, isOllamas: isOllamas, draft) }
    if let named, !host.contains(".") { return Answer(reach: .served, server: named) }
    return machines.answer(at: host, port, from: endpoint.id.document, draft) ?? Answer(reach: .elsewhere)
  }

  /// The name by which a container next to it calls a server; `nil` where it has none.
  ///
  /// A container in another's network has no name of its own, and one on the host's network is where the host is (Docker
  /// documentation, Container networks and Host network driver).
  private static func callableName(of server: Fact) -> String? {
    if server.has(.sharesHostNetwork) {
      guard let isShared = server.flag(.sharesHostNetwork) else { return nil }
      if isShared { return gateway }
    }
    return server.text(server.has(.networkNamespace) ? .networkNamespace : .name)
  }

  private static func isInPod(_ endpoint: Fact, _ draft: Draft) -> Bool {
    endpoint.related[.owner].flatMap { draft.facts[$0] }?[.topology] == .pod
  }

  /// What answers on a loopback that several containers have in common; `nil` where a container's is its own.
  private static func inNamespace(_ endpoint: Fact, _ servers: ServerLookup, _ draft: Draft) -> Answer? {
    guard let client = endpoint.related[.owner].flatMap({ draft.facts[$0] }) else { return nil }
    let name = client.text(client.has(.networkNamespace) ? .networkNamespace : .name)
    let server = name.flatMap { name in
      servers.server(inNetworkOf: name, at: endpoint.integer(.port), near: endpoint.id.document)
    }
    if let server = server.flatMap({ draft.facts[$0] }) { return Answer(reach: .served, server: server) }
    // A container that no file describes may listen there.
    return client.has(.networkNamespace) ? Answer(reach: .unknown) : nil
  }

  /// What comes from a container arrives on the bridge of Docker, where a server on loopback does not listen. Docker
  /// Desktop and Podman bring it to the loopback themselves.
  private static func throughGateway(_ host: String, _ answer: Answer, _ draft: Draft) -> Answer {
    guard answer.reach == .served, host != "host.containers.internal", let server = answer.server,
      server.has(.unit) || server[.os] == .linux, let closed = loopback(of: server, answer.port, draft)
    else { return answer }
    return Answer(reach: .closed, server: server, port: answer.port, reasons: [closed])
  }

  /// Why nothing but the server's own computer reaches it; `nil` where that is not so, or not known.
  static func loopback(of server: Fact, _ port: Fact?, _ draft: Draft) -> Reason? {
    let name = server.text(.name) ?? "the server"
    if let port, let address = port.text(.address) {
      guard isLoopback(address.lowercased()), address != "0.0.0.0" else { return nil }
      let verb = server[.topology] == .native ? "listens" : "is published"
      return Reason("\(name) \(verb) on \(address) only", at: port.range)
    }
    guard server[.topology] == .native, server.flag(.environmentUnknown) != true else { return nil }
    guard let bound = server.attributes[.hostAddress] else {
      return Reason("\(name) does not set OLLAMA_HOST, so it listens on 127.0.0.1", at: server.range)
    }
    guard let address = bound.value?.text, isLoopback(address.lowercased()), address != "0.0.0.0" else {
      return nil
    }
    return Reason("\(name) listens on \(address)", at: bound.range)
  }

  /// Whether two files are below one folder of the deployment, or one is at its root.
  private static func sharesFolder(_ first: DocumentID, _ second: DocumentID) -> Bool {
    func top(_ id: DocumentID) -> Substring? { id.path.contains("/") ? id.path.prefix { $0 != "/" } : nil }
    guard let one = top(first), let other = top(second) else { return true }
    return one == other
  }

  /// A server reached through the host's own port.
  private static func onHost(
    _ port: Int?, _ endpoint: Fact, _ servers: ServerLookup, isOllamas: Bool, _ draft: Draft
  ) -> Answer {
    guard let port else { return Answer(reach: .unknown) }
    let document = endpoint.id.document
    let alternatives = endpoint.texts(.alternatives)
    let found = servers.server(onPort: port, near: document).flatMap { draft.facts[$0] }
    if let server = found, !alternatives.contains(server.id.document.path) {
      guard let published = draft.ports(of: server.id).first(where: { $0.integer(.hostPort) == port }) else {
        return Answer(reach: .served, server: server)
      }
      let reason = Reason(
        "port \(port) is published by \(server.text(.name) ?? "a server")", at: published.range)
      return Answer(reach: .served, server: server, port: published, reasons: [reason])
    }
    // What is started instead of this file has a server, so this one may count on another.
    if !alternatives.isEmpty { return Answer(reach: .unknown) }
    // A port that cannot be known, or a server whose ports another file publishes, may be the one.
    if servers.hasUnclearPorts(around: document) { return Answer(reach: .unknown) }
    // Desktop programs that are servers themselves are described by no file.
    // A proxy may forward to servers of any kind; most of them are not described.
    let isOfProxy = draft.facts[FactID(.service, document, [])] != nil && endpoint[.api] == .openai
    // A command of a guide that starts another server says nothing of the one that is at its own port.
    let areShown =
      port == defaultPort
      && draft.ids(together: document, .server).allSatisfy {
        draft.facts[$0]?.flag(.example) == true && draft.facts[$0]?[.topology] == .native
      }
    // Nor does a script of another folder, which starts a second one for what is there.
    let areOfOtherFolders =
      port == defaultPort
      && draft.ids(together: document, .server).allSatisfy {
        draft.facts[$0]?[.topology] == .native && draft.facts[$0]?.has(.unit) == false && !sharesFolder($0.document, document)
      }
    // A program outside these files may answer on any port that no Ollama client uses.
    let isAnyones = port != defaultPort && !isOllamas && endpoint[.api] != .native && endpoint.flag(.isBuiltIn) != true
    let isHere =
      !servers.publishesPorts(around: document) || desktopPorts.contains(port) || isOfProxy || areShown
      || areOfOtherFolders || isAnyones
    return isHere ? Answer(reach: .here) : ServicePort.otherHostPort(endpoint, servers, draft)
  }
}
