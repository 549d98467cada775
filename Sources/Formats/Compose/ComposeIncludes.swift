import Syntax
import Vocabulary

/// Which Compose files include one another.
///
/// An included file is a project of its own in its own directory, whose variables the including project's `.env`
/// overrules and whose services an override of the including file may change (compose-spec, 14-include.md).
enum ComposeIncludes {
  /// An item of `include`: files that are merged, the first at the bottom.
  struct Item: Sendable {
    let paths: [String]
    let variableFiles: [String]
  }

  /// A file that includes another, and the item by which it does.
  struct Includer: Sendable {
    let file: ComposeFile
    let item: Item
  }

  static func items(of file: ComposeFile) -> [Item] {
    guard let root = file.tree.root,
      let include = file.tree.value(of: "include", in: root).map(file.tree.resolve)
    else { return [] }
    return (include.items ?? []).prefix(256).compactMap { node in
      let node = file.tree.resolve(node)
      func paths(_ key: String?) -> [String] {
        let value = key.map { file.tree.value(of: $0, in: node).map(file.tree.resolve) } ?? node
        let texts = value?.items?.map { file.tree.resolve($0).text } ?? [value?.text]
        return texts.compactMap { $0.flatMap(file.interpolation.resolve) }
          .compactMap { $0.contains("://") ? nil : Path.join(file.directory, $0) }
      }
      let isMapping = node.entries != nil
      return Item(paths: paths(isMapping ? "path" : nil), variableFiles: isMapping ? paths("env_file") : [])
    }
  }

  /// The files that a file includes, those that they include among them.
  static func included(by file: ComposeFile, in workspace: any Workspace) -> [ComposeFile] {
    var seen: Set<String> = [file.id.path]
    var found: [ComposeFile] = []
    var waiting = items(of: file).compactMap(\.paths.first)
    while let path = waiting.popLast(), found.count < limit {
      guard seen.insert(path).inserted, let next = ComposeProject.load(path, in: workspace) else { continue }
      found.append(next)
      waiting += items(of: next).compactMap(\.paths.first)
    }
    return found.sorted { $0.id < $1.id }
  }

  /// The files in the directory, and those of the usual names above it, that include the one at `path`.
  static func including(_ path: String, in workspace: any Workspace) -> [Includer] {
    var found: [Includer] = []
    var directory = Path.directory(of: path)
    var names = Array(workspace.names(in: directory).filter(ComposeFormat.isComposeName).prefix(limit))
    for _ in 0..<6 {
      let relative = directory.isEmpty ? path : String(path.dropFirst(directory.utf8.count + 1))
      for name in names {
        guard let other = Path.join(directory, name), other != path, let source = workspace.source(at: other),
          mentions(relative, source), let file = ComposeProject.load(other, in: workspace)
        else { continue }
        found += items(of: file).filter { $0.paths.contains(path) }.map { Includer(file: file, item: $0) }
      }
      guard !directory.isEmpty else { break }
      directory = Path.directory(of: directory)
      // Directories above may hold thousands of names, so none is listed.
      names = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]
    }
    return found
  }

  /// A look at the text, before a file is parsed for it.
  private static func mentions(_ path: String, _ source: SourceText) -> Bool {
    guard source.bytes.count < 1 << 18 else { return false }
    let text = source.string(source.range)
    return text.contains("include:") && text.contains(path)
  }

  private static let limit = 16
}
