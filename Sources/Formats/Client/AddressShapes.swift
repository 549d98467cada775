import ClientDescription

extension AddressShape {
  /// The path that a URL should have; `nil` where what is written may be right.
  ///
  /// Behind a proxy's own path nothing is known, and servers other than those that are known by their port may answer
  /// without `/v1`.
  func wantedPath(for url: URLParts, isOllama: Bool) -> String? {
    let isKnown = isOllama || url.effectivePort.map(EndpointPorts.known.contains) == true
    switch self {
    case .any, .hostPort: return nil
    case .root: return Self.apiPaths.contains(url.path) ? "" : nil
    case .v1:
      guard url.path != "/v1", url.path.isEmpty || Self.apiPaths.contains(url.path), isKnown else { return nil }
      return "/v1"
    case .chatCompletions, .completions, .messages, .api, .apiChat:
      guard url.path != rawValue, url.path.isEmpty || Self.apiPaths.contains(url.path), isKnown else { return nil }
      return rawValue
    }
  }

  /// Paths of Ollama's APIs, which one program adds itself and another wants written.
  private static let apiPaths: Set<String> = [
    "/v1", "/api", "/api/chat", "/api/generate", "/api/tags", "/chat/completions", "/v1/chat/completions",
    "/v1/completions", "/v1/models", "/v1/messages", "/v1/responses",
  ]
}
