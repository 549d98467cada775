import Syntax
import Vocabulary

/// The port at which a container answers to its name, which need not be the one that its host publishes.
enum ServicePort {
  /// What a client in another container gets that calls the server by its name.
  ///
  /// The host port is a mistake, and none at all, which is 80 to HTTP. Any other may be that of a proxy in the same
  /// container, unless that runs nothing but Ollama.
  static func answer(_ endpoint: Fact, _ server: Fact, in draft: Draft) -> EndpointLink.Answer {
    let served = EndpointLink.Answer(reach: .served, server: server)
    if server[.topology] == .pod { return throughService(endpoint, server) ?? served }
    guard server[.topology] == .container, let port = endpoint.integer(.port),
      let own = listening(server),
      port != own
    else { return served }
    let name = server.text(.name) ?? "the server"
    var answer = EndpointLink.Answer(reach: .unserved, server: server, problem: .badPort)
    if let published = published(port, by: server, to: own, draft) {
      let reason = "port \(port) is published on the host; in its container \(name) listens on \(own)"
      answer.reasons = [Reason(reason, at: published.range)]
    } else if port == 80, endpoint.text(.url)?.contains(":80") == false {
      answer.reasons = [
        Reason("an address without a port means port 80; \(name) listens on \(own)", at: server.range)
      ]
    } else if runsNothingElse(server) {
      answer.problem = .stalePort
      answer.reasons = [
        Reason("\(name) listens on \(own)", at: server.attributes[.port]?.range ?? server.range)
      ]
    } else {
      return served
    }
    answer.corrected = corrected(endpoint, host: nil, port: own)
    return answer
  }

  /// The same for another program that serves models, where the port in its container is known: the host port is a mistake.
  static func answer(_ endpoint: Fact, service: Fact) -> EndpointLink.Answer {
    let served = EndpointLink.Answer(reach: .served, service: service)
    guard service[.topology] == .container, service.flag(.sharesHostNetwork) != true, endpoint[.from] == .container,
      endpoint.flag(.sharesHostNetwork) != true, let port = endpoint.integer(.port), let own = service.integer(.port), port != own,
      service.texts(.hostPorts) == [String(port)], let corrected = corrected(endpoint, host: nil, port: own)
    else { return served }
    let name = service.text(.name) ?? "the server"
    var answer = EndpointLink.Answer(reach: .unserved, service: service, problem: .badPort, corrected: corrected)
    answer.reasons = [Reason("port \(port) is published on the host; in its container \(name) listens on \(own)", at: service.range)]
    return answer
  }

  /// Whether a container is Ollama's own image with its own command, so that there is one port in it.
  private static func runsNothingElse(_ server: Fact) -> Bool {
    server.text(.image) == "ollama/ollama" && !server.has(.command) && !server.has(.networkNamespace)
  }

  /// A client on the host's network that calls a service by its name, which only the networks of containers know; `nil`
  /// where no host port leads there.
  static func fromHostNetwork(_ endpoint: Fact, _ server: Fact, in draft: Draft) -> EndpointLink.Answer? {
    guard endpoint.flag(.sharesHostNetwork) == true, server[.topology] == .container,
      server.flag(.sharesHostNetwork) != true, let own = listening(server),
      let published = draft.ports(of: server.id).first(where: { $0.integer(.port) == own }),
      let port = published.integer(.hostPort),
      let corrected = corrected(endpoint, host: "127.0.0.1", port: port)
    else { return nil }
    let name = server.text(.name) ?? "the server"
    return EndpointLink.Answer(
      reach: .unserved, server: server, problem: .apart, corrected: corrected,
      reasons: [Reason("\(name) publishes port \(port) on the host", at: published.range)])
  }

  /// A client that calls a Service with a port that the Service does not have; `nil` where it has it, or is not here.
  private static func throughService(_ endpoint: Fact, _ server: Fact) -> EndpointLink.Answer? {
    let ports = server.texts(.servicePorts)
    guard let port = endpoint.integer(.port), !ports.isEmpty, !ports.contains(String(port)) else {
      return nil
    }
    var answer = EndpointLink.Answer(reach: .unserved, server: server, problem: .badPort)
    let name = endpoint.text(.host) ?? "the Service"
    answer.reasons = [
      Reason("the Service \(name) has port \(ports.joined(separator: ", "))", at: server.range)
    ]
    answer.corrected =
      ports.count == 1 ? Int(ports[0]).flatMap { corrected(endpoint, host: nil, port: $0) } : nil
    return answer.corrected == nil ? nil : answer
  }

