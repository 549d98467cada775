import Knowledge
import Syntax
import Vocabulary

/// A name by which a reverse proxy passes everybody on to a server, as labels of its container say.
///
/// Sources: Traefik documentation, "Docker" (routers, middlewares); lucaslorentz/caddy-docker-proxy, README.
struct ProxyRoute {
  struct Label {
    let name: String
    let value: String
    let at: SourceRange
  }

  private let proxy: String
  private let host: String
  private let at: SourceRange

  /// `nil` where no proxy is named, or something on the way may ask who comes.
  init?(_ labels: [Label], in workspace: any Workspace, besides document: Document) {
    let names = labels.map { $0.name.lowercased() }
    let guards = ["middlewares", "auth", "import", "allowlist", "whitelist", "ipallow", "remote_ip", "mtls"]
    guard !labels.contains(where: { label in guards.contains { label.name.lowercased().contains($0) } }),
      !zip(names, labels).contains(where: { $0 == "traefik.enable" && $1.value.lowercased() == "false" })
    else { return nil }
    if let index = names.firstIndex(where: { $0.hasPrefix("traefik.http.routers.") && $0.hasSuffix(".rule") }),
      let host = Self.host(in: labels[index].value)
    {
      (proxy, self.host, at) = ("Traefik", host, labels[index].at)
    } else if let index = names.firstIndex(of: "caddy"), names.contains(where: { $0.hasSuffix("reverse_proxy") }) {
      (proxy, host, at) = ("Caddy", labels[index].value, labels[index].at)
    } else {
      return nil
    }
    // One middleware may be before all routers of an entry point, and is defined in files of any kind.
    guard !Self.signs.contains(where: { Mentions.areThere(of: $0, besides: document, in: workspace) }) else { return nil }
  }

  /// What speaks of a proxy that asks who comes.
  private static let signs = ["forwardAuth", "forwardauth", "basicAuth", "basicauth", "authelia", "authentik", "oauth2-proxy", "tinyauth"]

  private static func host(in rule: String) -> String? {
    guard let found = rule.firstRange(ofBytes: "Host(") else { return nil }
    let inside = rule[found.upperBound...].drop { "`'\" ".contains($0) }.prefix { !"`'\")".contains($0) }
    return inside.isEmpty ? nil : String(inside)
  }

  func fact(of server: FactID, name: String, format: String) -> Fact {
    let first = host.split(separator: " ").first.map(String.init) ?? host
    let isPublic = !first.contains("$") && !first.contains("{") && HostNames.isOfInternet(first, port: 443)
    return SettingFact.make(
      FactID(.key, at.document, server.address + ["proxy"]), name: name, value: first, kind: "proxy-route", format: format,
      problem: .unset, counterpart: proxy, expected: isPublic ? "public" : nil, at: at, owner: server)
  }
}
