import Syntax

/// The Services that a repository defines, by name and namespace, as far as manifests say so.
struct ServiceNames: Sendable, Equatable {
  private struct Name: Hashable {
    let name: String
    /// `nil` where an overlay or the command decides.
    let namespace: String?
  }

  private let names: Set<Name>
  /// Whether a chart may bring Services of its own under any name.
  private let hasReleases: Bool

  static func of(_ workspace: any Workspace) -> ServiceNames {
    workspace.remembered("which Services are defined") { ServiceNames(in: $0) }
  }

  private init(in workspace: any Workspace) {
    var names: Set<Name> = []
    var hasReleases = false
    _ = WorkspaceWalk.first(in: workspace) { path -> Bool? in
      guard FileName(path: path).hasSuffix(".yaml", ".yml"), let source = workspace.source(at: path),
        source.bytes.count < 1 << 18
      else { return nil }
      let text = source.string(source.range)
      for kind in ["HelmRelease", "HelmChart", "Application", "IngressRoute"]
      where text.contains("kind: \(kind)") {
        hasReleases = true
      }
      if path.hasSuffix("Chart.yaml") || text.contains("{{") { hasReleases = true }
      guard text.contains("Service"), let trees = try? Manifests.parse(source) else { return nil }
      for tree in trees where tree.node(at: ["kind"])?.text == "Service" {
        guard let name = tree.node(at: ["metadata", "name"])?.text else { continue }
        names.insert(Name(name: name, namespace: tree.node(at: ["metadata", "namespace"])?.text))
      }
      return nil
    }
    self.names = names
    self.hasReleases = hasReleases
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
