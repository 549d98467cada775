import Syntax
import Vocabulary

/// A URL as its parts, read as leniently as people write them: `localhost:11434`, `http://ollama/v1`.
struct URLParts: Sendable, Hashable {
  let scheme: String
  let host: String
  let port: Int?
  /// From the first `/` on, without a trailing one; empty if there is none.
  let path: String

  init(_ text: String) {
    var rest = text[...]
    if let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") {
      scheme = text[..<colon].lowercased()
      rest = text[colon...].dropFirst(3)
    } else {
      scheme = ""
    }
    var authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    var path = rest.dropFirst(authority.count).prefix { $0 != "?" && $0 != "#" }
    if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
    while path.hasSuffix("/") { path.removeLast() }
    self.path = String(path)
    let colons = authority.filter { $0 == ":" }.count
    if authority.hasPrefix("["), let close = authority.firstIndex(of: "]") {
      host = String(authority[authority.index(after: authority.startIndex)..<close])
      let after = authority[authority.index(after: close)...]
      port = after.hasPrefix(":") ? Int(after.dropFirst()) : nil
    } else if colons == 1, let colon = authority.firstIndex(of: ":") {
      host = String(authority[..<colon])
      port = Int(authority[authority.index(after: colon)...])
    } else {
      host = String(authority)
      port = nil
    }
  }

  /// The text of a URL with another host; its scheme, port and path stay. `nil` if it names no host.
  static func replacingHost(in text: String, with host: String) -> String? {
    let old = URLParts(text).host
    guard !old.isEmpty, let found = text.firstIndex(ofText: old) else { return nil }
    return text[..<found] + host + text[text.index(found, offsetBy: old.count)...]
  }

  /// The port a client connects to.
  var effectivePort: Int? { port ?? (scheme == "http" ? 80 : scheme == "https" ? 443 : nil) }
}

/// Makes the endpoint fact of a URL.
enum EndpointFact {
  /// - Parameters:
  ///   - text: the URL, or `nil` where it is not known.
  ///   - from: where the client runs: `host`, `container`, `vm`.
  ///   - api: the API the client speaks: `native`, `openai`, `anthropic`; `nil` if not known.
  ///   - wantedPath: the path that this client needs; `nil` where any will do.
  static func make(
    _ id: FactID, url text: String?, at range: SourceRange, from: String, api: String?, wantedPath: String?
  ) -> Fact {
    var fact = Fact(id, at: range)
    fact.write(.url, text.map(Value.text), at: range)
    fact.infer(any: .from, .text(from))
    if let api { fact.infer(any: .api, .text(api)) }
    guard let text else { return fact }
    let url = URLParts(text)
    fact.write(.scheme, .text(url.scheme), at: range)
    fact.write(.host, .text(url.host), at: range)
    fact.write(.path, .text(url.path), at: range)
    if let port = url.effectivePort { fact.write(.port, .integer(port), at: range) }
    guard let path = wantedPath.flatMap({ EndpointShape.corrected(url.path, wanted: $0) }) else {
      return fact
    }
    fact.write(.problem, url.path.isEmpty ? .pathMissing : .pathExtra, at: range)
    fact.infer(.wantedPath, .text(path))
    fact.infer(
      .corrected, .text((url.scheme.isEmpty ? "http" : url.scheme) + "://" + authority(url) + path))
    return fact
  }

  private static func authority(_ url: URLParts) -> String {
    (url.host.contains(":") ? "[\(url.host)]" : url.host) + (url.port.map { ":\($0)" } ?? "")
  }
}

extension String {
  fileprivate func firstIndex(ofText needle: String) -> Index? {
    indices.first { self[$0...].hasPrefix(needle) }
  }
}
