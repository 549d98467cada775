import Syntax
import Vocabulary

/// Signs that every container of the host is started by NVIDIA's runtime, and so has the GPUs without a request: Docker's
/// settings in a guide or a script, or the tool that writes them.
enum DefaultRuntime {
  /// - Parameter path: of the file that describes the container: what folders next to its own say is of other hosts.
  static func reason(for path: String, in workspace: any Workspace) -> Reason? {
    let places = WorkspaceWalk.gathered(
      "where NVIDIA's runtime becomes the default", in: workspace,
      among: { $0.hasSuffix(".md", ".sh", ".bash", ".yml", ".yaml", ".json", ".nix", ".j2", ".txt", ".toml", ".tf") },
      upTo: 1 << 17
    ) { path, source -> [SourceRange] in
      place(in: source).map { [SourceRange(DocumentID(path), $0)] } ?? []
    }
    let folder = Path.directory(of: path)
    func isNear(_ other: String) -> Bool {
      let other = Path.directory(of: other)
      return other == folder || other.isEmpty || folder.isEmpty || folder.hasPrefix(other + "/") || other.hasPrefix(folder + "/")
    }
    return places.first { isNear($0.document.path) }.map {
      Reason("\(UnitFiles.fileName($0.document.path)) makes the NVIDIA runtime Docker's default", at: $0)
    }
  }

  private static func place(in source: SourceText) -> TextRange? {
    let bytes = source.bytes[...]
    for sign in ["default-runtime", "defaultRuntime", "default_runtime"] {
      guard let start = bytes.firstIndex(ofBytes: sign) else { continue }
      let rest = bytes[(start + sign.utf8.count)...].prefix(16)
      if rest.contains(bytesOf: "nvidia") { return TextRange(start, start + sign.utf8.count) }
    }
    // `nvidia-ctk runtime configure --runtime=docker --set-as-default`
    guard let start = bytes.firstIndex(ofBytes: "--set-as-default"),
      bytes[max(0, start - 120)..<start].contains(bytesOf: "nvidia-ctk")
    else { return nil }
    return TextRange(start, start + "--set-as-default".utf8.count)
  }
}
