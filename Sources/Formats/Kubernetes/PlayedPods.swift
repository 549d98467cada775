import Syntax

/// Manifests that Podman plays without a cluster: it writes its names for the host into their containers (podman-kube-play(1)).
enum PlayedPods {
  private static let signs = ["kube play", "play kube", "kube_file", "Yaml="]

  /// Whether a task, a unit, a script or a guide has Podman play a file.
  static func contain(_ path: String, in workspace: any Workspace) -> Bool {
    WorkspaceWalk.gathered(
      "which manifests Podman plays", in: workspace,
      among: { $0.hasSuffix(".yml", ".yaml", ".kube", ".sh", ".md", ".service", "makefile", "justfile") }, upTo: 1 << 17
    ) { _, source -> [String] in
      guard signs.contains(where: { source.bytes[...].contains(bytesOf: $0) }) else { return [] }
      return source.string(source.range).split(whereSeparator: \.isNewline).filter { line in signs.contains { line.contains($0) } }
        .flatMap { line in
          line.split { " \t\"'=/,}".contains($0) }.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.map { $0.lowercased() }
        }
    }.contains(FileName(path: path).lowercased)
  }
}
