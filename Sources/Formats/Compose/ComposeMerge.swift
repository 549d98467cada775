import Syntax
import Vocabulary

/// Which Compose files are only meant to be merged over others.
///
/// `docker compose -f a.yml -f b.yml` merges b over a (Docker documentation, Merge Compose files). What goes together is
/// said by `COMPOSE_FILE` and by the commands in scripts, recipes and READMEs; a file that repeats services of another
/// and leaves out what a deployment needs says it by itself.
enum ComposeMerge {
  /// One way in which a file is put together with others.
  struct Merge: Sendable {
    /// What the file is merged over, the lowest first; empty if it is the lowest itself.
    var bases: [ComposeFile] = []
    /// What is merged over the file, the last one on top; `nil` for what Compose finds by its name.
    var overrides: [ComposeFile]?
  }

  /// Every way in which `file` is likely to be started. The first is the one that is judged: the file by itself, unless
  /// it is only meant to be merged over others.
  static func merges(of file: ComposeFile, in workspace: any Workspace) -> [Merge] {
    guard file.id.embedding.isEmpty, !file.services.isEmpty else { return [Merge()] }
    let path = file.id.path
    var over: [Merge] = []
    var under: [Merge] = []
    for list in ComposeCommands.lists(in: workspace) {
      guard over.count + under.count < limit, let index = list.firstIndex(of: path) else { continue }
      let files = list.prefix(limit).map { $0 == path ? file : ComposeProject.load($0, in: workspace) }
      let (below, above) = (
        files.prefix(index).compactMap { $0 }, files.dropFirst(index + 1).compactMap { $0 }
      )
      if below.contains(where: { shares(file, $0) }) {
        over.append(Merge(bases: below, overrides: above))
      } else if above.contains(where: { shares($0, file) }) {
        under.append(Merge(overrides: above))
      }
    }
    if !over.isEmpty { return over }
    let base = candidates(for: path, in: workspace).lazy
      .compactMap { ComposeProject.load($0, in: workspace) }
      .first { isPartial(file, of: $0) }
    if let base { return [Merge(bases: [base])] }
    return [Merge()] + under + partial(over: file, besides: under, in: workspace)
  }

  /// The files next to `file` that are only meant to be merged over it, and that no command names together with it.
  private static func partial(
    over file: ComposeFile, besides named: [Merge], in workspace: any Workspace
  ) -> [Merge] {
    let known = Set(named.flatMap { $0.overrides ?? [] }.map(\.id.path))
    return neighbours(of: file, in: workspace).filter { sibling in
      !known.contains(sibling.id.path) && !sibling.id.path.contains(".override.") && shares(sibling, file)
        && (isFragment(sibling, of: file)
          || candidates(for: sibling.id.path, in: workspace).contains(file.id.path)
            && isPartial(sibling, of: file))
    }.prefix(limit).map { Merge(overrides: [$0]) }
  }

  /// The other Compose files of the directory, whatever they are called.
  private static func neighbours(of file: ComposeFile, in workspace: any Workspace) -> [ComposeFile] {
    let siblings = ComposeProject.siblings(of: file, in: workspace)
    let known = Set(siblings.map(\.id.path) + [file.id.path])
    let paths = workspace.remembered("files with services in \(file.directory)") { workspace in
      workspace.names(in: file.directory).filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.prefix(32)
        .compactMap { Path.join(file.directory, $0) }.filter { path in
          guard let source = workspace.source(at: path), source.bytes.count < 1 << 15 else { return false }
          return source.bytes.starts(with: "services:".utf8) || source.bytes[...].contains(bytesOf: "\nservices:")
        }
    }
    return siblings
      + paths.filter { !known.contains($0) }.compactMap { ComposeProject.load($0, in: workspace) }
  }

  /// The facts without what another merge of the same files says otherwise: that is as good as not known.
  static func agreed(_ facts: [Fact], with others: [[Fact]]) -> [Fact] {
    others.reduce(facts) { facts, other in
      let byID = Dictionary(other.map { ($0.id, $0) }) { first, _ in first }
      return facts.map { fact in
        var fact = fact
        let counterpart = byID[fact.id]
        for (attribute, value) in fact.attributes
        where value.value != nil && counterpart?.attributes[attribute]?.value != value.value {
          // Each merge limits it; the limit of the first is the one that is shown.
          if [.cpuLimit, .threadsWanted].contains(attribute), counterpart?.attributes[attribute]?.value != nil {
            continue
          }
          fact.attributes[attribute] = Sourced(nil, at: value.range, because: value.reasons)
        }
        for attribute in counterpart.map({ Array($0.attributes.keys) }) ?? []
        where fact.attributes[attribute] == nil {
          fact.attributes[attribute] = Sourced(nil)
        }
        return fact
      }
    }
  }

