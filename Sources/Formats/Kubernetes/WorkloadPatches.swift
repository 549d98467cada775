import Syntax

/// What patches of Kustomize add to the workloads of a repository, as far as it changes what is said of a server.
///
/// A strategic merge patch has the shape of the workload that it changes, and only what it adds. Unlike a workload it has no
/// `spec.selector`, without which the API server accepts none (Kubernetes API reference, DeploymentSpec: `selector`
/// is required).
struct WorkloadPatches: Sendable {
  private struct Patch: Sendable {
    let name: String
    let text: String
  }

  private let patches: [Patch]
  /// Kustomizations, which may hold patches as text.
  private let overlays: [String]

  static func of(_ workspace: any Workspace) -> WorkloadPatches {
    workspace.remembered("which workloads are patched") { WorkloadPatches(in: $0) }
  }

  private init(in workspace: any Workspace) {
    var patches: [Patch] = []
    var overlays: [String] = []
    _ = WorkspaceWalk.first(in: workspace) { path -> Bool? in
      guard FileName(path: path).hasSuffix(".yaml", ".yml"), let source = workspace.source(at: path),
        source.bytes.count < 1 << 16
      else { return nil }
      let text = source.string(source.range)
      if path.split(separator: "/").last?.hasPrefix("kustomization.") == true {
        overlays.append(text)
      } else if text.contains("containers"), let trees = try? Manifests.parse(source) {
        for tree in trees where Self.isPatch(tree) {
          guard let name = tree.node(at: ["metadata", "name"])?.text else { continue }
          patches.append(Patch(name: name, text: text))
        }
      }
      return nil
    }
    self.patches = patches
    self.overlays = overlays
  }

  /// Whether a document changes a workload that another file defines: it lacks the selector, and Kustomize is at work here.
  static func isPatch(_ tree: NodeDocument, in document: Document, _ workspace: any Workspace) -> Bool {
    isPatch(tree) && isKustomized(document.directory, workspace) && !isResource(document, workspace)
  }

  /// Whether the kustomization beside a file has it among its resources: what it lacks is a mistake then, or brought by
  /// `commonLabels` (Kustomize reference, commonLabels: selectors as well).
  private static func isResource(_ document: Document, _ workspace: any Workspace) -> Bool {
    let path = document.id.path
    return workspace.names(in: document.directory).contains { name in
      guard ConfigObjects.isKustomization(FileName(path: name)),
        let place = Path.join(document.directory, name),
        let tree = workspace.source(at: place).flatMap({ try? YAMLParser.parse($0).first })
      else { return false }
      return (tree.node(at: ["resources"])?.items ?? []).prefix(256).contains { item in
        tree.resolve(item).text.flatMap { Path.join(document.directory, $0) } == path
      }
    }
  }

  private static func isPatch(_ tree: NodeDocument) -> Bool {
    guard let kind = tree.node(at: ["kind"])?.text, workloads.contains(kind) else { return false }
    return tree.node(at: ["spec"]) != nil && tree.node(at: ["spec", "selector"]) == nil
  }

  /// Whether a folder, or one above it, has a kustomization, which may name files of the folders below it.
  private static func isKustomized(_ directory: String, _ workspace: any Workspace) -> Bool {
    workspace.remembered("is \(directory) kustomized") { workspace in
      var directory = directory
      while true {
        let names = workspace.names(in: directory)
        if names.contains(where: { $0 == "Kustomization" || $0.hasPrefix("kustomization.y") }) { return true }
        if directory.isEmpty { return false }
        directory = Path.directory(of: directory)
      }
    }
  }

  private static let workloads: Set<String> = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]

  /// Whether a patch of a workload mentions one of `words`.
  func mention(_ words: [String], for workload: String) -> Bool {
    patches.contains { $0.name == workload && words.contains(where: $0.text.contains) }
      || overlays.contains { text in
        text.contains("patch") && text.contains(workload) && words.contains(where: text.contains)
      }
  }
}
