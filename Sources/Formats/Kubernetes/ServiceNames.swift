import Syntax

/// The Services that a repository defines, by name and namespace, as far as manifests say so.
struct ServiceNames: Sendable, Equatable {
  private struct Name: Hashable, Sendable {
    let name: String
    /// `nil` where an overlay or the command decides.
    let namespace: String?
  }

  private let names: Set<Name>
  /// Whether a chart may bring Services of its own under any name.
  private let hasReleases: Bool

  private enum Sign: Sendable, Equatable {
    case service(Name)
    case release
  }

  static func of(_ workspace: any Workspace) -> ServiceNames {
    workspace.remembered("which Services are defined") { ServiceNames(signs: signs(in: $0)) }
  }

  private init(signs: [Sign]) {
    names = Set(signs.compactMap { if case .service(let name) = $0 { name } else { nil } })
    hasReleases = signs.contains(.release)
  }

  private static func signs(in workspace: any Workspace) -> [Sign] {
    WorkspaceWalk.gathered("signs of Services", in: workspace, among: { $0.hasSuffix(".yaml", ".yml") }) { path, source in
      let text = source.bytes[...]
      let isRelease =
        path.hasSuffix("Chart.yaml") || text.contains(bytesOf: "{{")
        || ["HelmRelease", "HelmChart", "Application", "IngressRoute"].contains { kind in
          // In flow style as well, and with quotes.
          ["kind: ", "kind: \"", "\"kind\": \"", "\"kind\":\""].contains { text.contains(bytesOf: $0 + kind) }
        }
      let signs: [Sign] = isRelease ? [.release] : []
      guard text.contains(bytesOf: "Service"), let trees = try? Manifests.parse(source) else { return signs }
      return signs
        + trees.compactMap { tree in
          guard tree.node(at: ["kind"])?.text == "Service", let name = tree.node(at: ["metadata", "name"])?.text else { return nil }
          return .service(Name(name: name, namespace: tree.node(at: ["metadata", "namespace"])?.text))
        }
    }
  }

  /// `ollama.ai.cluster.local` without its `svc`, and `ollama.ai.svc.cluster.lokal` (Kubernetes documentation, DNS for Services
  /// and Pods). A cluster may have a domain of its own.
  private static func hasWrongDomain(_ parts: [String]) -> Bool {
    guard parts.count > 3 else { return false }
    let domain = "cluster.local"
    if parts.count == 4 { return parts[2...].joined(separator: ".") == domain }
    let own = parts[3...].joined(separator: ".")
    return parts[2] == "svc" && own != domain && Nearest.isOneLetterOff(own, from: domain)
  }

  /// Whether a host is the name of a Service inside the cluster that nothing here defines, though Services are defined.
  ///
  /// - Parameter namespace: that of the pod that calls it; `nil` where no manifest says.
  func isUndefined(_ host: String, from namespace: String?) -> Bool {
    guard !names.isEmpty, !hasReleases else { return false }
    let parts = host.lowercased().split(separator: ".").map(String.init)
    guard let name = parts.first, name.contains(where: \.isLetter) else { return false }
    if Self.hasWrongDomain(parts), names.contains(where: { $0.name.lowercased() == name }) { return true }
    let isInside =
      parts.count == 1 || parts.count == 2 && host.contains("ollama") || parts.count > 2 && parts[2] == "svc"
    guard isInside else { return false }
    let wanted = parts.count > 1 ? parts[1] : namespace
    return !names.contains { own in
      own.name.lowercased() == name && (own.namespace == nil || wanted == nil || own.namespace == wanted)
    }
  }
}
