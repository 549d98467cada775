import Syntax
import Vocabulary

/// A URL as its parts, read as leniently as people write them: `localhost:11434`, `http://ollama/v1`.
struct URLParts: Sendable, Hashable {
  let scheme: String
  /// A name and a password with their `@`; empty if there are none.
  let userInfo: String
  /// Empty where it is not known.
  let host: String
  let port: Int?
  /// From the first `/` on, without a trailing one; empty if there is none.
  let path: String

  init(_ text: String) {
    // By bytes: every address is read several times, and all that parts one is ASCII.
    let (slash, colon, at) = (UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"))
    let (query, fragment) = (UInt8(ascii: "?"), UInt8(ascii: "#"))
    var rest = text[...].utf8
    if let end = rest.firstIndex(of: colon), rest[end...].starts(with: "://".utf8) {
      scheme = String(Substring(rest[..<end])).lowercased()
      rest = rest[end...].dropFirst(3)
    } else {
      scheme = ""
    }
    var authority = rest.prefix { $0 != slash && $0 != query && $0 != fragment }
    var path = rest[authority.endIndex...].prefix { $0 != query && $0 != fragment }
    // A password with a `/` in it, which ends the host for some programs and not for others.
    if path.contains(at) { (authority, path) = (rest.prefix(0), rest.prefix(0)) }
    if let end = authority.lastIndex(of: at) {
      userInfo = String(Substring(authority[...end]))
      authority = authority[end...].dropFirst()
    } else {
      userInfo = ""
    }
    while path.last == slash { path.removeLast() }
    self.path = String(Substring(path))
    if authority.first == UInt8(ascii: "["), let close = authority.firstIndex(of: UInt8(ascii: "]")) {
      host = String(Substring(authority[..<close].dropFirst()))
      let after = authority[close...].dropFirst()
      port = after.first == colon ? Int(Substring(after.dropFirst())) : nil
    } else if let end = authority.firstIndex(of: colon), end == authority.lastIndex(of: colon) {
      host = String(Substring(authority[..<end]))
      port = Int(Substring(authority[end...].dropFirst()))
    } else {
      host = String(Substring(authority))
      port = nil
    }
  }

  /// The text of a URL with another host; its scheme, port and path stay. `nil` if it names no host.
  static func replacingHost(in text: String, with host: String) -> String? {
    let url = URLParts(text)
    let old = url.host
    // After a name, which may be the host's.
    let start = url.userInfo.isEmpty ? text.startIndex : text.lastIndex(of: "@") ?? text.startIndex
    guard !old.isEmpty, let found = text[start...].firstIndex(ofText: old) else { return nil }
    return text[..<found] + host + text[text.index(found, offsetBy: old.count)...]
  }

  /// Whether a value is a flag or null in place of an address.
  static func isNoText(_ value: String) -> Bool { ["true", "false", "null"].contains(value) }

  /// Whether a value stands for an address that a reader fills in: `<your server>`, `http://your-server:port`.
  static func isForReader(_ value: String) -> Bool {
    let text = value.lowercased()
    return ["<", "...", "your-", "your_", "your ", "seu_", "seu-", "votre_", "votre-"].contains(where: text.contains)
      || text.hasSuffix(":port")
  }

  /// The text between the scheme and the path, with the name and the password.
  var authority: String { authority(of: host) }

  func authority(of host: String) -> String {
    userInfo + (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
  }

  /// Whether it has the port or the name that Ollama or LM Studio has by itself, without a proxy before it.
  var isDirect: Bool {
    port == EndpointPorts.ollama || port == EndpointPorts.lmStudio
      || port == nil && host.lowercased() == "ollama"
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
    if URLParts.isNoText(text) {
      fact.write(.problem, .notAnAddress, at: range)
      return fact
    }
    if let fault = AddressFault(text) {
      fact.write(.problem, fault.isGuess ? .misspelt : .notAnAddress, at: range)
      fact.infer(.corrected, fault.corrected.map { Value.text(corrected($0, wantedPath)) })
      return fact
    }
    let url = URLParts(text)
    fact.write(.scheme, .text(url.scheme), at: range)
    fact.write(.host, .text(url.host), at: range)
    fact.write(.path, .text(url.path), at: range)
    if let port = url.effectivePort { fact.write(.port, .integer(port), at: range) }
    if url.scheme == "https", let port = url.port, [EndpointPorts.ollama, EndpointPorts.lmStudio].contains(port) {
      fact.infer(.plainUrl, .text("http" + text.dropFirst("https".count)))
    }
    guard !url.host.isEmpty,
      let path = wantedPath.flatMap({ EndpointShape.corrected(url.path, wanted: $0, isDirect: url.isDirect) })
    else {
      return fact
    }
    fact.write(.problem, url.path.isEmpty ? .pathMissing : .pathExtra, at: range)
    fact.infer(.wantedPath, .text(path))
    fact.infer(
      .corrected, .text((url.scheme.isEmpty ? "http" : url.scheme) + "://" + url.authority + path))
    return fact
  }

  /// A URL with the path that a client needs.
  private static func corrected(_ text: String, _ wantedPath: String?) -> String {
    let url = URLParts(text)
    guard !url.scheme.isEmpty,
      let path = wantedPath.flatMap({ EndpointShape.corrected(url.path, wanted: $0, isDirect: url.isDirect) })
    else { return text }
    return url.scheme + "://" + url.authority + path
  }

}

extension Substring {
  fileprivate func firstIndex(ofText needle: String) -> Index? {
    indices.first { self[$0...].hasPrefix(needle) }
  }
}
