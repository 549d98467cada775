import Vocabulary

/// The servers of all files, by what a client's URL says of them.
struct ServerLookup {
  private enum Key: Hashable {
    case name(String)
    /// A port of the host that leads to it.
    case port(Int)
  }

  private var index: ProximityIndex<Key>
  /// Deployments whose servers publish ports at all, and those where one of the ports cannot be known.
  private var publishing: Set<String> = []
  private var unclear: Set<String> = []
  private let scopes: Scopes

  init(_ draft: Draft) {
    scopes = draft.scopes
    index = draft.proximityIndex()
    for id in draft.ids(.server) {
      guard let server = draft.facts[id] else { continue }
      let names = [server.text(.name)].compactMap { $0 } + server.texts(.aliases)
      for name in Set(names.map { $0.lowercased() }) { index.insert(id, under: .name(name)) }
      var ports = Set(draft.ports(of: id).compactMap { $0.integer(.hostPort) })
      if server.text(.topology) == "native" || server.flag(.sharesHostNetwork) == true {
        ports.insert(server.integer(.port) ?? EndpointLink.defaultPort)
      }
      for port in ports { index.insert(id, under: .port(port)) }
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
    index.nearest(.name(name), to: document)
  }

  /// The nearest server that a port of the host leads to.
  func server(onPort port: Int, near document: DocumentID) -> FactID? {
    index.nearest(.port(port), to: document)
  }

  func publishesPorts(around document: DocumentID) -> Bool {
    publishing.contains(scopes.scope(of: document.path))
  }

  /// Whether a server of the same deployment publishes a port that cannot be known.
  func hasUnclearPorts(around document: DocumentID) -> Bool {
    unclear.contains(scopes.scope(of: document.path))
  }
}
