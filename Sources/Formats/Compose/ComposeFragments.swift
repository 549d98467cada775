import Syntax

/// Files that something else than Compose puts together, such as a script that reads a folder with one file for each service.
///
/// A file is one of these if it waits for a service that only a neighbouring file defines, and neither has a name that
/// Compose looks for: no command starts such a file alone.
enum ComposeFragments {
  private static let mostFiles = 64
  private static let largest = 1 << 15

  static func isOne(_ file: ComposeFile, in workspace: any Workspace) -> Bool {
    if !startsAnything(file) { return true }
    let name = file.id.path.split(separator: "/").last.map { String($0).lowercased() } ?? ""
    return file.id.embedding.isEmpty
      && (!ComposeFormat.isComposeName(name) && areParts(in: file.directory, of: workspace)
        || isOfManifest(file, in: workspace))
  }

  /// Whether a service says what it is: Compose starts none without an image or a build.
  private static func startsAnything(_ file: ComposeFile) -> Bool {
    file.services.contains { entry in
      let service = file.tree.resolve(entry.value)
      return ["image", "build", "extends", "provider"].contains { file.tree.value(of: $0, in: service) != nil }
    }
  }

  /// Whether a manifest next to the file names it for something that puts such files together.
  private static func isOfManifest(_ file: ComposeFile, in workspace: any Workspace) -> Bool {
    workspace.names(in: file.directory).filter { $0.hasPrefix("manifest.") }.contains { name in
      Path.join(file.directory, name).flatMap { workspace.source(at: $0) }.map {
        $0.bytes.count < largest && $0.bytes[...].contains(bytesOf: "compose_file")
      } ?? false
    }
  }

  private static func areParts(in directory: String, of workspace: any Workspace) -> Bool {
    workspace.remembered("whether the Compose files of \(directory) are parts of one") { workspace in
      let files = files(in: directory, of: workspace)
      let defined = files.map { Set($0.services.compactMap { $0.key.text }) }
      let all = defined.reduce(into: Set<String>()) { $0.formUnion($1) }
      return zip(files, defined).contains { file, own in
        awaited(in: file).contains { !own.contains($0) && all.contains($0) }
      }
    }
  }

  /// The files with services of a folder that Compose does not look for by their names.
  private static func files(in directory: String, of workspace: any Workspace) -> [ComposeFile] {
    workspace.names(in: directory)
      .filter { ($0.hasSuffix(".yml") || $0.hasSuffix(".yaml")) && !ComposeFormat.isComposeName($0) }
      .prefix(mostFiles).compactMap { Path.join(directory, $0) }.compactMap { path in
        guard let source = workspace.source(at: path), source.bytes.count < largest,
          source.string(source.range).split(whereSeparator: \.isNewline).contains(where: {
            $0.hasPrefix("services:")
          })
        else { return nil }
        return ComposeProject.load(path, in: workspace)
      }
  }

  private static func awaited(in file: ComposeFile) -> [String] {
    file.services.flatMap { entry -> [String] in
      guard
        let node = file.tree.value(of: "depends_on", in: file.tree.resolve(entry.value)).map(
          file.tree.resolve)
      else { return [] }
      return node.items?.compactMap { file.tree.resolve($0).text }
        ?? file.tree.entries(of: node).compactMap { $0.key.text }
    }
  }
}
