import Vocabulary

/// Whether a container can call another by the name that a URL has.
///
/// Sources: Docker documentation, "Host network driver", `docker run --network container:NAME` and "Bridge network driver"
/// (no names on the default bridge); podman-systemd.unit(5), ContainerName (`systemd-%N`); podman-network(1), the default
/// network has no DNS.
enum ContainerNames {
  /// What answers instead of a server whose name the client's network does not have; `nil` where it may have it.
  static func unresolved(_ endpoint: Fact, _ host: String, _ server: Fact) -> EndpointLink.Answer? {
    guard endpoint[.from] == .container, server[.topology] == .container, server.flag(.example) != true,
      // An entry of the client's own hosts file.
      endpoint.flag(.serviceUndefined) != false, let name = server.text(.name)
    else { return nil }
    let isTogether = server.id.document == endpoint.id.document
    if server.has(.sharesHostNetwork) {
      guard isTogether, server.flag(.sharesHostNetwork) == true else { return nil }
      if endpoint.flag(.sharesHostNetwork) == true {
        return answer(
          endpoint, server, host: "127.0.0.1",
          because: "both use host networking, where containers have no name")
      }
      guard !endpoint.has(.sharesHostNetwork) else { return nil }
      let gateway = server[.engine] == .podman ? "host.containers.internal" : "host.docker.internal"
      return answer(
        endpoint, server, host: gateway,
        because: "\(name) uses host networking, where containers have no name")
    }
    if server.has(.networkNamespace) {
      guard isTogether, let owner = server.text(.networkNamespace), owner.lowercased() != host,
        !server.texts(.aliases).contains(where: { $0.lowercased() == host })
      else { return nil }
      return answer(
        endpoint, server, host: owner, because: "\(name) shares the network of \(owner) and has no name of its own")
    }
    return ofUnit(endpoint, server)
  }

  /// Containers that are started apart, each by a unit or a command of its own.
  private static func ofUnit(_ endpoint: Fact, _ server: Fact) -> EndpointLink.Answer? {
    guard endpoint.has(.engine), server.has(.engine) else { return nil }
    if server.flag(.isOnDefaultNetwork) == true, endpoint.flag(.isOnDefaultNetwork) == true {
      return answer(
        endpoint, server, host: nil, because: "both are on the default network, which has no names")
    }
    return nil
  }

  /// What a Quadlet without ContainerName is called, where a client calls it by the name of its file.
  static func prefixed(_ endpoint: Fact, _ server: Fact) -> EndpointLink.Answer? {
    guard endpoint.has(.engine), server.has(.unit), let name = server.text(.name),
      let network = server.text(.network), network == endpoint.text(.network)
    else { return nil }
    return answer(endpoint, server, host: name, because: "the container is named \(name)")
  }

  private static func answer(_ endpoint: Fact, _ server: Fact, host: String?, because text: String)
    -> EndpointLink.Answer
  {
    let port = server.integer(.port) ?? EndpointLink.defaultPort
    return EndpointLink.Answer(
      reach: .unserved, server: server, problem: .nameless,
      corrected: host.flatMap { ServicePort.corrected(endpoint, host: $0, port: port) },
      reasons: [Reason(text, at: server.range)])
  }
}
