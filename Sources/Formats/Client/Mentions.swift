import Syntax

/// What other files of a repository may set or load, for any program.
enum Mentions {
  /// Whether a text is in a file of settings, a script or a guide other than this one.
  static func areThere(of text: String, besides document: Document, in workspace: any Workspace, but other: String? = nil) -> Bool {
    // What is kept and no longer used says nothing of what is.
    files(with: text, in: workspace).contains {
      $0 != document.id.path && $0 != other && (!Path.isRetired($0) || Path.isRetired(document.id.path))
    }
  }

  /// Whether a script or a guide starts a program of the host with a text.
  static func isStarted(with text: String, besides document: Document, in workspace: any Workspace) -> Bool {
    files(with: text, in: workspace).contains { path in
      path != document.id.path
        && !FileName(path: path).hasSuffix(".yml", ".yaml", ".json", ".toml", ".container", ".tf")
    }
  }

  private static func files(with text: String, in workspace: any Workspace) -> [String] {
    WorkspaceWalk.gathered("who mentions " + text, in: workspace, among: isSettings) { path, source in
      source.bytes.contains(bytesOf: text) ? [path] : []
    }
  }

  /// Files that say with which release of a library a program is built.
  private static let builds: Set<String> = ["pom.xml", "build.gradle", "build.gradle.kts", "requirements.txt", "directory.packages.props"]

  private static func isSettings(_ name: FileName) -> Bool {
    let file = name.lowercased
    return name.hasSuffix(
      ".env", ".yml", ".yaml", ".json", ".toml", ".sh", ".bash", ".zsh", ".fish", ".el", ".org", ".md",
      ".service",
      ".container", ".conf", ".properties", ".nix", ".tf", ".ps1", ".bat") || file.hasPrefix(".env") || !file.contains(".")
      || file.hasPrefix(".") && file.hasSuffix("rc") || builds.contains(file)
  }
}
