/// What a name with dots tells of where its host is.
public enum HostNames {
  /// Whether a name may be one of the internet.
  public static func isOfInternet(_ host: String, port: Int? = nil) -> Bool {
    let labels = labels(of: host)
    guard labels.count > 1, let last = labels.last, !isNumeric(labels), !isOfHome(labels) else {
      return false
    }
    // `n.n.n.n` and the like.
    guard labels.contains(where: { $0.utf8.count > 1 }) else { return false }
    // MagicDNS of Headscale, and names that people give their VPN: `desk.ts.example.org`.
    if labels.dropFirst().dropLast(2).contains(where: { overlays.contains($0) }) { return false }
    if labels.count == 2, let port, ![80, 443].contains(port), services.contains(String(labels[0])) { return false }
    return countries.contains(String(last)) || domains.contains(String(last))
  }

  /// Whether a host is the machine itself, or the container; in small letters.
  public static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host.hasPrefix("127.") || host == "::1" || host == "[::1]" || host == "0.0.0.0"
      || host.hasSuffix(".localhost")
  }

  /// Whether machines of a network may call a host by this name.
  public static func isOfNetwork(_ host: String, port: Int? = nil) -> Bool {
    let labels = labels(of: host)
    guard let last = labels.last, labels.count > 1 else { return false }
    return network.contains(String(last)) && !host.hasSuffix(".cluster.local") || isOfHome(labels)
      || isOfInternet(host, port: port)
  }

  private static let homeLabels = homes.map { $0.split(separator: ".") }

  /// Whether only a router at home or a VPN resolves a name, though it ends as names of the internet do.
  private static func isOfHome(_ labels: [Substring]) -> Bool {
    homeLabels.contains { wanted in
      labels.count > wanted.count && zip(labels.reversed(), wanted.reversed()).allSatisfy { $1 == "*" || $0 == $1 }
    }
  }

  /// Whether a server may listen on a host: an address of four numbers or of IPv6, or a name that a network gives out.
  public static func mayBeBound(_ host: String) -> Bool {
    if host == "*" { return true }
    if host.contains(":") { return isIPv6(host.drop { $0 == "[" }.prefix { $0 != "]" }) }
    let labels = labels(of: host)
    if isNumeric(labels) {
      return labels.count == 4 && labels.allSatisfy { Int($0).map { $0 < 256 } ?? false }
    }
    return labels.count > 1 ? isOfNetwork(host) : false
  }

  /// Whether a text without brackets is an address of IPv6.
  static func isIPv6(_ text: Substring) -> Bool {
    let address = text.prefix { $0 != "%" }
    let groups = address.split(separator: ":", omittingEmptySubsequences: false)
    guard (3...9).contains(groups.count) else { return false }
    return groups.enumerated().allSatisfy { index, group in
      if index == groups.count - 1, group.contains(".") { return true }
      return group.utf8.count <= 4 && group.allSatisfy(\.isHexDigit)
    }
  }

  private static func labels(of host: String) -> [Substring] {
    host.lowercased().split(separator: ".", omittingEmptySubsequences: true)
  }

  private static func isNumeric(_ labels: [Substring]) -> Bool {
    labels.allSatisfy { label in label.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }
}
