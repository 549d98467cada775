import Syntax
import Vocabulary

/// Signs that a file is for Docker Desktop, which defines `host.docker.internal` in every container: its name or folder, its
/// comments, or a README next to it that mentions no Linux.
public enum DesktopMentions {
  /// Notes them of the clients that call their host by that name.
  public static func apply(
    to facts: inout [Fact], of document: Document, comments: [TextRange], in workspace: any Workspace
  ) {
    let callers = facts.indices.filter {
      facts[$0].subject == .client
        && (facts[$0].flag(.needsHostGateway) == true || facts[$0].flag(.lacksHostGateway) == true
          || facts[$0][.topology] == .pod)
    }
    guard !callers.isEmpty else { return }
    let said = comment(comments, of: document)
    let isBelow = document.heading.map { isNamed($0) } ?? false
    let isSaid =
      !document.id.isDocumentation && isSaid(in: Path.directory(of: document.id.path), of: workspace)
    let isOfCluster =
      !document.id.isDocumentation && callers.contains { facts[$0][.topology] == .pod }
      && isForItsCluster(document.id.path, in: workspace)
    // Where a server of their own is there for Linux, what the others call is another system's.
    let isForOthers = facts.contains {
      $0.subject == .server && $0.texts(.profiles).contains { $0.lowercased().hasPrefix("linux") }
    }
    for index in callers {
      if isForOthers || isNamed(document.id.path) || isBelow || isSaid || isOfCluster && facts[index][.topology] == .pod {
        facts[index].infer(.isForDesktop, true)
      } else if let said {
        facts[index].infer(.isForDesktop, true, because: [said])
      }
    }
  }

  /// `compose.apple.yaml`, `docker-compose-mac.yml`, `windows/compose.yaml`.
  static func isNamed(_ path: String) -> Bool {
    return path.lowercased().words().contains(where: Self.systemWords.contains)
  }

  /// A comment that names the system, or says what Linux needs: who wrote it knows.
  private static func comment(_ comments: [TextRange], of document: Document) -> Reason? {
    comment(comments, in: document.source).map {
      Reason("a comment mentions Docker Desktop or its systems", at: document.at($0))
    }
  }

  /// Whether the comments of a file that another one adds to say so.
  static func isSaid(in tree: NodeDocument) -> Bool { comment(tree.comments, in: tree.source) != nil }

  private static func comment(_ comments: [TextRange], in source: SourceText) -> TextRange? {
    var left = Readme.limit
    return comments.first { comment in
      left -= comment.length
      guard left > 0 else { return false }
      let text = source.string(comment).lowercased()
      return systems.contains { text.contains($0) } || text.contains("on mac") || text.contains("on windows")
        || text.contains("linux")
          && ["host.docker.internal", "host-gateway", "172.17"].contains { text.contains($0) }
    }
  }

  /// Whether a README above a manifest begins with Docker Desktop's own cluster.
  private static func isForItsCluster(_ path: String, in workspace: any Workspace) -> Bool {
    var directory = Path.directory(of: path)
    for _ in 0..<6 {
      let folder = directory
      let found = workspace.remembered("Docker Desktop's cluster in the README of " + folder) { workspace in
        Readme.text(in: folder, of: workspace).flatMap {
          HostHardware.named(in: $0, within: 20, isPod: true)?.machine
        }
      }
      if found == HostHardware.desktopCluster { return true }
      if directory.isEmpty { break }
      directory = Path.directory(of: directory)
    }
    return false
  }

  private static func isSaid(in directory: String, of workspace: any Workspace) -> Bool {
    workspace.remembered("Docker Desktop in the README of " + directory) { workspace -> Bool in
      guard let (_, source) = Readme.text(in: directory, of: workspace) else { return false }
      let text = String(decoding: source.bytes, as: UTF8.self).lowercased()
      return systems.contains { text.contains($0) }
        && !["linux", "ubuntu", "debian", "fedora", "wsl", "systemd", "proxmox"].contains {
          text.contains($0)
        }
    }
  }
}
