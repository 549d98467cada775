import Knowledge
import Vocabulary

/// From where an endpoint is called: the machine itself, a container, or elsewhere.
extension EndpointLink {
  static func isLoopback(_ host: String) -> Bool { HostNames.isLoopback(host) }

  /// Whether that can be, wherever the client turns out to be; what a container's loopback means is only known when it is
  /// worked out whether there is a server next to it.
  static func mayComeFromOutside(_ endpoint: Fact) -> Bool {
    guard let host = endpoint.text(.host)?.lowercased() else { return false }
    return gateways.contains(host) || endpoint[.from] != .container && !isLoopback(host)
  }

  /// Whether the client is on another machine, or in a container that goes through the host.
  static func comesFromOutside(_ endpoint: Fact) -> Bool {
    guard let host = endpoint.text(.host)?.lowercased() else { return false }
    if endpoint[.from] == .container {
      // From inside it reaches nothing; what it means is a port of its host, where no server is next to it.
      if isLoopback(host) { return endpoint[.reach] == .itself && endpoint.text(.wantedHost) == gateway }
      return gateways.contains(host)
    }
    // The name of a Service points to a pod, not to a port of this host (kubernetes.io, DNS for Services and Pods).
    if host.hasSuffix(".svc") || host.hasSuffix(".cluster.local") { return false }
    // A name without a dot is one of the containers' network, where a server here has it.
    return endpoint[.from] == .host && !isLoopback(host)
      && (host.contains(".") || endpoint.related[.server] == nil)
  }
}
