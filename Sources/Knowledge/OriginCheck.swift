/// Origins as Ollama takes them from OLLAMA_ORIGINS: what its HTTP library refuses ends the program at its start.
///
/// Sources: ollama/ollama `envconfig/config.go` (split at commas, nothing trimmed) and `server/routes.go`; gin-contrib/cors
/// 1.7.2 `cors.go`, `Validate` and `parseWildcardRules`.
enum OriginCheck {
  private static let schemes = [
    "http://", "https://", "chrome-extension://", "safari-extension://", "moz-extension://",
    "ms-browser-extension://",
  ]

  static func problem(with list: String) -> ValueProblem? {
    let entries = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard let problem = entries.lazy.compactMap(problem(withEntry:)).first else { return nil }
    let mended = entries.map(trimmed).filter { !$0.isEmpty }
    let isMended = !mended.isEmpty && mended.allSatisfy { self.problem(withEntry: $0) == nil }
    return ValueProblem(
      .badOrigin, corrected: isMended ? mended.joined(separator: ",") : nil, expected: problem)
  }

  /// What is expected instead.
  private static func problem(withEntry entry: String) -> String? {
    let stars = entry.filter { $0 == "*" }.count
    if stars > 1 { return "at most one * in \(entry)" }
    if stars == 1 || schemes.contains(where: entry.hasPrefix) { return nil }
    let inner = trimmed(entry)
    if inner.isEmpty { return "no empty entry" }
    if schemes.contains(where: inner.hasPrefix) { return "no blank before \(inner)" }
    // A regular expression, in newer versions of the library.
    if inner.hasPrefix("/") { return nil }
    return inner.contains("://") ? "a * in \(inner)" : "a scheme before \(inner), such as http://"
  }

  private static func trimmed(_ entry: String) -> String {
    var text = entry[...]
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
