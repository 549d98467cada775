import Syntax

/// What a repository puts into containers, as far as their files say it.
enum ContainerFiles {
  /// Whether a file that starts or builds a container names a file, or the folder that it is in; always where the project is
  /// worked on in a container.
  static func speak(of path: String, in workspace: any Workspace) -> Bool {
    let parts = path.split(separator: "/").map(String.init)
    guard let name = parts.last else { return true }
    // Many programs have a file of such a name.
    let isCommon = ["config.", "settings.", ".env", "models."].contains { name.lowercased().hasPrefix($0) }
    let wanted = isCommon ? parts.dropLast().last : name
    guard let wanted else { return true }
    let found = WorkspaceWalk.gathered("which containers have " + wanted, in: workspace, among: isOfContainers) { path, source in
      FileName(path: path).lowercased.hasSuffix("devcontainer.json") || source.bytes.contains(bytesOf: wanted) ? [path] : []
    }
    return !found.isEmpty
  }

  private static func isOfContainers(_ name: FileName) -> Bool {
    ComposeFormat.isComposeName(name.lowercased) || name.lowercased.contains("dockerfile") || name.lowercased.contains("containerfile")
      || name.hasSuffix(".container", ".sh", ".nix", ".tf", "devcontainer.json") || ["makefile", "justfile"].contains(name.lowercased)
  }
}
