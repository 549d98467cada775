import ClientDescription
import Vocabulary

extension AddressShape {
  /// The path that a URL should have; `nil` where what is written may be right.
  ///
  /// Servers other than those that are known by their port may answer without `/v1`.
  func wantedPath(for url: URLParts, isOllama: Bool) -> String? {
    let isKnown = isOllama || url.effectivePort.map(EndpointPorts.known.contains) == true
    switch self {
    case .any, .hostPort: return nil
    case .root: return ""
    case .rootOrAPI: return ["/api", "/api/"].contains(url.path) ? nil : ""
    case .v1: return isKnown || isBareVersioned(url) ? "/v1" : Self.basePath(of: url.path)
    case .openAI:
      let isRead = ["/chat/completions", "/responses", "/v1", "/v1/"].contains { url.path.hasSuffix($0) }
      return isKnown && !isRead && !url.path.isEmpty && url.path != "/" ? "/v1" : nil
    case .chatCompletions, .completions, .messages, .api, .apiChat, .lmStudio:
      return isKnown || isOwnCompletion(url) ? rawValue : wholePath(from: url.path)
    }
  }

  /// At a server of whatever kind, what a request is added to twice cannot be right.
  private static func basePath(of path: String) -> String? {
    guard path.hasSuffix("/chat/completions") else { return nil }
    return path.hasSuffix("/v1/chat/completions") ? "/v1" : ""
  }

  /// A server of the user's own by a port of programs that answer below `/v1` alone, with no path.
  private func isBareVersioned(_ url: URLParts) -> Bool {
    guard url.path.isEmpty, LocalHost.isLocal(url.host) else { return false }
    return url.port.map(EndpointPorts.versioned.contains) == true || url.host.lowercased().hasPrefix("vllm")
  }

  /// llama-server's own path for completions, where those of OpenAI are read (llama.cpp, tools/server/README.md).
  private func isOwnCompletion(_ url: URLParts) -> Bool {
    self == .completions && ["/completion", "/completions"].contains(url.path) && LocalHost.isLocal(url.host)
  }

  /// The full request path, where the address has only its beginning or another request. Any kind of server.
  private func wholePath(from path: String) -> String? {
    guard rawValue.hasPrefix("/v1/") else { return nil }
    let isOther = path.hasSuffix("/chat/completions") && self == .completions
    return path.isEmpty || path.hasSuffix("/v1") || isOther ? rawValue : nil
  }

  /// Whether a host is surely one, and no scheme of a URL: this machine, a container's host, or an address in numbers.
  private static func isMachine(_ host: String) -> Bool {
    host == "localhost" || host.hasSuffix(".internal")
      || host.contains(".") && host.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) }
  }

  /// What is wrong with a URL besides its path, and the URL as it should be; `nil` where it may be right.
  func mistake(in url: URLParts, isOllama: Bool, needsScheme: Bool) -> (
    problem: ValueFault, corrected: String
  )? {
    let authority = url.authority
    let isKnown = isOllama || url.effectivePort.map(EndpointPorts.known.contains) == true
    // Whatever listens there, a host and a port are not URL.
    let isBare = needsScheme && url.scheme.isEmpty && url.port != nil && Self.isMachine(url.host)
    guard !url.host.isEmpty, !URLParts.isNoText(url.host), !URLParts.isForReader(url.host),
      isKnown || isBare && self != .hostPort
    else { return nil }
    switch self {
    case .any: return nil
    case .hostPort:
      // What a proxy puts before the API is part of the host, as these programs put the address together.
      let path = EndpointShape.corrected(url.path, wanted: "") ?? url.path
      return url.scheme.isEmpty && path == url.path ? nil : (.schemeExtra, authority + path)
    default:
      guard needsScheme, url.scheme.isEmpty else { return nil }
      // Without a port it would be 80, where no Ollama listens; a name with a dot may be that of a proxy.
      let port = isOllama && url.port == nil && !url.host.contains(".") ? ":\(EndpointPorts.ollama)" : ""
      return (.scheme, "http://" + authority + port + (wantedPath(for: url, isOllama: isOllama) ?? url.path))
    }
  }
}
