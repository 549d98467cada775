import Vocabulary

/// The clients that call ports of a host from elsewhere, each by the server that it means.
///
/// A repository may describe several deployments that publish the same port: variants of one Compose file, or one folder
/// for each machine. An address of one of them says nothing of the others.
struct PortCallers {
  private struct Key: Hashable {
    let port: Int
    let meant: Meant
  }

  private enum Meant: Hashable {
    case server(FactID)
    /// Whatever publishes it in the folder that is nearest.
    case folder(Substring)
  }

  private var callers: ProximityIndex<Key>
  private var published: ProximityIndex<Int>
  /// Ports that are called from somewhere, whichever deployment is meant.
  private var called: Set<Int> = []
  /// Ports that only variants call, each with the files that run without these variants.
  private var calledByVariants: [Int: Set<String>] = [:]
  /// A container that calls a port and finds nobody in its own deployment.
  private var lone: [Int: FactID] = [:]
  /// The deployments that publish a port.
  private var publishers: [Int: Set<String>] = [:]
  /// Deployments in which a container reaches nobody yet: the port may be what it needs.
  private var unanswered: Set<String> = []
  private let scopes: Scopes

  init(_ draft: Draft) {
    scopes = draft.scopes
    callers = draft.proximityIndex()
    published = draft.proximityIndex()
    for id in draft.ids(.port) {
      guard let port = draft.facts[id], let number = port.integer(.hostPort) else { continue }
      published.insert(id, under: number)
      publishers[number, default: []].insert(scopes.scope(of: id.document))
    }
    for id in draft.ids(.endpoint) {
      guard let endpoint = draft.facts[id] else { continue }
      if EndpointLink.isUnanswered(endpoint) { unanswered.insert(scopes.scope(of: id.document)) }
      guard EndpointLink.comesFromOutside(endpoint), let number = endpoint.integer(.port) else { continue }
      // Where the default address of an image does not resolve, nobody relies on it.
      if endpoint.flag(.isBuiltIn) == true, let owner = draft.fact(.owner, of: id),
        owner.flag(.lacksHostGateway) == true || owner[.topology] == .pod
      {
        continue
      }
      let alternatives = Set(endpoint.texts(.alternatives))
      if alternatives.isEmpty {
        called.insert(number)
      } else {
        calledByVariants[number] = calledByVariants[number]?.intersection(alternatives) ?? alternatives
      }
      if let server = endpoint.related[.server] {
        callers.insert(id, under: Key(port: number, meant: .server(server)))
      } else if let nearest = published.nearest(number, to: id.document) {
        callers.insert(id, under: Key(port: number, meant: .folder(Self.folder(of: nearest.document))))
      } else if endpoint[.from] == .container, !id.document.isDocumentation {
        // Containers of one host meet there, whichever folders describe them.
        lone[number] = min(lone[number] ?? id, id)
      }
    }
  }

  /// The nearest client that means the server of a port.
  func caller(of port: Fact, _ draft: Draft) -> FactID? {
    guard let number = port.integer(.hostPort) else { return nil }
    let document = port.id.document
    let meant = [port.related[.owner].map { .server($0) }, Meant.folder(Self.folder(of: document))]
    let near = meant.compactMap { $0 }
      .compactMap { callers.nearest(Key(port: number, meant: $0), to: document) }
      .compactMap { draft.facts[$0] }.filter { !$0.texts(.alternatives).contains(document.path) }
    if let nearest = draft.nearest(document, among: near) { return nearest.id }
    return publishers[number]?.count == 1 ? lone[number] : nil
  }

  /// Whether a file that names a port's number means this port rather than that of another deployment.
  func means(_ port: Fact, _ document: DocumentID) -> Bool {
    guard let number = port.integer(.hostPort), document != port.id.document,
      let nearest = published.nearest(number, to: document)
    else { return true }
    return Self.folder(of: nearest.document) == Self.folder(of: port.id.document)
  }

  /// Whether somebody may need a port though nobody is known to.
  func mayNeed(_ port: Fact) -> Bool {
    guard !unanswered.contains(scopes.scope(of: port.id.document)) else { return true }
    guard let number = port.integer(.hostPort) else { return false }
    return called.contains(number) || calledByVariants[number].map { !$0.contains(port.id.document.path) } ?? false
  }

  private static func folder(of document: DocumentID) -> Substring {
    document.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { document.path[..<$0] } ?? ""
  }
}

extension EndpointLink {
  /// Whether a client in a container reaches no server, and none that is next to it would do.
  static func isUnanswered(_ endpoint: Fact) -> Bool {
    guard endpoint[.from] == .container, endpoint.related[.server] == nil, endpoint.related[.service] == nil else {
      return endpoint[.problem] == .nameless
    }
    switch endpoint[.reach] {
    case .itself: return endpoint.text(.wantedHost).map { $0 == "host.docker.internal" } ?? true
    // What it is corrected to may be a host port.
    case .unserved: return endpoint.text(.corrected).map { $0.contains(".internal:") } ?? true
    default: return false
    }
  }
}