  /// A client that calls a Service by a name that no manifest defines.
  static func undefined(_ endpoint: Fact, servers: [FactID], _ draft: Draft) -> EndpointLink.Answer {
    if let answer = undefinedService(endpoint, servers: servers, draft) { return answer }
    // Two are as many as hundreds.
    let pods = servers.lazy.compactMap { draft.facts[$0] }.filter {
      $0[.topology] == .pod && !$0.texts(.servicePorts).isEmpty
    }.prefix(2)
    guard pods.count == 1, let server = pods.first,
      let port = server.texts(.servicePorts).first.flatMap({ Int($0) }),
      let name = server.texts(.aliases).first(where: { $0.hasSuffix(".svc.cluster.local") }),
      let corrected = corrected(
        endpoint, host: server.has(.namespace) ? name : server.texts(.aliases).first, port: port)
    else {
      // Nobody chose this name, so it is hardly that of a machine in the network.
      let isDefault = endpoint.flag(.isBuiltIn) == true && servers.isEmpty
      return EndpointLink.Answer(reach: isDefault ? .unserved : .unknown)
    }
    return EndpointLink.Answer(
      reach: .unserved, problem: .undefined, corrected: corrected,
      reasons: [
        Reason("the server is \(server.text(.name) ?? "a pod"), behind the Service \(name)", at: server.range)
      ])
  }

  /// A client on the host, or one that goes through it, that calls a port which no server here has, where one has another.
  static func otherHostPort(_ endpoint: Fact, _ servers: ServerLookup, _ draft: Draft) -> EndpointLink.Answer {
    var answer = EndpointLink.Answer(reach: .unserved)
    let around = draft.ids(together: endpoint.id.document, .server).prefix(2).compactMap { draft.facts[$0] }
    guard around.count == 1, let server = around.first, server.flag(.example) != true,
      server[.topology] == .native || server[.topology] == .container
    else { return answer }
    let published = draft.ports(of: server.id)
    let number =
      published.count == 1
      ? published[0].integer(.hostPort) : server[.topology] == .native ? listening(server) : nil
    guard let number, let corrected = corrected(endpoint, host: nil, port: number) else { return answer }
    let name = server.text(.name) ?? "the server"
    answer.problem = .hostPort
    answer.corrected = corrected
    answer.reasons = [
      Reason(
        server[.topology] == .native
          ? "\(name) listens on port \(number)" : "\(name) publishes port \(number)",
        at: published.first?.range ?? server.range)
    ]
    return answer
  }

  /// A host that is almost one of the names by which containers call their host.
  static func misspeltGateway(_ endpoint: Fact, _ host: String, among names: Set<String>) -> EndpointLink
    .Answer?
  {
    guard host.contains("."), let meant = Nearest.match(host, among: names.sorted()), meant != host,
      let port = endpoint.integer(.port), let corrected = corrected(endpoint, host: meant, port: port)
    else { return nil }
    return EndpointLink.Answer(
      reach: .unserved, betterHost: meant, problem: .misspelt, corrected: corrected)
  }

  /// Whether a server may answer on the host: not where all that are described are containers that publish nothing.
  static func mayAnswerOnHost(beside endpoint: Fact, _ draft: Draft) -> Bool {
    let servers = draft.ids(together: endpoint.id.document, .server).compactMap { draft.facts[$0] }
    return servers.isEmpty
      || servers.contains { server in
        server[.topology] != .container || server.flag(.sharesHostNetwork) == true
          || !draft.ports(of: server.id).isEmpty || server.has(.includedBy)
      }
  }

