import Syntax
import Vocabulary

/// A script that a container runs from a mount and that is not there: Docker makes an empty directory of that name, which
/// nothing can run (Docker documentation, Bind mounts, "Differences between -v and --mount behavior").
extension ContainerSpec {
  var missingScripts: [Fact] {
    guard !id.document.isDocumentation, id.document.embedding.isEmpty else { return [] }
    let words = (entrypoint ?? []) + (command?.value ?? []) + arguments.compactMap(\.text)
    return mounts.enumerated().compactMap { index, mount in
      guard isOwn(mount.at), let path = mount.source, let target = mount.target, Self.isScript(path),
        Self.isScript(target), words.contains(where: { $0.contains(target) }),
        workspace.kind(at: path) == .missing, !workspace.isIgnored(path)
      else { return nil }
      // What a script or a guide mentions may be made on the host.
      let document = Document(id: mount.at.document, source: SourceText(""))
      guard !Mentions.areThere(of: UnitFiles.fileName(path), besides: document, in: workspace) else { return nil }
      let others = workspace.names(in: Path.directory(of: path)).filter { Self.isScript($0) }
      return setting(
        ["mounts", String(index), "source"], name: target, value: path, kind: "mount", problem: .missingFile,
        counterpart: Nearest.match(UnitFiles.fileName(path), among: others), at: mount.at)
    }
  }

  private static func isScript(_ path: String) -> Bool {
    FileName(path: path).hasSuffix(".sh", ".bash", ".py")
  }
}
