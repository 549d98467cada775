/// What a name with dots tells of where its host is.
public enum HostNames {
  /// Endings of names that a network gives out itself, which the internet does not know.
  ///
  /// Sources: RFC 6761, 6762 and 8375 (`test`, `example`, `invalid`, `localhost`, `local`, `home.arpa`), ICANN's resolution on
  /// `internal` (2024-07-29), and what routers, Tailscale and their users give out by custom.
  private static let network: Set<Substring> = [
    "local", "lan", "home", "arpa", "localdomain", "intranet", "corp", "private", "box",
  ]

  /// Top-level domains with more than two letters that people's hosts have; a name that ends otherwise is taken for one that
  /// only one host, cluster or cloud resolves: `.svc` and a Service with its namespace (kubernetes.io, DNS for Services and
  /// Pods), `.internal` of Docker, of Fly and of clouds.
  private static let domains: Set<Substring> = [
    "com", "net", "org", "info", "biz", "dev", "app", "cloud", "xyz", "tech", "online", "site", "host",
    "space", "store",
    "live", "pro", "zone", "network", "systems", "services", "digital", "page", "run", "tools", "world",
    "team", "name",
    "mobi", "click", "link", "top", "club", "art", "blog", "website", "work", "works", "party", "house",
    "rocks", "ninja",
    "edu", "gov", "mil", "academy", "agency", "center", "codes", "email", "family", "fun", "group",
    "life", "media",
    "one", "ovh", "software", "solutions", "studio", "today", "wiki", "wtf", "computer", "engineering",
    "science",
    "university", "technology", "support", "social",
  ]

  /// Programs by whose names people call their services: `ollama.ai` is the service of a namespace where a port is behind it.
  private static let services: Set<Substring> = [
    "ollama", "litellm", "open-webui", "vllm", "llama-swap", "localai",
  ]

  /// Whether a name may be one of the internet.
  public static func isOfInternet(_ host: String, port: Int? = nil) -> Bool {
    let labels = labels(of: host)
    guard labels.count > 1, let last = labels.last, !isNumeric(labels), !host.hasSuffix(".ts.net") else {
      return false
    }
    // `n.n.n.n` and the like.
    guard labels.contains(where: { $0.utf8.count > 1 }) else { return false }
    if labels.count == 2, let port, ![80, 443].contains(port), services.contains(labels[0]) { return false }
    return last.utf8.count == 2 && last.allSatisfy { $0.isASCII && $0.isLetter } || domains.contains(last)
  }

  /// Whether machines of a network may call a host by this name.
  public static func isOfNetwork(_ host: String, port: Int? = nil) -> Bool {
    guard let last = labels(of: host).last, labels(of: host).count > 1 else { return false }
    return network.contains(last) && !host.hasSuffix(".cluster.local") || host.hasSuffix(".ts.net")
      || isOfInternet(host, port: port)
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
