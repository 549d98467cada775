import Knowledge
import Vocabulary

/// What an address or a name says of where its host is.
extension EndpointLink {
  /// Whether a host is one of the public internet, by address or by name.
  static func isPublicName(_ host: String, port: Int?) -> Bool {
    isPublic(host) || !isPlaceholder(host) && !host.contains(":") && HostNames.isOfInternet(host, port: port)
  }

  /// Whether an address is that of a bridge of Docker's on its own host, which containers alone reach: the first of one of
  /// its default pools (moby `daemon/libnetwork/ipamutils/utils.go`).
  static func isBridge(_ host: String) -> Bool {
    let parts = host.split(separator: ".").compactMap { GoValues.integer(String($0)) }
    return parts.count == 4 && parts[0] == 172 && (17...31).contains(parts[1]) && parts[2] == 0
      && parts[3] == 1
  }

  /// Whether an address is one that only a VPN's members reach: Tailscale's (100.64.0.0/10, fd7a:115c:a1e0::/48; Tailscale
  /// documentation, IP address types).
  static func isPrivateNetwork(_ host: String) -> Bool {
    if host.hasPrefix("fd7a:115c:a1e0:") || host.hasPrefix("[fd7a:115c:a1e0:") { return true }
    let parts = host.split(separator: ".").compactMap { GoValues.integer(String($0)) }
    return parts.count == 4 && parts[0] == 100 && (64...127).contains(parts[1])
  }

  private static let placeholderHosts: Set<Substring> = [
    "your", "yourdomain", "yourserver", "mydomain", "example", "domain", "hostname", "host", "ip",
    "placeholder",
    "changeme", "server", "mycompany",
  ]

  /// Whether a host stands for the reader's own: `xxx.xxx.xxx`, `your-server.com`, `example.com`.
  private static func isPlaceholder(_ host: String) -> Bool {
    let labels = host.split(separator: ".")
    let words = labels.flatMap { $0.split { "-_".contains($0) } }
    return labels.contains { !$0.isEmpty && $0.allSatisfy { $0 == "x" } }
      || labels.dropLast().contains("example") || words.contains("your")
      || labels.count == 2 && labels.first.map(Self.placeholderHosts.contains) == true
  }

  /// Whether an address is one of the public internet: not a wildcard, private, link-local or carrier address.
  static func isPublic(_ host: String) -> Bool {
    let parts = host.split(separator: ".").compactMap { GoValues.integer(String($0)) }
    guard parts.count == 4, host.utf8.allSatisfy({ $0 == 0x2E || (0x30...0x39).contains($0) }) else {
      return false
    }
    switch (parts[0], parts[1]) {
    case (0, _), (10, _), (127, _), (192, 168), (169, 254): return false
    case (172, 16...31), (100, 64...127): return false
    default: return true
    }
  }
}
