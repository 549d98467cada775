import Syntax
import Vocabulary

/// One Compose file, read.
struct ComposeFile: Sendable {
  let id: DocumentID
  let tree: NodeDocument
  let interpolation: ComposeInterpolation
  /// Whether a command here hands it to `docker stack deploy`.
  let isStack: Bool

  /// The services as written, in order; empty if the file has none.
  let services: [Node.Entry]
  private let byName: [ExactName: Node]
  /// Where the services begin, in order.
  private let starts: [Int]

  init(id: DocumentID, tree: NodeDocument, interpolation: ComposeInterpolation, in workspace: any Workspace) {
    self.id = id
    isStack = id.embedding.isEmpty && ComposeCommands.stacks(in: workspace).contains(id.path)
    self.tree = tree
    self.interpolation = interpolation
    let node = tree.root.flatMap { tree.value(of: "services", in: $0) }
    services = node.map(tree.entries) ?? []
    byName = Dictionary(
      services.compactMap { entry in entry.key.text.map { (ExactName($0), tree.resolve(entry.value)) } }
    ) {
      first, _ in first
    }
    starts = services.map(\.key.range.start).sorted()
  }

  var directory: String { Path.directory(of: id.path) }

  func service(_ name: String) -> Node? { byName[ExactName(name)] }

  /// Where the next service begins, or the text ends.
  func nextService(after offset: Int) -> Int {
    starts[starts.index(behind: { $0 < offset })...].first ?? tree.source.bytes.count
  }

  func at(_ range: TextRange) -> SourceRange { SourceRange(id, range) }
}

/// A Compose file with what Compose reads along with it: its override, `extends`, `include`, `.env`.
///
/// An included file is read as a file of its own; here it is only what the services of both know of each other.
struct ComposeProject: Sendable {
  let file: ComposeFile
  /// Merged over `file`, the last one on top.
  let overrides: [ComposeFile]
  /// What `file` is itself merged over, the lowest first: it has no deployment of its own.
  let bases: [ComposeFile]
  /// Those by which the file is part of a larger project.
  private let includers: [ComposeIncludes.Includer]
  let workspace: any Workspace
  /// Every service with all that is merged into it.
  let services: [ComposeService]
  let networks: ComposeNetworks

  init(_ file: ComposeFile, merged merge: ComposeMerge.Merge = .init(), in workspace: any Workspace) {
    self.file = file
    bases = merge.bases
    self.workspace = workspace
    includers = file.id.embedding.isEmpty ? ComposeIncludes.including(file.id.path, in: workspace) : []
    // A list in COMPOSE_FILE takes the place of what is found by its name.
    let always = ComposeMerge.always(over: file.id.path, in: workspace)
    var paths = always.isEmpty ? Self.overrideNames(of: file.id.path, in: workspace) : always
    for includer in includers {
      if includer.item.paths.first == file.id.path { paths += includer.item.paths.dropFirst() }
      // An override of the including file may change what comes from here.
      paths += Self.overrideNames(of: includer.file.id.path, in: workspace)
    }
    overrides = merge.overrides ?? paths.compactMap { Self.load($0, in: workspace) }
    services = Self.services(of: file, over: bases, under: overrides, in: workspace)
    networks = ComposeNetworks(services)
  }

  /// Whether the file only changes another, by an item of `include` that names both.
  var isMergedElsewhere: Bool {
    !includers.isEmpty && includers.allSatisfy { $0.item.paths.first != file.id.path }
      || !ComposeMerge.filesBelow(file.id, in: workspace).isEmpty
  }

  /// The lowest file that says something of a service, below this one.
  func base(of service: String) -> DocumentID? { bases.first { $0.service(service) != nil }?.id }

  /// The file that this one is a part of.
  var includer: DocumentID? { includers.first?.file.id }

  /// The services of this file and of those that are one project with it.
  func allServices() -> [ComposeService] {
    let tops = includers.map(\.file) + bases
    let others = ([file] + tops).flatMap { ComposeIncludes.included(by: $0, in: workspace) } + tops
    var seen: Set<DocumentID> = [file.id]
    return services
      + others.filter { seen.insert($0.id).inserted }.flatMap { ComposeProject($0, in: workspace).services }
  }

  /// Whether a service may be started at all: of those with profiles, only the ones that `COMPOSE_PROFILES` names, where
  /// it is set (compose-spec, 15-profiles.md).
  func mayStart(_ service: ComposeService) -> Bool {
    let own = service.items("profiles").map(\.text)
    guard let active = file.interpolation.variables["COMPOSE_PROFILES"], !own.isEmpty, !active.isEmpty else {
      return true
    }
    let names = active.split(separator: ",").map { $0.filter { $0 != " " } }
    return names.contains("*") || own.contains { $0.map(names.contains) ?? true }
  }

  /// Whether `COMPOSE_PROFILES` starts a service that has profiles.
  func isActive(_ service: ComposeService) -> Bool {
    file.interpolation.variables["COMPOSE_PROFILES"].map { !$0.isEmpty } ?? false && mayStart(service)
  }

