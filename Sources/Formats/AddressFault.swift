import Syntax

/// An address that is wrong for every program: `http//localhost`, `localhost:12 34`, `ollama:11434:11434`.
///
/// Computed addresses, and those that only lack a scheme or a port, are not faults.
///
/// Sources: RFC 3986, 3.1 and 3.2; WHATWG URL, 4.4, by which browsers and Node repair `http:/host` and `http:\\host`, as
/// Go, Python and Rust do not.
struct AddressFault: Sendable, Hashable {
  /// What was surely meant; `nil` where that cannot be told.
  let corrected: String?
  /// Whether it may still be right somewhere: a host of that name, a path that is a number.
  let isGuess: Bool

  init?(_ written: String) {
    guard (4...300).contains(written.utf8.count), !written.utf8.contains(where: Self.isComputed),
      !URLParts.isForReader(written)
    else {
      return nil
    }
    var text = written.trimming(\.isWhitespace)
    // The address of a page: what programs add after the mark is never sent (RFC 3986, 3.5).
    if let mark = text.firstIndex(of: "#"), text.contains("://") {
      text = text[..<mark]
      while text.last == "/" { text.removeLast() }
      guard text.contains("://"), AddressFault(String(text)) == nil else { return nil }
      corrected = String(text)
      isGuess = false
      return
    }
    let (scheme, rest, isMisspelt) = Self.scheme(of: text)
    let own = scheme.map { $0 + "://" } ?? ""
    // One scheme after another.
    if scheme != nil, Self.scheme(of: rest).scheme != nil {
      corrected = Self.repaired(String(rest))
      isGuess = false
      return
    }
    let authority = rest.prefix { !Self.endsAuthority($0) }
    let path = rest[authority.endIndex...]
    let user = authority.lastIndex(of: "@").map { authority[...$0] } ?? ""
    switch Self.place(authority.dropFirst(user.count), path) {
    case .right:
      guard isMisspelt, !authority.isEmpty else { return nil }
      corrected = own + authority + Self.slashed(path)
      isGuess = false
    case .wrong(let meant, let path):
      corrected = meant.map { own + user + $0 + path }
      isGuess = false
    case .doubtful(let meant, let path):
      corrected = own + user + meant + path
      isGuess = true
    }
  }

  /// The corrected text, if it is an address with a typo.
  static func repaired(_ text: String) -> String { AddressFault(text)?.corrected ?? text }

  // MARK: The scheme

  private static let schemes: Set<String> = ["http", "https"]
  private static let separators: Set<Character> = [":", "/", "\\", ";"]

  private static func scheme(of text: Substring) -> (scheme: String?, rest: Substring, isMisspelt: Bool) {
    let word = text.prefix(while: \.isLetter)
    let marks = text[word.endIndex...].prefix(while: separators.contains)
    let rest = text[marks.endIndex...]
    let name = word.lowercased()
    guard !rest.isEmpty else { return (nil, text, false) }
    if marks == "://" {
      if schemes.contains(name) { return (name, rest, false) }
      guard (3...6).contains(name.count), let meant = meantScheme(name) else { return (nil, text, false) }
      return (meant, rest, true)
    }
    // A service may be called `http`, and is followed by a port or a path then.
    guard schemes.contains(name), marks.count > 1 || marks == ":", !rest.allSatisfy(\.isNumber),
      rest.first.map({ $0.isLetter || $0.isNumber || $0 == "[" }) == true
    else { return (nil, text, false) }
    return (name, rest, true)
  }

  private static func meantScheme(_ name: String) -> String? {
    ["http", "https"].first { known in
      Nearest.isOneLetterOff(name, from: known) || name.sorted() == known.sorted()
    }
  }

  // MARK: Host and port

  private enum Place {
    case right
    case wrong(meant: String?, path: String)
    case doubtful(meant: String, path: String)
  }

  private static let punctuation: Set<Character> = [",", ";", ".", ")", "'", "\""]

