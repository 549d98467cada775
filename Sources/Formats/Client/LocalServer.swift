/// Whether a client's base URL points to a server of one's own.
enum LocalServer {
  static func isLocal(_ url: String) -> Bool {
    // A typo in the address does not make it another program's.
    let url = AddressFault.repaired(url)
    let parts = URLParts(url)
    let names = ["localhost", "127.0.0.1", "::1", "0.0.0.0", "host.docker.internal", "ollama"]
    if names.contains(parts.host.lowercased()) || isOllama(url) { return true }
    // A word alone may be anything; after a scheme, or in numbers with a port, it is a host.
    let isHost =
      parts.scheme.hasPrefix("http")
      || parts.scheme.isEmpty && parts.port != nil && parts.host.utf8.allSatisfy { $0 < 0x3A }
    return isHost && (LocalHost.isLocal(parts.host) || parts.scheme.hasPrefix("http") && isNamedAfterServer(parts.host))
  }

  /// Whether a host below a domain of the user's bears the name of a server: `ollama.example.com`.
  ///
  /// The domain itself may be its maker's: `ollama.com`, `api.vllm.ai`.
  private static func isNamedAfterServer(_ host: String) -> Bool {
    let labels = host.lowercased().split(separator: ".")
    return labels.count > 2 && labels.dropLast(2).contains { serverNames.contains(String($0)) }
  }

  /// By the port that Ollama listens on, or its name.
  static func isOllama(_ url: String) -> Bool {
    let parts = URLParts(url)
    return parts.effectivePort == EndpointPorts.ollama || parts.host.lowercased() == "ollama"
  }
}