  /// A client in a pod that calls its own loopback: another pod is called by its Service.
  static func fromPod(_ endpoint: Fact, _ draft: Draft) -> EndpointLink.Answer {
    var answer = EndpointLink.Answer(reach: .itself)
    let pods = draft.ids(together: endpoint.id.document, .server).lazy.compactMap { draft.facts[$0] }.filter {
      $0[.topology] == .pod
    }.prefix(2)
    guard pods.count == 1, let server = pods.first else { return answer }
    // Containers of one pod share its loopback.
    if let owner = endpoint.related[.owner], owner.document == server.id.document,
      owner.address.prefix(owner.address.count - 1) == server.id.address.prefix(server.id.address.count - 1)
    {
      return EndpointLink.Answer(reach: .served, server: server)
    }
    guard server.texts(.servicePorts).count == 1,
      let port = server.texts(.servicePorts).first.flatMap({ Int($0) }),
      let host = server.has(.namespace)
        ? server.texts(.aliases).first(where: { $0.hasSuffix(".svc.cluster.local") })
        : server.texts(.aliases).first
    else { return answer }
    answer.reasons = [
      Reason("the server is \(server.text(.name) ?? "a pod"), behind the Service \(host)", at: server.range)
    ]
    answer.betterHost = host
    if let corrected = corrected(endpoint, host: host, port: port) {
      answer.problem = .undefined
      answer.corrected = corrected
    }
    return answer
  }

  /// A client in a Compose file that calls a name which no service there has, though one serves Ollama.
  private static func undefinedService(_ endpoint: Fact, servers: [FactID], _ draft: Draft)
    -> EndpointLink.Answer?
  {
    let own = servers.compactMap { draft.facts[$0] }.filter {
      $0[.topology] == .container && $0.id.document == endpoint.id.document && !$0.has(.engine)
    }
    guard own.count == 1, let server = own.first, let name = server.text(.name), let port = listening(server),
      server.flag(.sharesHostNetwork) != true,
      let corrected = corrected(endpoint, host: name, port: port)
    else { return nil }
    return EndpointLink.Answer(
      reach: .unserved, problem: .undefined, corrected: corrected,
      reasons: [Reason("the server is the service \(name)", at: server.range)])
  }

  /// A client that goes through the host to a server next to it, on whose name the two could agree.
  static func detour(_ endpoint: Fact, _ answer: EndpointLink.Answer, in draft: Draft) -> EndpointLink.Answer {
    guard answer.reach == .served || answer.reach == .closed, let server = answer.server,
      let published = answer.port, isStarted(server, with: endpoint, draft),
      server.id.document == endpoint.id.document, server[.topology] == .container, !server.has(.engine),
      !endpoint.has(.engine), hasOwnNetwork(server), let name = server.text(.name),
      let own = listening(server), published.integer(.port) == own
    else { return answer }
    var answer = answer
    answer.betterHost = name
    answer.problem = .detour
    answer.corrected = corrected(endpoint, host: name, port: own)
    // Then it only works where Docker Desktop brings what is sent there to the loopback.
    if let closed = EndpointLink.loopback(of: server, published, draft) { answer.reasons = [closed] }
    return answer
  }

  /// Whether the server is there whenever the client is: one behind a profile that the client does not have may be
  /// left out for a server on the host.
  static func isStarted(_ server: Fact, with endpoint: Fact, _ draft: Draft) -> Bool {
    let profiles = server.texts(.profiles)
    guard !profiles.isEmpty else { return true }
    let own = endpoint.related[.owner].flatMap { draft.facts[$0]?.texts(.profiles) } ?? []
    return !own.isEmpty && own.allSatisfy(profiles.contains)
  }

  /// A client that goes through the host, where no server publishes that port, though one runs next to it.
  static func stale(
    _ endpoint: Fact, _ answer: EndpointLink.Answer, beside candidates: [Fact], _ draft: Draft
  ) -> EndpointLink.Answer {
    let isOpen = answer.reach == .here || answer.reach == .closed && endpoint.flag(.isBuiltIn) == true
    guard answer.reach == .unserved || isOpen, candidates.count == 1, let server = candidates.first,
      // A server on the host that no file describes may be meant, unless the one next to it is always started.
      answer.reach != .here || isOnlyServer(server, for: endpoint, draft),
      server.id.document == endpoint.id.document, !server.has(.engine) || endpoint.has(.network),
      hasOwnNetwork(server), let name = server.text(.name), let own = listening(server),
      let corrected = corrected(endpoint, host: name, port: own)
    else { return answer }
    var answer = answer
    answer.reach = answer.reach == .here ? .unserved : answer.reach
    answer.problem = .stalePort
    answer.corrected = corrected
    let published = draft.ports(of: server.id).compactMap { $0.integer(.hostPort) }.map(String.init)
    let ports = published.isEmpty ? "no port" : "port " + published.joined(separator: ", ")
    answer.reasons.append(Reason("the server is \(name), which publishes \(ports)", at: server.range))
    return answer
  }

