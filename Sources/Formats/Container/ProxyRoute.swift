import Knowledge
import Syntax
import Vocabulary

/// A name by which a reverse proxy forwards every request to a server, as labels of its container say.
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
  private var isPublished = false

  /// `nil` where no proxy is named, or something on the way may ask who comes.
  init?(_ labels: [Label], in workspace: any Workspace, besides document: Document) {
    let names = labels.map { $0.name.lowercased() }
    guard !labels.contains(where: { Self.isGuard($0.name) }),
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
    guard !Self.isGuarded(besides: document, in: workspace) else { return nil }
  }

  /// - Parameter isPublished: whether it is a port that other machines reach, whatever the name.
  init(through proxy: String, at host: String, _ range: SourceRange, isPublished: Bool = false) {
    (self.proxy, self.host, at, self.isPublished) = (proxy, host, range, isPublished)
  }

  /// Of an `ingress` among a chart's values (otwld/ollama-helm `templates/ingress.yaml`, bjw-s-labs/helm-charts
  /// `templates/classes/_ingress.tpl`).
  init?(values ingress: Node, of tree: NodeDocument, in workspace: any Workspace, besides document: Document) {
    guard Self.isOpen(tree.value(of: "annotations", in: ingress), tree.value(of: "className", in: ingress), in: tree),
      let first = tree.value(of: "hosts", in: ingress)?.items?.first,
      let host = tree.value(of: "host", in: first), let name = host.text, !name.isEmpty,
      !document.id.isDocumentation, !Self.isGuarded(besides: document, in: workspace)
    else { return nil }
    self.init(through: "An Ingress", at: name, document.at(host.range))
  }

  /// Whether nothing that an Ingress says of itself limits who comes.
  static func isOpen(_ annotations: Node?, _ className: Node?, in tree: NodeDocument) -> Bool {
    let isGuarded = annotations.map { node in
      node.entries == nil
        || tree.entries(of: node).contains { entry in
          isGuard(entry.key.text ?? "") || entry.value.text?.contains("internal") == true
        }
    }
    let isInside = ["tailscale", "internal", "private"].contains { className?.text?.contains($0) == true }
    return isGuarded != true && !isInside
  }

  /// Whether a label or an annotation may ask who comes, by its name.
  static func isGuard(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["middlewares", "auth", "import", "allowlist", "whitelist", "ipallow", "remote_ip", "mtls", "snippet", "policy"]
      .contains(where: name.contains)
  }

  /// Whether another file mentions something that does: one middleware may be before all routers of an entry point.
  static func isGuarded(besides document: Document, in workspace: any Workspace) -> Bool {
    signs.contains { Mentions.areThere(of: $0, besides: document, in: workspace) }
  }

  /// Signs of a proxy with authentication.
  private static let signs = ["forwardAuth", "forwardauth", "basicAuth", "basicauth", "authelia", "authentik", "oauth2-proxy", "tinyauth"]

  private static func host(in rule: String) -> String? {
    guard let found = rule.firstRange(ofBytes: "Host(") else { return nil }
    let inside = rule[found.upperBound...].drop { "`'\" ".contains($0) }.prefix { !"`'\")".contains($0) }
    return inside.isEmpty ? nil : String(inside)
  }

  func fact(of server: FactID, name: String, format: String) -> Fact {
    let first = isPublished ? host : host.split(separator: " ").first.map(String.init) ?? host
    let isPublic = !first.contains("$") && !first.contains("{") && HostNames.isOfInternet(first, port: 443)
    return SettingFact.make(
      server.address + ["proxy"], name: name, value: first, kind: "proxy-route", format: format, problem: .unset,
      counterpart: proxy, expected: isPublic ? "public" : isPublished ? "published" : nil, at: at, owner: server)
  }
}
