import Syntax

/// Compose files that are started instead of one another: each defines a service of the same name in full, and they are never
/// merged.
enum ComposeAlternatives {
  /// The files of the same folder that are not running where this one is.
  static func of(_ file: ComposeFile, in workspace: any Workspace) -> [String] {
    guard file.id.embedding.isEmpty else { return [] }
    let siblings = ComposeProject.siblings(of: file, in: workspace).filter { repeats(file, $0) }
    guard !siblings.isEmpty else { return [] }
    let merged = Set(
      ComposeMerge.merges(of: file, in: workspace).flatMap { $0.bases + ($0.overrides ?? []) }.map(\.id.path))
    return siblings.map(\.id.path).filter { !merged.contains($0) && !$0.contains(".override.") }
  }

  private static func repeats(_ file: ComposeFile, _ other: ComposeFile) -> Bool {
    file.services.contains { entry in
      guard let name = entry.key.text, let counterpart = other.service(name) else { return false }
      return isMade(file.tree.resolve(entry.value), in: file) && isMade(other.tree.resolve(counterpart), in: other)
    }
  }

  private static func isMade(_ service: Node, in file: ComposeFile) -> Bool {
    ["image", "build"].contains { file.tree.value(of: $0, in: service) != nil }
  }
}
