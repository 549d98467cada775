import Syntax

/// The path that a client needs behind host and port, and the paths of APIs that people write in its place.
///
/// Ollama serves its own API under `/api` and others under `/v1` (ollama/ollama `server/routes.go`). A client that wants
/// the root appends `/api/chat` and the like, one that wants `/v1` appends `/chat/completions` or `/messages`.
enum EndpointShape {
  /// The longest first: each is taken off whole.
  private static let paths = [
    "/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/v1/messages", "/v1/responses",
    "/v1/models",
    "/api/embeddings", "/api/generate", "/api/embed", "/api/chat", "/api/tags", "/api/v1",
    "/chat/completions", "/v1",
    "/api",
  ]

  /// The path as it should be; `nil` where it is right, or points to something other than an API.
  static func corrected(_ path: String, wanted: String) -> String? {
    guard path != wanted else { return nil }
    if path.isEmpty { return wanted }
    guard let written = paths.first(where: path.hasSuffix) else { return nil }
    // What a proxy puts before the API stays.
    let meant = path.dropLast(written.count) + wanted
    return meant == path ? nil : String(meant)
  }
}