  /// Reads and parses another Compose file; `nil` if it is not there or cannot be read.
  static func load(_ path: String, in workspace: any Workspace) -> ComposeFile? {
    workspace.remembered("the Compose file \(path)") { workspace in
      guard let source = workspace.source(at: path),
        let trees = try? YAMLParser.parse(source), let tree = trees.first
      else { return nil }
      return ComposeFile(
        id: DocumentID(path), tree: tree, interpolation: interpolation(for: path, in: workspace), in: workspace)
    }
  }

  static func interpolation(for path: String, in workspace: any Workspace) -> ComposeInterpolation {
    ComposeInterpolation(variables: variables(in: [dotenv(of: path)], in: workspace))
  }

  /// The same for a file that may be included: the `.env` of the including project wins.
  static func interpolation(forProjectOf path: String, in workspace: any Workspace) -> ComposeInterpolation {
    let includers = ComposeIncludes.including(path, in: workspace)
    let own = includers.flatMap(\.item.variableFiles)
    let paths = (own.isEmpty ? [dotenv(of: path)] : own) + includers.map { dotenv(of: $0.file.id.path) }
    return ComposeInterpolation(variables: variables(in: paths, in: workspace))
  }

  private static func dotenv(of path: String) -> String {
    Path.join(Path.directory(of: path), ".env") ?? ".env"
  }

  /// What the files say; the last one wins.
  private static func variables(in paths: [String], in workspace: any Workspace) -> [String: String] {
    var variables: [String: String] = [:]
    for path in paths {
      // Many files are read with the same variables.
      let own = workspace.remembered("the variables of \(path)") { workspace -> [String: String?] in
        let entries = workspace.source(at: path).map { DotenvParser.parse($0).entries } ?? []
        return Dictionary(entries.map { ($0.key, $0.value) }) { _, last in last }
      }
      if variables.isEmpty {
        variables = own.compactMapValues { $0 }
      } else {
        for (name, value) in own { variables[name] = value }
      }
    }
    return variables
  }

  /// What Compose reads over a file of a usual name, whichever of them that is: the first of its list (compose-go,
  /// cli/options.go, DefaultOverrideFileNames).
  private static func overrideNames(of path: String, in workspace: any Workspace) -> [String] {
    let names = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]
    guard let name = path.split(separator: "/").last, names.contains(String(name)) else { return [] }
    let directory = Path.directory(of: path)
    let overrides = ["compose", "docker-compose"].flatMap { ["\($0).override.yml", "\($0).override.yaml"] }
    return overrides.compactMap { Path.join(directory, $0) }
      .first { workspace.kind(at: $0) == .file }.map { [$0] } ?? []
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
    paths(in: file.directory, of: workspace).filter { $0 != file.id.path }.prefix(16)
      .compactMap { load($0, in: workspace) }
  }

  /// The Compose files of a directory, by their names.
  static func paths(in directory: String, of workspace: any Workspace) -> [String] {
    workspace.remembered("the Compose files in \(directory)") { workspace in
      workspace.names(in: directory).filter(ComposeFormat.isComposeName)
        .compactMap { Path.join(directory, $0) }.filter { workspace.kind(at: $0) == .file }
    }
  }

  private static func services(
    of file: ComposeFile, over bases: [ComposeFile], under overrides: [ComposeFile],
    in workspace: any Workspace
  ) -> [ComposeService] {
    file.services.compactMap { entry in
      guard let name = entry.key.text else { return nil }
      let own = ComposeService.Layer(file: file, node: file.tree.resolve(entry.value))
      var layers = overrides.reversed().compactMap { layer(name, in: $0) } + [own]
      var isCutOff = !extend(&layers, from: own, seen: [file.id.path + "#" + name], in: workspace)
      for base in bases.reversed() {
        guard let below = layer(name, in: base) else { continue }
        layers.append(below)
        if !extend(&layers, from: below, seen: [base.id.path + "#" + name], in: workspace) { isCutOff = true }
      }
      // Without an image it is part of a service that another file has.
      let made = ["image", "build", "extends", "provider"]
      if !layers.contains(where: { layer in made.contains { layer.value($0) != nil } }) { isCutOff = true }
      return ComposeService(
        name: name, nameRange: file.at(entry.key.range), layers: layers, isCutOff: isCutOff)
    }
  }

  private static func layer(_ name: String, in file: ComposeFile) -> ComposeService.Layer? {
    file.service(name).map { ComposeService.Layer(file: file, node: $0) }
  }

  /// Follows `extends: NAME` and `extends: {file, service}`; a loop ends where it began. Whether all of it could be read.
  private static func extend(
    _ layers: inout [ComposeService.Layer], from layer: ComposeService.Layer, seen: Set<String>,
    in workspace: any Workspace
  ) -> Bool {
    guard seen.count < 8, let extends = layer.value("extends") else { return true }
    let tree = layer.file.tree
    let path = extends.text == nil ? tree.value(of: "file", in: extends)?.text : nil
    guard let name = extends.text ?? tree.value(of: "service", in: extends)?.text else {
      return false
    }
    let file =
      path.map { Path.join(layer.file.directory, $0).flatMap { load($0, in: workspace) } } ?? layer.file
    guard let file, let next = self.layer(name, in: file) else { return false }
    let key = file.id.path + "#" + name
    guard !seen.contains(key) else { return true }
    layers.append(next)
    return extend(&layers, from: next, seen: seen.union([key]), in: workspace)
  }
}
