import Knowledge
import Vocabulary

/// The address of a server that is there, or of one that is written.
enum ServerAddress {
  /// Where clients on the same computer find what is written.
  static let standard = "http://localhost:\(port)"
  private static let port = 11434

  /// For clients on the computer that the server runs on, or has its port forwarded to.
  static func ofClients(_ server: Fact?, in graph: DeploymentGraph) -> String {
    guard let server else { return standard }
    let inside = server.integer(.port) ?? port
    switch server[.topology] {
    case .container:
      if server.flag(.sharesHostNetwork) == true { return url("localhost", inside) }
      let published = graph.facts.first {
        $0.subject == .port && $0.related[.owner] == server.id && $0.integer(.port) == inside
          && $0.integer(.hostPort) != nil
      }
      guard let published, let port = published.integer(.hostPort) else { return standard }
      return url(host(published.text(.address)), port)
    case .native: return url(host(server.text(.host)), inside)
    default: return standard
    }
  }

  /// For services of the same Compose project.
  static func inProject(_ server: Fact) -> String {
    url(server.text(.name) ?? "ollama", server.integer(.port) ?? port)
  }

  /// What a client calls: what listens on every address, or on the loopback alone, is at `localhost`.
  private static func host(_ address: String?) -> String {
    guard let address, !address.isEmpty, !address.contains("$") else { return "localhost" }
    return ["::", "[::]", "*"].contains(address) || HostNames.isLoopback(address) ? "localhost" : address
  }

  private static func url(_ host: String, _ port: Int) -> String { "http://\(host):\(port)" }
}
