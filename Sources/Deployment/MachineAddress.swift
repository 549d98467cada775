import Vocabulary

/// A URL that names a machine of these files: which of the servers runs in it, and does it listen.
struct MachineAddress {
  private struct Name: Hashable {
    let scope: String
    let name: String
  }

  /// Machines by their names and addresses in lower case.
  private var machines: [Name: FactID] = [:]
  /// Servers by the folders that they lie in: `hosts/gpu-vm/etc/containers/systemd/ollama.container`.
  private var servers: [Name: [FactID]] = [:]

  init(_ draft: Draft) {
    for id in draft.ids(.machine) {
      guard let machine = draft.facts[id] else { continue }
      let scope = draft.scopes.scope(of: id.document.path)
      for name in [machine.text(.name)].compactMap({ $0 }) + machine.texts(.aliases) {
        let name = Name(scope: scope, name: name.lowercased())
        if machines[name].map({ id < $0 }) ?? true { machines[name] = id }
      }
    }
    guard !machines.isEmpty else { return }
    for id in draft.ids(.server) {
      let scope = draft.scopes.scope(of: id.document)
      for folder in Self.folders(above: id.document.path) {
        servers[Name(scope: scope, name: folder), default: []].append(id)
      }
    }
  }

  private static func folders(above path: String) -> Set<String> {
    Set(path.lowercased().split(separator: "/").dropLast().map(String.init))
  }

  /// `nil` where no machine here has that name or address, or several servers may run in it.
  func answer(
    at host: String, _ port: Int?, from document: DocumentID, _ draft: Draft
  ) -> EndpointLink.Answer? {
    let scope = draft.scopes.scope(of: document)
    guard let port, let machine = machine(called: host, scope, draft) else { return nil }
    let all = draft.ids(together: document, .server)
    let inside = machine.text(.name).flatMap { servers[Name(scope: scope, name: $0.lowercased())] } ?? []
    // With one machine and one server there is nothing to mistake.
    let isOnly = draft.ids(together: document, .machine).count == 1 && all.count == 1
    let candidates = inside.isEmpty && isOnly ? all : inside
    guard candidates.count == 1, let server = candidates.first.flatMap({ draft.facts[$0] }) else {
      return nil
    }
    let place = Reason("\(host) is the machine \(machine.text(.name) ?? "") here", at: machine.range)
    let published = draft.ports(of: server.id).first { $0.integer(.hostPort) == port }
    let isOwn =
      (server[.topology] == .native || server.flag(.sharesHostNetwork) == true)
      && (server.integer(.port) ?? EndpointLink.defaultPort) == port
    guard published != nil || isOwn else { return nil }
    if let closed = EndpointLink.loopback(of: server, published, draft) {
      return .init(reach: .closed, server: server, port: published, reasons: [place, closed])
    }
    let name = server.text(.name) ?? "a server"
    let reason = published.map { Reason("port \(port) is published by \(name)", at: $0.range) }
    return .init(
      reach: .served, server: server, port: published,
      reasons: [place, reason ?? Reason("\(name) runs there", at: server.range)])
  }

  /// By its name, its name in a domain, or an address that its settings give it.
  private func machine(called host: String, _ scope: String, _ draft: Draft) -> Fact? {
    var ids = [machines[Name(scope: scope, name: host)]]
    // The dots of an address part no names.
    if let first = host.split(separator: ".").first, host.contains(where: \.isLetter) {
      ids.append(machines[Name(scope: scope, name: String(first))])
    }
    return ids.compactMap { $0 }.min().flatMap { draft.facts[$0] }
  }
}