  /// Files that are always merged over the one at `path`: its project's `.env` says so in `COMPOSE_FILE`.
  static func always(over path: String, in workspace: any Workspace) -> [String] {
    let list = chosen(beside: path, in: workspace)
    return list.first == path ? Array(list.dropFirst()) : []
  }

  /// The files that a file is always merged over, the lowest first: `COMPOSE_FILE` in the project's `.env` says so, or
  /// its name, which is that of an override.
  static func filesBelow(_ id: DocumentID, in workspace: any Workspace) -> [ComposeFile] {
    guard id.embedding.isEmpty, let name = id.path.split(separator: "/").last else { return [] }
    let list = chosen(beside: id.path, in: workspace)
    if let index = list.firstIndex(of: id.path), index > 0 {
      return list.prefix(min(index, limit)).compactMap { ComposeProject.load($0, in: workspace) }
    }
    guard name.contains(".override.") else { return [] }
    let stems = [String(name.prefix { $0 != "." }), "compose", "docker-compose"]
    let base = stems.flatMap { ["\($0).yaml", "\($0).yml"] }
      .lazy.compactMap { Path.join(Path.directory(of: id.path), $0) }.first { workspace.kind(at: $0) == .file }
    return base.flatMap { ComposeProject.load($0, in: workspace) }.map { [$0] } ?? []
  }

  /// The files that `COMPOSE_FILE` in the `.env` of the directory names.
  private static func chosen(beside path: String, in workspace: any Workspace) -> [String] {
    let directory = Path.directory(of: path)
    guard let env = Path.join(directory, ".env"), let source = workspace.source(at: env),
      let value = EnvironmentReader.compose.read(source).entries.last(where: { $0.key == "COMPOSE_FILE" })?
        .value
    else { return [] }
    return ComposeCommands.paths(inVariable: value, in: directory, workspace)
  }

  // MARK: Files that are not named together

  private static let usual = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]
  private static let limit = 8

  /// Where the base of a file may be: under its name without the text before the ending, in its directory or the
  /// one above.
  private static func candidates(for path: String, in workspace: any Workspace) -> [String] {
    let directory = Path.directory(of: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let stem = name.prefix { $0 != "." }
    let own = ["\(stem).yaml", "\(stem).yml"]
    var found: [String] = []
    for folder in [directory] + (directory.isEmpty ? [] : [Path.directory(of: directory)]) {
      for name in own + usual {
        guard let other = Path.join(folder, name), other != path, !found.contains(other),
          workspace.kind(at: other) == .file
        else { continue }
        found.append(other)
      }
    }
    // A file of the usual name is a deployment of its own.
    return usual.contains(name) ? [] : found
  }

  private static func shares(_ file: ComposeFile, _ base: ComposeFile) -> Bool {
    file.services.contains { $0.key.text.map { base.service($0) != nil } ?? false }
  }

  /// Whether a file changes services of another and cannot be started alone, as its services have no image. Such files are
  /// merged even if no command here says so.
  private static func isFragment(_ file: ComposeFile, of base: ComposeFile) -> Bool {
    let made = ["image", "build", "extends", "provider"]
    func isMade(_ node: Node, _ tree: NodeDocument) -> Bool {
      made.contains { tree.value(of: $0, in: node) != nil }
    }
    return file.services.allSatisfy { entry in
      guard let name = entry.key.text, let below = base.service(name) else { return true }
      return !isMade(file.tree.resolve(entry.value), file.tree) && isMade(below, base.tree)
    }
  }

  /// Whether every service that the file shares with the base lacks something that the base gives it and that nothing
  /// runs well without: an image, or else both its volumes and its ports.
  private static func isPartial(_ file: ComposeFile, of base: ComposeFile) -> Bool {
    var isShared = false
    for entry in file.services {
      guard let name = entry.key.text, let below = base.service(name) else { continue }
      isShared = true
      let own = file.tree.resolve(entry.value)
      func has(_ keys: [String], _ node: Node, _ tree: NodeDocument) -> Bool {
        keys.contains { tree.value(of: $0, in: node) != nil }
      }
      if !has(["image", "build", "extends"], own, file.tree) { continue }
      let kept = ["volumes", "ports", "networks", "depends_on", "restart", "healthcheck", "env_file"]
      let missing = kept.filter { has([$0], below, base.tree) && !has([$0], own, file.tree) }
      let repeated = kept.filter { has([$0], below, base.tree) && has([$0], own, file.tree) }
      let losesData = missing.contains("volumes") && !has(["ports"], own, file.tree)
      guard
        losesData || missing.count > 1 && repeated.isEmpty || missing.contains("ports") && repeated.isEmpty
      else { return false }
    }
    return isShared
  }
}
