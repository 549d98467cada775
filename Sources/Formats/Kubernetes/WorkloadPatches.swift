import Syntax

/// What patches of Kustomize add to the workloads of a repository, as far as it changes what is said of a server.
///
/// A strategic merge patch has the shape of the workload that it changes, and only what it adds. Unlike a workload it has no
/// `spec.selector`, without which the API server accepts none (Kubernetes API reference, DeploymentSpec: `selector`
/// is required).
struct WorkloadPatches: Sendable {
  private struct Patch: Sendable, Equatable {
    /// `nil` for a kustomization, which may hold patches as text.
    let name: String?
    let text: String
  }

  private let patches: [Patch]

  static func of(_ workspace: any Workspace) -> WorkloadPatches {
    let patches = WorkspaceWalk.gathered(
      "which workloads are patched", in: workspace, among: { $0.hasSuffix(".yaml", ".yml") }, upTo: 1 << 16
    ) { path, source -> [Patch] in
      let isOverlay = path.split(separator: "/").last?.hasPrefix("kustomization.") == true
      guard isOverlay || source.bytes[...].contains(bytesOf: "containers") else { return [] }
      let text = source.string(source.range)
      if isOverlay { return [Patch(name: nil, text: text)] }
      return ((try? Manifests.parse(source)) ?? []).filter(isPatch).compactMap { tree in
        tree.node(at: ["metadata", "name"])?.text.map { Patch(name: $0, text: text) }
      }
    }
    return WorkloadPatches(patches: patches)
  }

  /// Whether a document changes a workload that another file defines: it lacks the selector, and Kustomize is at work here.
  static func isPatch(_ tree: NodeDocument, in document: Document, _ workspace: any Workspace) -> Bool {
    isPatch(tree) && isKustomized(document.directory, workspace) && !isResource(document, workspace)
  }

  /// Whether the kustomization next to a file has it among its resources: what it lacks is a mistake then, or brought by
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
    patches.contains { patch in
      guard words.contains(where: patch.text.contains) else { return false }
      return patch.name.map { $0 == workload } ?? (patch.text.contains("patch") && patch.text.contains(workload))
    }
  }
}
