import Syntax
import Vocabulary

/// One Compose file, read.
struct ComposeFile: Sendable {
  let id: DocumentID
  let tree: NodeDocument
  let interpolation: ComposeInterpolation

  var directory: String { Path.directory(of: id.path) }

  /// The services as written, in order; empty if the file has none.
  var services: [Node.Entry] {
    guard let root = tree.root, let services = tree.value(of: "services", in: root) else { return [] }
    return tree.entries(of: services)
  }

  func service(_ name: String) -> Node? {
    services.first { $0.key.text == name }.map { tree.resolve($0.value) }
  }

  func at(_ range: TextRange) -> SourceRange { SourceRange(id, range) }
}

/// A Compose file with what Compose reads along with it: its override, `extends`, `.env`.
///
/// `include` needs nothing here: an included file is read as a file of its own, and the link joins them.
struct ComposeProject: Sendable {
  let file: ComposeFile
  /// Merged over `file`, the last one on top.
  let overrides: [ComposeFile]
  private let workspace: any Workspace

  init(_ file: ComposeFile, in workspace: any Workspace) {
    self.file = file
    self.workspace = workspace
    overrides = Self.overrideNames(of: file.id.path, in: workspace)
      .compactMap { Self.load($0, in: workspace) }
  }

  /// Reads and parses another Compose file; `nil` if it is not there or cannot be read.
  static func load(_ path: String, in workspace: any Workspace) -> ComposeFile? {
    guard let source = workspace.source(at: path),
      let trees = try? YAMLParser.parse(source), let tree = trees.first
    else { return nil }
    return ComposeFile(
      id: DocumentID(path), tree: tree, interpolation: interpolation(for: path, in: workspace))
  }

  static func interpolation(for path: String, in workspace: any Workspace) -> ComposeInterpolation {
    guard let dotenv = Path.join(Path.directory(of: path), ".env"), let source = workspace.source(at: dotenv)
    else { return ComposeInterpolation(variables: [:]) }
    var variables: [String: String] = [:]
    for entry in DotenvParser.parse(source).entries { variables[entry.key] = entry.value }
    return ComposeInterpolation(variables: variables)
  }

  /// `compose.yaml` is read with `compose.override.yaml` if that is there, and so for the other spellings.
  private static func overrideNames(of path: String, in workspace: any Workspace) -> [String] {
    let names = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]
    guard let name = path.split(separator: "/").last, names.contains(String(name)) else { return [] }
    let stem = name.prefix { $0 != "." }
    let directory = Path.directory(of: path)
    return ["\(stem).override.yml", "\(stem).override.yaml"]
      .compactMap { Path.join(directory, $0) }
      .filter { workspace.kind(at: $0) == .file }
  }

  /// Whether the file only adds to services of another file in its directory, as overrides do.
  ///
  /// Told by its services having neither image nor build nor `extends`, while a sibling gives them one.
  static func isOverlay(_ file: ComposeFile, in workspace: any Workspace) -> Bool {
    !siblings(of: file, in: workspace).isEmpty && !file.services.isEmpty
      && file.services.allSatisfy { entry in
        let service = file.tree.resolve(entry.value)
        return ["image", "build", "extends"].allSatisfy { file.tree.value(of: $0, in: service) == nil }
      }
  }

  /// Other Compose files of the same directory.
  static func siblings(of file: ComposeFile, in workspace: any Workspace) -> [ComposeFile] {
    workspace.names(in: file.directory)
      .filter { ComposeFormat.isComposeName($0) }
      .compactMap { Path.join(file.directory, $0) }
      .filter { $0 != file.id.path && workspace.kind(at: $0) == .file }
      .prefix(16)
      .compactMap { load($0, in: workspace) }
  }

  /// Every service with all that is merged into it.
  var services: [ComposeService] {
    file.services.compactMap { entry in
      guard let name = entry.key.text else { return nil }
      var layers = overrides.reversed().compactMap { layer(name, in: $0) }
      layers.append(ComposeService.Layer(file: file, node: file.tree.resolve(entry.value)))
      extend(&layers, from: layers[layers.count - 1], seen: [file.id.path + "#" + name])
      return ComposeService(name: name, nameRange: file.at(entry.key.range), layers: layers)
    }
  }

  private func layer(_ name: String, in file: ComposeFile) -> ComposeService.Layer? {
    file.service(name).map { ComposeService.Layer(file: file, node: $0) }
  }

  /// Follows `extends: NAME` and `extends: {file, service}`; a loop ends where it began.
  private func extend(
    _ layers: inout [ComposeService.Layer], from layer: ComposeService.Layer, seen: Set<String>
  ) {
    guard seen.count < 8, let extends = layer.value("extends") else { return }
    let tree = layer.file.tree
    let path = extends.text == nil ? tree.value(of: "file", in: extends)?.text : nil
    guard let name = extends.text ?? tree.value(of: "service", in: extends)?.text else { return }
    let file =
      path.map { Path.join(layer.file.directory, $0).flatMap { Self.load($0, in: workspace) } } ?? layer.file
    guard let file, let next = self.layer(name, in: file) else { return }
    let key = file.id.path + "#" + name
    guard !seen.contains(key) else { return }
    layers.append(next)
    extend(&layers, from: next, seen: seen.union([key]))
  }
}
