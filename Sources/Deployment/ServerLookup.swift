import Vocabulary

/// The servers of all files, by what a client's URL says of them.
struct ServerLookup {
  private enum Key: Hashable {
    case name(String)
    /// A host port that points to it.
    case port(Int)
    /// A port on the loopback of a container and of those that have its network.
    case inNetwork(of: String, port: Int)
    /// A network of containers by which they call each other's names.
    case network(String)
    /// One of several projects.
    case shared(String)
  }

  private var index: ProximityIndex<Key>
  /// The first in each file: what a file says is meant before what is next to it.
  private var own: [Place: FactID] = [:]

  private struct Place: Hashable {
    let document: DocumentID
    let key: Key
  }

  private mutating func insert(_ id: FactID, under key: Key) {
    index.insert(id, under: key)
    let place = Place(document: id.document, key: key)
    own[place] = min(own[place] ?? id, id)
  }

  private func nearest(_ key: Key, to document: DocumentID) -> FactID? {
    own[Place(document: document, key: key)] ?? index.nearest(key, to: document)
  }

  /// Deployments whose servers publish ports at all, and those where one of the ports cannot be known.
  private var publishing: Set<String> = []
  private var unclear: Set<String> = []
  private var containers: [DocumentID: [FactID]] = [:]
  private let scopes: Scopes

  /// Servers that guides start, and what they set: a guide may start the same server plainly first, and then as it should be.
  private var stated: [FactID: Int] = [:]
  private var advised: [Guide: FactID] = [:]
  private var started: [Guide: FactID] = [:]

  private struct Guide: Hashable {
    let path: String
    let port: Int
  }

  init(_ draft: Draft) {
    scopes = draft.scopes
    index = draft.proximityIndex()
    for id in draft.ids(.server) {
      guard let server = draft.facts[id] else { continue }
      let names = [server.text(.name)].compactMap { $0 } + server.texts(.aliases)
      for name in Set(names.map { $0.lowercased() }) { insert(id, under: .name(name)) }
      var ports = Set(draft.ports(of: id).compactMap { $0.integer(.hostPort) })
      if server[.topology] == .native || server.flag(.sharesHostNetwork) == true {
        ports.insert(server.integer(.port) ?? EndpointLink.defaultPort)
      }
      for port in ports { insert(id, under: .port(port)) }
      if id.document.isDocumentation, server[.topology] == .native {
        let context = server.integer(.context)
        stated[id] = context
        for guide in ports.map({ Guide(path: id.document.path, port: $0) }) {
          started[guide] = min(started[guide] ?? id, id)
          guard let context else { continue }
          if advised[guide].flatMap({ stated[$0] }).map({ $0 < context }) ?? true { advised[guide] = id }
        }
      }
      if server[.topology] == .container, let port = ServicePort.listening(server) {
        for name in Set([server.text(.networkNamespace), server.text(.name)].compactMap { $0 }) {
          index.insert(id, under: .inNetwork(of: name, port: port))
        }
      }
      if server[.topology] == .container {
        containers[id.document, default: []].append(id)
        // What is included belongs to one project with what includes it (compose-spec, 14-include.md).
        if let includer = server.text(.includedBy) {
          containers[DocumentID(includer), default: []].append(id)
        }
        for network in server.texts(.sharedNetworks) { index.insert(id, under: .shared(network)) }
        if let network = server.text(.network), server.text(.name).map({ !$0.contains(" ") }) ?? false {
          index.insert(id, under: .network(network))
        }
      }
    }
    for id in draft.ids(.port) {
      guard let port = draft.facts[id], let owner = port.related[.owner],
        draft.facts[owner]?.subject == .server
      else { continue }
      let scope = scopes.scope(of: id.document.path)
      publishing.insert(scope)
      if port.attributes[.hostPort]?.value == nil { unclear.insert(scope) }
    }
  }

  /// The nearest server, container or alias of that name, in lower case.
  func server(named name: String, near document: DocumentID) -> FactID? {
    nearest(.name(name), to: document)
  }

  /// The nearest server that a host port points to.
  func server(onPort port: Int, near document: DocumentID) -> FactID? {
    let near = nearest(.port(port), to: document)
    guard let found = near, found.document.isDocumentation else { return near }
    if found.document == document, stated[found] != nil { return found }
    // A guide's own start comes before that of another one.
    let guide = Guide(path: document.path, port: port)
    return advised[guide] ?? started[guide] ?? found
  }

  /// The nearest server in the network of a container.
  func server(inNetworkOf container: String, at port: Int?, near document: DocumentID) -> FactID? {
    port.flatMap { index.nearest(.inNetwork(of: container, port: $0), to: document) }
  }

  /// Containers that a client in one could call by their names, the nearest first; at most two, for there is one or
  /// there are several.
  ///
  /// Services of one Compose file know each other's names, containers started by hand only on a network of their own
  /// (Docker documentation, Bridge network driver). A network that both name joins containers of different files,
  /// each in a Quadlet of its own.
  func containers(beside endpoint: Fact, _ draft: Draft) -> [Fact] {
    // What a container reads from another file is next to the servers of its own.
    let document = endpoint.related[.owner]?.document ?? endpoint.id.document
    func isCalled(_ server: Fact) -> Bool {
      guard endpoint.has(.engine) || server.has(.engine) else { return true }
      guard let network = endpoint.text(.network) else { return false }
      return server.text(.network) == network && server.text(.name).map { !$0.contains(" ") } ?? false
    }
    guard endpoint.has(.network) else {
      let own = containers[document] ?? []
      // What is merged over another file is called by the names in both.
      let base =
        own.isEmpty ? endpoint.related[.owner].flatMap { draft[$0].related[.base]?.document } : nil
      // So are the files that another one includes.
      let whole = endpoint.related[.owner].flatMap { draft.facts[$0]?.text(.includedBy) }
      let others = whole.map { DocumentID($0) }.flatMap { containers[$0] } ?? []
      let beside =
        (own + (base.flatMap { containers[$0] } ?? []) + others.filter { $0.document != document }).lazy
        .compactMap { draft.facts[$0] }
      return Array(beside.filter(isCalled).prefix(2))
    }
    if endpoint.has(.engine) {
      guard let network = endpoint.text(.network), let first = index.nearest(.network(network), to: document)
      else { return [] }
      let second = index.nearest(.network(network), to: document, leavingOut: first)
      return [first, second].compactMap { $0.flatMap { draft.facts[$0] } }
    }
    let all = draft.near(document, .server).lazy.filter { $0[.topology] == .container }
    return Array(all.filter(isCalled).prefix(2))
  }

  /// The one server of another file that a client meets on a network of several projects, and that network.
  func server(onNetworksOf endpoint: Fact) -> (id: FactID, network: String)? {
    for network in endpoint.texts(.sharedNetworks) {
      guard let first = index.nearest(.shared(network), to: endpoint.id.document) else { continue }
      return index.nearest(.shared(network), to: endpoint.id.document, leavingOut: first) == nil ? (first, network) : nil
    }
    return nil
  }

  func publishesPorts(around document: DocumentID) -> Bool {
    publishing.contains(scopes.scope(of: document.path))
  }

  /// Whether a server of the same deployment publishes a port that cannot be known.
  func hasUnclearPorts(around document: DocumentID) -> Bool {
    unclear.contains(scopes.scope(of: document.path))
  }
}
