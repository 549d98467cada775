/// Scripts that run in a container: an image starts them, or a container that they are mounted into.
///
/// What such a script binds is an interface of the container; whether other machines reach it is said by what is published.
enum ImageScript {
  private static let mostFolders = 3
  private static let largest = 1 << 16

  static func isOne(_ document: Document, in workspace: any Workspace) -> Bool {
    guard document.id.embedding.isEmpty, !document.id.path.isEmpty else { return false }
    let name = FileName(path: document.id.path).lowercased
    var folder = document.directory
    for _ in 0..<mostFolders {
      for file in workspace.names(in: folder) {
        let isDockerfile = isDockerfile(file.lowercased())
        guard isDockerfile || ComposeFormat.isComposeName(file.lowercased()),
          let text = Path.join(folder, file).flatMap(workspace.source(at:)), text.bytes.count < largest
        else { continue }
        if starts(name, text.string(text.range).lowercased(), isDockerfile: isDockerfile) { return true }
      }
      guard !folder.isEmpty else { break }
      folder = Path.directory(of: folder)
    }
    return mounted(in: workspace).contains(end(of: document.id.path))
  }

  /// The ends of paths that Compose files anywhere in the repository mount as files: where the repository is on a server is not
  /// known.
  private static func mounted(in workspace: any Workspace) -> [String] {
    WorkspaceWalk.gathered(
      "which scripts are mounted", in: workspace, among: { ComposeFormat.isComposeName($0.lowercased) }, upTo: largest
    ) { path, source in
      source.string(source.range).split { $0.isWhitespace || "\"'[],".contains($0) }.compactMap { word -> String? in
        let parts = word.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, parts[0].hasSuffix(".sh"), parts[1].hasPrefix("/") else { return nil }
        let written = String(parts[0])
        return end(of: Path.join(Path.directory(of: path), written) ?? written)
      }
    }
  }

  /// The file and its folder.
  private static func end(of path: String) -> String { path.split(separator: "/").suffix(2).joined(separator: "/") }

  private static func isDockerfile(_ name: String) -> Bool {
    ["dockerfile", "containerfile"].contains { name.hasPrefix($0) || name.hasSuffix("." + $0) }
  }

  private static func starts(_ name: String, _ text: String, isDockerfile: Bool) -> Bool {
    guard text.contains(name) else { return false }
    return text.split(whereSeparator: \.isNewline).contains { line in
      let line = line.drop { $0 == " " || $0 == "\t" }
      guard isDockerfile else { return line.contains("/" + name + ":/") }
      return (line.hasPrefix("entrypoint") || line.hasPrefix("cmd")) && line.contains(name)
    }
  }
}
