/// Hosts that belong to the user: this machine, its network, and names that mean nothing elsewhere.
enum LocalHost {
  static func isLocal(_ host: String) -> Bool {
    let host = host.lowercased()
    if host == "localhost" || host == "::1" || host.isEmpty { return !host.isEmpty }
    if !host.contains(".") { return !host.contains(":") || host.hasPrefix("fd") || host.hasPrefix("fe80") }
    for suffix in endings where host.hasSuffix(suffix) { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 4, let a = parts[0], let b = parts[1], parts[2] != nil, parts[3] != nil else {
      return false
    }
    switch (a, b) {
    case (127, _), (10, _), (192, 168), (0, _), (169, 254), (172, 16...31), (100, 64...127): return true
    default: return false
    }
  }
}
