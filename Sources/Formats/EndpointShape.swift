/// The path that a client needs after host and port, and the paths of APIs that people write in its place.
///
/// Ollama serves its own API under `/api` and others under `/v1` (ollama/ollama `server/routes.go`). A client that expects
/// the root appends `/api/chat` and the like, one that expects `/v1` appends `/chat/completions` or `/messages`.
enum EndpointShape {
  /// The path as it should be; `nil` where it is right, or points to something other than an API.
  ///
  /// - Parameter isDirect: whether the URL has Ollama's or LM Studio's own port, so that no other server's path can be
  ///   meant.
  static func corrected(_ path: String, wanted: String, isDirect: Bool = false) -> String? {
    guard path != wanted else { return nil }
    if path.isEmpty { return wanted }
    if isDirect, foreign.contains(path) { return wanted }
    // llama-server's own form of the same request, whose answer has other keys.
    if ["/completion", "/completions"].contains(path), wanted == "/v1/completions" { return wanted }
    guard let written = paths.first(where: path.hasSuffix) else { return nil }
    // What a proxy puts before the API stays.
    var proxy = path.dropLast(written.count)
    while isDirect, let part = ["/api", "/v1", "/openai"].first(where: proxy.hasSuffix) {
      proxy = proxy.dropLast(part.count)
    }
    let meant = proxy + wanted
    return meant == path ? nil : String(meant)
  }
}
