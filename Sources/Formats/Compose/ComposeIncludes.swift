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
    var directory = Path.directory(of: path)
    var found = includers(in: directory, isListed: true, of: workspace)
    for _ in 1..<6 where !directory.isEmpty {
      directory = Path.directory(of: directory)
      found += includers(in: directory, isListed: false, of: workspace)
    }
    return found.filter { $0.item.paths.contains(path) && $0.file.id.path != path }
  }

  /// Whether a file of the usual names above it has it as an item of `include` that is commented out.
  static func isNamedInComment(_ path: String, in workspace: any Workspace) -> Bool {
    var directory = Path.directory(of: path)
    for _ in 0..<6 {
      for name in usualNames {
        guard let above = Path.join(directory, name), above != path, let source = workspace.source(at: above),
          mayInclude(source)
        else { continue }
        let own = String(
          decoding: path.utf8.dropFirst(directory.isEmpty ? 0 : directory.utf8.count + 1), as: UTF8.self)
        let isNamed = source.string(source.range).split(whereSeparator: \.isNewline).contains { line in
          let words = line.split { $0.isWhitespace || "\"'".contains($0) }
          guard words.first?.hasPrefix("#") == true, let last = words.last else { return false }
          return last == own || last == "./" + own
        }
        if isNamed { return true }
      }
      if directory.isEmpty { break }
      directory = Path.directory(of: directory)
    }
    return false
  }

  /// Everything that the Compose files of a directory include. Directories above a file may hold thousands of names,
  /// so those are not listed.
  private static func includers(
    in directory: String, isListed: Bool, of workspace: any Workspace
  ) -> [Includer] {
    workspace.remembered("what is included from \(isListed ? "" : "the usual files of ")\(directory)") {
      workspace in
      let paths =
        isListed
        ? Array(ComposeProject.paths(in: directory, of: workspace).prefix(most))
        : usualNames.compactMap { Path.join(directory, $0) }
      return paths.flatMap { path -> [Includer] in
        guard let source = workspace.source(at: path), mayInclude(source),
          let file = ComposeProject.load(path, in: workspace)
        else { return [] }
        return items(of: file).map { Includer(file: file, item: $0) }
      }
    }
  }

  /// A look at the text, before a file is parsed for it.
  private static func mayInclude(_ source: SourceText) -> Bool {
    source.bytes.count < 1 << 18 && source.string(source.range).contains("include")
  }

  /// Each directory is looked through once, so that this only bounds what is in one.
  private static let most = 1024

  private static let limit = 16
}
