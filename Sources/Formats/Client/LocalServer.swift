/// Whether a client's base URL points to a server of one's own.
enum LocalServer {
  static func isLocal(_ url: String) -> Bool {
    let parts = URLParts(url)
    let names = ["localhost", "127.0.0.1", "::1", "0.0.0.0", "host.docker.internal", "ollama"]
    return names.contains(parts.host.lowercased()) || isOllama(url)
  }

  /// By the port that Ollama listens on, or its name.
  static func isOllama(_ url: String) -> Bool {
    let parts = URLParts(url)
    return parts.effectivePort == EndpointPorts.ollama || parts.host.lowercased() == "ollama"
  }
}