  private static func place(_ authority: Substring, _ path: Substring) -> Place {
    func wrong(_ meant: String?) -> Place { .wrong(meant: meant, path: slashed(path)) }
    if authority.contains(where: \.isWhitespace) {
      let joined = authority.filter { !$0.isWhitespace }
      guard case .right = place(joined[...], path), joined.contains(":") else { return wrong(nil) }
      return wrong(String(joined))
    }
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { return wrong(nil) }
      let inner = authority[..<end].dropFirst()
      return inner.contains(":") ? .right : wrong(String(inner) + authority[end...].dropFirst())
    }
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    switch parts.count {
    case 0: return .right
    case 1:
      if let number = portAsPath(path), isThisMachine(authority) {
        return .doubtful(meant: authority + ":" + number, path: "")
      }
      return host(authority, "", path)
    case 2: return port(parts[1], of: parts[0], path)
    default: return colons(parts, path)
    }
  }

  private static func host(_ host: Substring, _ port: Substring, _ path: Substring) -> Place {
    func wrong(_ meant: String?) -> Place {
      .wrong(meant: meant.map { $0 + (port.isEmpty ? "" : ":" + port) }, path: slashed(path))
    }
    if let mark = host.lastIndex(where: { !isOfHost($0) || $0 == "." }), port.isEmpty,
      isKnownPort(host[host.index(after: mark)...])
    {
      // `172.17.0.11434`: a number is missing as well, and nobody can tell which.
      let numbers = host[..<mark].split(separator: ".", omittingEmptySubsequences: false)
      if numbers.count < 4, numbers.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) {
        return wrong(nil)
      }
      return wrong(host[..<mark] + ":" + host[host.index(after: mark)...])
    }
    guard host.allSatisfy(isOfHost) else { return wrong(nil) }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    if labels.count == 4, labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) {
      guard labels.allSatisfy({ Int($0).map { $0 < 256 } ?? false }) else { return wrong(nil) }
      // The loopback's network, at which nothing answers (RFC 1122, 3.2.1.3).
      guard host == "127.0.0.0" else { return .right }
      return .doubtful(meant: "127.0.0.1" + (port.isEmpty ? "" : ":" + port), path: slashed(path))
    }
    let name = host.lowercased()
    if name != "localhost", name.count > 6, name.allSatisfy(\.isLetter),
      Nearest.isOneLetterOff(name, from: "localhost")
    {
      return .doubtful(meant: "localhost" + (port.isEmpty ? "" : ":" + port), path: slashed(path))
    }
    return .right
  }

  private static func port(_ port: Substring, of host: Substring, _ path: Substring) -> Place {
    func wrong(_ meant: Substring?) -> Place {
      .wrong(meant: meant.map { host + ":" + $0 }, path: slashed(path))
    }
    guard !port.isEmpty else { return .right }
    guard port.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      var digits = port
      while let last = digits.last, punctuation.contains(last) { digits.removeLast() }
      let isPort = digits.allSatisfy { $0.isASCII && $0.isNumber } && !digits.isEmpty
      return wrong(isPort ? digits : nil)
    }
    guard let number = Int(port), (1...65535).contains(number) else {
      return wrong(port.hasPrefix("11434") ? "11434" : nil)
    }
    return self.host(host, port, path)
  }

  /// More than one colon without brackets.
  private static func colons(_ parts: [Substring], _ path: Substring) -> Place {
    func wrong(_ meant: String?) -> Place { .wrong(meant: meant, path: slashed(path)) }
    let isHex = { (part: Substring) in part.count < 5 && part.allSatisfy(\.isHexDigit) }
    let (last, before) = (parts[parts.count - 1], parts.dropLast())
    if before.allSatisfy(isHex), isHex(last) || isKnownPort(last) {
      guard isKnownPort(last), before.count > 1 else {
        return wrong("[" + parts.joined(separator: ":") + "]")
      }
      return wrong("[" + before.joined(separator: ":") + "]:" + last)
    }
    let numbers = Set(parts.dropFirst().filter { !$0.isEmpty })
    guard numbers.count == 1, let number = numbers.first, case .right = port(number, of: parts[0], path)
    else {
      return wrong(nil)
    }
    return wrong(parts[0] + ":" + number)
  }

  // MARK: Characters

  private static func isComputed(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "<"), UInt8(ascii: "%"), UInt8(ascii: "*")]
      .contains(byte)
  }

  private static func endsAuthority(_ character: Character) -> Bool {
    character == "/" || character == "\\" || character == "?" || character == "#"
  }

  private static func isOfHost(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "-" || character == "." || character == "_"
  }

  private static func isKnownPort(_ text: Substring) -> Bool {
    Int(text).map { $0 == EndpointPorts.ollama || $0 == EndpointPorts.lmStudio } ?? false
  }

  /// A port that is written as a path.
  private static func portAsPath(_ path: Substring) -> Substring? {
    guard path.hasPrefix("/") else { return nil }
    let number = path.dropFirst().hasSuffix("/") ? path.dropFirst().dropLast() : path.dropFirst()
    return isKnownPort(number) ? number : nil
  }

  private static func isThisMachine(_ host: Substring) -> Bool {
    ["localhost", "127.0.0.1", "host.docker.internal", "ollama"].contains(host.lowercased())
  }

  private static func slashed(_ path: Substring) -> String { String(path.map { $0 == "\\" ? "/" : $0 }) }
}
