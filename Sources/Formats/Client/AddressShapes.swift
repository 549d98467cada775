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
    case .v1: return isKnown ? "/v1" : nil
    case .openAI:
      let isRead = ["/chat/completions", "/responses", "/v1", "/v1/"].contains { url.path.hasSuffix($0) }
      return isKnown && !isRead && !url.path.isEmpty && url.path != "/" ? "/v1" : nil
    case .chatCompletions, .completions, .messages, .api, .apiChat: return isKnown ? rawValue : nil
    }
  }

  /// What is wrong with a URL beside its path, and the URL as it should be; `nil` where it may be right.
  func mistake(in url: URLParts, isOllama: Bool, needsScheme: Bool) -> (
    problem: ValueFault, corrected: String
  )? {
    let authority = url.authority
    let isKnown = isOllama || url.effectivePort.map(EndpointPorts.known.contains) == true
    guard !url.host.isEmpty, isKnown else { return nil }
    switch self {
    case .any: return nil
    case .hostPort: return url.scheme.isEmpty && url.path.isEmpty ? nil : (.schemeExtra, authority)
    default:
      guard needsScheme, url.scheme.isEmpty else { return nil }
      return (.scheme, "http://" + authority + (wantedPath(for: url, isOllama: isOllama) ?? url.path))
    }
  }
}
