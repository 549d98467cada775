import Diagnostics
import Vocabulary
import Wording

/// Clients, and the models that they use.
extension MapBuilder {
  mutating func addClient(_ client: Fact, _ uses: [Fact], _ endpoints: [Fact]) {
    var details: [DeploymentMap.Detail] = []
    if let version = client.text(.version) { details.append(.init("version", version)) }
    for endpoint in endpoints {
      if let url = endpoint.text(.url) {
        let address = detail("address", url, endpoint.attributes[.reach])
        if !details.contains(address) { details.append(address) }
      }
    }
    let reaches = endpoints.compactMap { $0.related[.server] }
    let loose = uses.isEmpty && reaches.isEmpty ? endpoints.compactMap(Self.unreached).first : nil
    add(
      client, .client, title: client.text(.name) ?? client.text(.kind) ?? "client", details: details,
      loose: loose)
    if uses.isEmpty {
      for endpoint in endpoints {
        guard let server = endpoint.related[.server] else { continue }
        connect(Self.identity(client.id), Self.identity(server), endpoint.text(.url) ?? "")
      }
    }
    for use in uses { addUse(use, of: client) }
  }

  mutating func addUse(_ use: Fact, of client: Fact?) {
    var details: [DeploymentMap.Detail] = []
    let roles = use.roles
    if !roles.isEmpty { details.append(.init("used for", roles.map(\.rawValue).joined(separator: ", "))) }
    if let tokens = use.integer(.contextEffective) {
      details.append(detail("context", Wording.tokens(tokens), use.attributes[.contextEffective]))
    } else if use.has(.contextEffective) {
      details.append(detail("context", "not known from the files", use.attributes[.contextEffective]))
    }
    if let wanted = use.integer(.contextWanted), use.flag(.contextTooSmall) == true {
      details.append(detail("needed", Wording.tokens(wanted), use.attributes[.contextWanted]))
    }
    if let api = use[.api] { details.append(.init("API", Self.apis[api] ?? api.rawValue)) }
    let server = use.related[.server]
    let endpoint = analysis.graph.fact(.endpoint, of: use)
    var loose: String?
    if use.flag(.isCloud) == true {
      details.append(.init("runs", "in the cloud"))
    } else if server == nil, use.flag(.isOllama) == true {
      loose = endpoint.flatMap(Self.unreached) ?? "no server in these files"
    }
    add(use, .use, title: use.text(.name) ?? "model not known from the files", details: details, loose: loose)
    if let client {
      connect(Self.identity(client.id), Self.identity(use.id))
    }
    // A proxy stands between the client and the server.
    if let service = use.related[.service] {
      connect(Self.identity(use.id), Self.identity(service), endpoint?.text(.url) ?? "")
      if let route = use.related[.route] { connect(Self.identity(service), Self.identity(route)) }
    } else if let server {
      connect(Self.identity(use.id), Self.identity(server), endpoint?.text(.url) ?? "")
    }
  }

  private static let apis: [ServerAPI: String] = [
    .native: "Ollama", .openai: "OpenAI-compatible", .anthropic: "Anthropic-compatible",
  ]

  static func unreached(_ endpoint: Fact) -> String? {
    let url = endpoint.text(.url) ?? "the address"
    switch endpoint[.reach] {
    case .unserved: return "nothing in these files answers at \(url)"
    case .closed: return "the server at \(url) only listens on its loopback interface"
    case .itself: return "\(url) is the client's own container"
    case .elsewhere: return "\(url) is on another machine"
    default: return endpoint.has(.url) ? "no server in these files answers at \(url)" : nil
    }
  }
}