  /// A client that goes through the host, where nobody answers, though a server of another file is on one of its networks.
  static func met(_ endpoint: Fact, _ answer: EndpointLink.Answer, _ servers: ServerLookup, _ draft: Draft)
    -> EndpointLink.Answer?
  {
    let isOpen = [.here, .closed].contains(answer.reach) && endpoint.flag(.isBuiltIn) == true
    guard answer.reach == .unserved || isOpen, let (id, network) = servers.server(onNetworksOf: endpoint),
      id.document != endpoint.id.document, let server = draft.facts[id], !server.has(.profiles),
      let corrected = byName(server, for: endpoint)
    else { return nil }
    let name = server.text(.name) ?? "the server"
    return EndpointLink.Answer(
      reach: .unserved, problem: .stalePort, corrected: corrected,
      reasons: [Reason("\(name) is on the network \(network), too", at: server.range)])
  }

  /// The address by which a client calls a server on a network that both are on; `nil` where they have none.
  ///
  /// - Parameter container: the one that the client is, or that its settings are mounted into.
  static func byName(_ server: Fact, for endpoint: Fact, of container: Fact? = nil) -> String? {
    let isBeside =
      (container ?? endpoint).id.document == server.id.document && endpoint.flag(.isApart) != true
      && container?.flag(.isApart) != true
      || !Set(server.texts(.sharedNetworks)).isDisjoint(with: endpoint.texts(.sharedNetworks))
    guard isBeside, server[.topology] == .container, !server.has(.engine), !endpoint.has(.engine),
      endpoint.flag(.sharesHostNetwork) != true, hasOwnNetwork(server), let name = server.text(.name),
      let own = listening(server)
    else { return nil }
    return corrected(endpoint, host: server.has(.profiles) ? server.texts(.aliases).first ?? name : name, port: own)
  }

  /// Whether a service publishes nothing on the host and is there whenever its neighbor is.
  private static func isOnlyServer(_ server: Fact, for endpoint: Fact, _ draft: Draft) -> Bool {
    draft.ports(of: server.id).isEmpty && !server.has(.engine) && server.texts(.profiles).isEmpty
      && server.flag(.example) != true && endpoint.integer(.port) == EndpointLink.defaultPort
      && endpoint.id.document == server.id.document
  }

  /// Whether others can call it by its name.
  private static func hasOwnNetwork(_ server: Fact) -> Bool {
    server.flag(.sharesHostNetwork) != true
      && (!server.has(.networkNamespace) || server.text(.networkNamespace) == server.text(.name))
  }

  /// The port in its container; `nil` where only a variable knows it.
  static func listening(_ server: Fact) -> Int? {
    guard server.flag(.environmentUnknown) != true else { return nil }
    return server.attributes[.port] == nil ? EndpointLink.defaultPort : server.integer(.port)
  }

  private static func published(_ port: Int, by server: Fact, to own: Int, _ draft: Draft) -> Fact? {
    draft.ports(of: server.id).first { $0.integer(.hostPort) == port && $0.integer(.port) == own }
  }

  /// `nil` where something else is wrong with the URL, too: that is fixed first.
  static func corrected(_ endpoint: Fact, host: String?, port: Int) -> String? {
    guard !endpoint.has(.problem), endpoint.text(.url)?.contains("@") != true,
      let scheme = endpoint.text(.scheme), !scheme.isEmpty,
      let host = host ?? endpoint.text(.host)
    else { return nil }
    return "\(scheme)://\(host):\(port)\(endpoint.text(.path) ?? "")"
  }
}
