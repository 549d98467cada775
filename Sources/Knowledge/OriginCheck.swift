import Syntax

/// Origins as Ollama takes them from OLLAMA_ORIGINS: what its HTTP library refuses ends the program at its start.
///
/// Sources: ollama/ollama `envconfig/config.go` (split at commas, nothing trimmed) and `server/routes.go`; gin-contrib/cors
/// 1.7.2 `cors.go`, `Validate` and `parseWildcardRules`.
enum OriginCheck {
  static func problem(with list: String) -> ValueProblem? {
    if list.hasPrefix("["), list.hasSuffix("]"), !list.contains("[::") { return json(list) }
    let entries = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard let problem = entries.lazy.compactMap(problem(withEntry:)).first else { return useless(entries) }
    let fixed = entries.map { String($0.trimmingBlanks) }.filter { !$0.isEmpty }
    let isFixed = !fixed.isEmpty && fixed.allSatisfy { self.problem(withEntry: $0) == nil }
    return ValueProblem(
      .badOrigin, corrected: isFixed ? fixed.joined(separator: ",") : nil, expected: problem)
  }

  /// A list as JSON has it: brackets and quotes are part of the origins.
  private static func json(_ list: String) -> ValueProblem {
    let inner = list.dropFirst().dropLast().split(separator: ",").map { entry in
      var text = entry.trimmingBlanks
      while let first = text.first, first == "\"" || first == "'" { text.removeFirst() }
      while let last = text.last, last == "\"" || last == "'" { text.removeLast() }
      return String(text)
    }
    let isAccepted = list.split(separator: ",").allSatisfy { problem(withEntry: String($0)) == nil }
    let isFixed = !inner.isEmpty && inner.allSatisfy { problem(withEntry: $0) == nil }
    return ValueProblem(
      isAccepted ? .matchesNothing : .badOrigin, corrected: isFixed ? inner.joined(separator: ",") : nil,
      expected: "a list with commas, not JSON")
  }

  /// An entry that the library accepts and no browser ever sends. Corrections are tried in order; the first that changes something
  /// says what is wrong.
  private static func useless(_ entries: [String]) -> ValueProblem? {
    let ways: [(expected: String, fix: (String) -> [String])] = [
      ("the origins alone, without the command", { [withoutCommand($0)] }),
      ("commas between the origins", separated),
      ("no space around the commas", { [String($0.trimmingBlanks)] }),
      ("an origin without a port (only http origins have one)", { [withoutPort($0)] }),
      ("origins without a path or a slash at the end", { [withoutPath($0)] }),
      ("a scheme before a pattern of addresses", { [withScheme($0)] }),
      ("a * after the scheme", { [schemes.dropFirst(2).contains($0) ? $0 + "*" : $0] }),
    ]
    var fixed = entries
    var expected: String?
    for way in ways {
      let next = fixed.flatMap(way.fix)
      if next != fixed { expected = expected ?? way.expected }
      fixed = next
    }
    guard let expected, fixed.allSatisfy({ problem(withEntry: $0) == nil }) else { return nil }
    return ValueProblem(.matchesNothing, corrected: fixed.joined(separator: ","), expected: expected)
  }

  /// `http://a http://b` and `http://a;http://b`, where each part is an origin of its own.
  private static func separated(_ entry: String) -> [String] {
    let parts = entry.split { $0 == " " || $0 == ";" }.map(String.init)
    return parts.count > 1 && parts.allSatisfy { schemeEnd($0) != nil } ? parts : [entry]
  }

  /// An Origin header is scheme, host and port (RFC 6454): `https://app.example.org/`, `http://10.0.0.5/*`.
  private static func withoutPath(_ entry: String) -> String {
    guard entry.hasPrefix("http://") || entry.hasPrefix("https://"), let start = entry.firstRange(ofBytes: "://")?.upperBound,
      let slash = entry[start...].firstIndex(of: "/"), slash > start, ["/", "/*"].contains(entry[slash...])
    else { return entry }
    return String(entry[..<slash])
  }

  /// `192.168.0.*`, `localhost:*`: an origin begins with its scheme, so none begins like that.
  private static func withScheme(_ entry: String) -> String {
    let start = entry.prefix { $0 != "*" }
    guard let first = start.first, start.count < entry.count, !entry.contains("://"),
      first.isNumber || start.contains(".") || start.hasPrefix("localhost")
    else { return entry }
    return "http://" + entry
  }

  /// What is expected instead.
  private static func problem(withEntry entry: String) -> String? {
    let stars = entry.filter { $0 == "*" }.count
    if stars > 1 { return "at most one * in \(entry)" }
    if stars == 1 || schemes.contains(where: entry.hasPrefix) { return nil }
    let inner = String(entry.trimmingBlanks)
    if inner.isEmpty { return "no empty entry" }
    if schemes.contains(where: inner.hasPrefix) { return "no space before \(inner)" }
    // A regular expression, in newer versions of the library.
    if inner.hasPrefix("/") { return nil }
    return inner.contains("://") ? "a * in \(inner)" : "a scheme before \(inner), such as http://"
  }

  /// `app://x* ollama serve` without what was meant to be run.
  private static func withoutCommand(_ entry: String) -> String {
    let words = entry.split(separator: " ")
    guard let index = words.firstIndex(where: { $0.split(separator: "/").last == "ollama" }), index > 0,
      index + 1 < words.count, ["serve", "start", "run"].contains(words[index + 1])
    else { return entry }
    let isJoined = ["&&", ";", "&"].contains(words[index - 1])
    return words[..<(isJoined ? index - 1 : index)].joined(separator: " ")
  }

  /// `app://obsidian.md:*`: only origins of `http` and `https` have ports (RFC 6454), so none would match.
  private static func withoutPort(_ entry: String) -> String {
    guard let colon = schemeEnd(entry), !entry.hasPrefix("http"), entry.hasSuffix(":*"),
      entry[..<colon].allSatisfy({ $0.isLetter || $0 == "-" })
    else { return entry }
    return entry.dropLast(2) + "*"
  }

  private static func schemeEnd(_ entry: String) -> String.Index? {
    entry.firstIndex(of: ":").flatMap { entry[$0...].hasPrefix("://") ? $0 : nil }
  }
}
