import ClientDescription

extension AddressShape {
  /// The path that a URL should have; `nil` where what is written may be right.
  ///
  /// Servers other than those that are known by their port may answer without `/v1`.
  func wantedPath(for url: URLParts, isOllama: Bool) -> String? {
    let isKnown = isOllama || url.effectivePort.map(EndpointPorts.known.contains) == true
    switch self {
    case .any, .hostPort: return nil
    case .root: return ""
    case .v1: return isKnown ? "/v1" : nil
    case .chatCompletions, .completions, .messages, .api, .apiChat: return isKnown ? rawValue : nil
    }
  }
}
