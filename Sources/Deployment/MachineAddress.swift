import Vocabulary

/// A URL that names a machine of these files: which of the servers runs in it, and does it listen.
enum MachineAddress {
  /// `nil` where no machine here has that name or address, or several servers may run in it.
  static func answer(at host: String, _ port: Int?, _ servers: [Fact], _ draft: Draft) -> EndpointLink.Answer?
  {
    guard let port, let anchor = servers.first else { return nil }
    let machines = draft.together(with: anchor.id.document, .machine).filter { isCalled(host, $0) }
    guard let machine = machines.min(by: { $0.id < $1.id }) else { return nil }
    let inside = servers.filter { isNamed(machine, in: $0.id.document.path) }
    let all = Set(draft.together(with: anchor.id.document, .machine).map(\.id))
    // With one machine and one server there is nothing to mistake.
    let candidates = inside.isEmpty && all.count == 1 && servers.count == 1 ? servers : inside
    guard candidates.count == 1, let server = candidates.first else { return nil }
    let place = Reason("\(host) is the machine \(machine.text(.name) ?? "") here", at: machine.range)
    let ports = draft.together(with: server.id.document, .port).filter { $0.related[.owner] == server.id }
    let published = ports.first { $0.integer(.hostPort) == port }
    let isOwn =
      (server.text(.topology) == "native" || server.flag(.sharesHostNetwork) == true)
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
  private static func isCalled(_ host: String, _ machine: Fact) -> Bool {
    let names = ([machine.text(.name)].compactMap { $0 } + machine.texts(.aliases)).map { $0.lowercased() }
    if names.contains(host) { return true }
    // The dots of an address part no names.
    guard let first = host.split(separator: ".").first, host.contains(where: \.isLetter) else { return false }
    return names.contains(String(first))
  }

  /// `hosts/gpu-vm/etc/containers/systemd/ollama.container`.
  private static func isNamed(_ machine: Fact, in path: String) -> Bool {
    guard let name = machine.text(.name)?.lowercased() else { return false }
    return path.lowercased().split(separator: "/").dropLast().contains { $0 == name }
  }
}
