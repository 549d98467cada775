import Syntax

/// Which program reads a file of variables, as the units, Quadlets and scripts of the repository say.
enum EnvironmentReaders {
  private struct Naming: Sendable, Equatable {
    /// The last part of the path that is written.
    let name: String
    /// Where the path may lead in the repository.
    let places: [String]
    /// `nil` for a shell, which runs the file as a part of a script.
    let reader: EnvironmentReader?
    /// The file that says so.
    let by: String
    /// Whether it is a unit that does not mention Ollama.
    var isForeign = false
    /// Whether it is known what its programs come to by the file (``Format/shares(of:in:)``), so that a fix that changes it for
    /// one of them is found out.
    var isCompared = false

    /// Whether a file is meant. A bare `.env` is everybody's name.
    func means(_ path: String, called name: String) -> Bool {
      places.contains(path) || self.name == name && name != ".env"
    }
  }

  /// Compose's rules, which most programs' are like, for a file that nothing here hands to another reader.
  static func reader(of path: String, in workspace: any Workspace) -> EnvironmentReader {
    let name = UnitFiles.fileName(path)
    let readers = Set(
      namings(in: workspace).filter { $0.means(path, called: name) }.compactMap(\.reader))
    if readers.isEmpty, DotenvFormat.isServiceEnvironment(FileName(path: path)) { return .systemd }
    return readers.count == 1 ? readers.first ?? .compose : .compose
  }

  /// Whether a unit or a script of the repository hands the file to a program.
  static func isNamed(_ path: String, in workspace: any Workspace) -> Bool {
    let name = UnitFiles.fileName(path)
    return namings(in: workspace).contains {
      $0.reader != nil && ($0.places.contains(path) || $0.name == name)
    }
  }

  /// Whether units hand the file to programs of their own alone, which may read what Ollama does not.
  static func areForeign(of path: String, in workspace: any Workspace) -> Bool {
    let name = UnitFiles.fileName(path)
    let owners = namings(in: workspace).filter { $0.means(path, called: name) }
    return !owners.isEmpty && owners.allSatisfy(\.isForeign)
  }

  /// Whether several programs read the file and one of them cannot be compared: a change for one program would reach it too.
  static func areSeveral(of path: String, in workspace: any Workspace) -> Bool {
    let name = UnitFiles.fileName(path)
    // A guide hands nothing to anybody.
    let owners = namings(in: workspace).filter { !FileName(path: $0.by).hasSuffix(".md") && $0.means(path, called: name) }
    let units = owners.filter { isUnit(FileName(path: $0.by)) }
    return Set(units.map(\.by)).count > 1 || Set(owners.map(\.by)).count > 1 && owners.contains { !$0.isCompared }
  }

  /// The scripts that run the file in their own shell.
  static func scripts(sourcing path: String, in workspace: any Workspace) -> [String] {
    let name = UnitFiles.fileName(path)
    return namings(in: workspace).filter { $0.reader == nil && $0.means(path, called: name) }.map(\.by)
  }

  /// Whether a script runs the file in its own shell, for which quotes, blanks and semicolons mean more.
  static func isSourced(_ path: String, in workspace: any Workspace) -> Bool {
    !scripts(sourcing: path, in: workspace).isEmpty
  }

  private static func namings(in workspace: any Workspace) -> [Naming] {
    let found = WorkspaceWalk.gathered(
      "who reads which file of variables", in: workspace,
      among: { name in
        isUnit(name) || name.hasSuffix(".sh", ".bash", ".zsh", ".fish", ".bat", ".cmd", ".ps1", ".yml", ".yaml", ".md")
          || ShellFormat.isRecipe(name.lowercased) || ["devcontainer.json", "tasks.json", "mcp.json"].contains(name.lowercased)
      }
    ) { path, source -> [Naming] in
      let name = FileName(path: path)
      // A guide that mentions Compose, too, leaves it open.
      if name.hasSuffix(".md"), source.bytes[...].contains(bytesOf: "compose") { return [] }
      if ConfigObjects.isKustomization(name) { return generators(source, path) }
      return (isUnit(name) ? units(source, path, isQuadlet: name.hasSuffix(".container")) : []) + commands(source, path)
    }
    return Array(found.prefix(256))
  }

  private static func isUnit(_ name: FileName) -> Bool {
    name.hasSuffix(".service", ".container") || name.parent.hasSuffix(".d") && name.hasSuffix(".conf")
  }

  private static func units(_ source: SourceText, _ owner: String, isQuadlet: Bool) -> [Naming] {
    let directory = Path.directory(of: owner)
    let text = source.string(source.range)
    guard text.contains("EnvironmentFile") else { return [] }
    let isForeign = !text.lowercased().contains("ollama")
    return INIParser.parse(source).entries.filter { $0.key == "EnvironmentFile" }.map { entry in
      let path = entry.value.hasPrefix("-") ? String(entry.value.dropFirst()) : entry.value
      return Naming(
        name: UnitFiles.fileName(path), places: UnitEnvironment.candidates(path, directory),
        reader: isQuadlet ? .podman : .systemd, by: owner, isForeign: isForeign, isCompared: !isQuadlet && !isForeign)
    }
  }

  /// What Kustomize makes ConfigMaps and Secrets of.
  private static func generators(_ source: SourceText, _ owner: String) -> [Naming] {
    guard source.bytes[...].contains(bytesOf: "env"), let tree = try? YAMLParser.parse(source).first else { return [] }
    let items = ["configMapGenerator", "secretGenerator"].flatMap { tree.node(at: [.key($0)])?.items ?? [] }.map(tree.resolve)
    let files = items.flatMap { item in
      (tree.value(of: "envs", in: item)?.items ?? []).map { tree.resolve($0).text } + [tree.value(of: "env", in: item)?.text]
    }
    return files.compactMap { $0 }.map { file in
      Naming(
        name: UnitFiles.fileName(file), places: [Path.join(Path.directory(of: owner), file)].compactMap { $0 }, reader: .docker,
        by: owner)
    }
  }

  /// `--env-file` of an engine's `run`; Compose's option of that name reads as Compose does, and so does `env_file:`.
  private static func commands(_ source: SourceText, _ owner: String) -> [Naming] {
    let directory = Path.directory(of: owner)
    let text = source.string(source.range)
    let isHandedOver = text.contains("--env-file") || text.contains("env_file")
    let name = FileName(path: owner)
    let isScript = name.hasSuffix(".sh", ".bash", ".zsh") || ShellFormat.isRecipe(name.lowercased)
    // Of a text that does not mention a model nothing is read.
    let isCompared = (isScript || text.contains("services:") || text.contains("\"services\":")) && Relevance.isRelevant(source.bytes)
    let isSourced = isScript && text.contains(".env")
    guard isHandedOver || isSourced else { return [] }
    let reader: EnvironmentReader = text.contains("podman run") ? .podman : .docker
    let words = text.replacing("\"env_file\":", with: "env_file: ").split { $0.isWhitespace || "=\"'[],;".contains($0) }.map(String.init)
    return zip(words, words.dropFirst()).compactMap { word, next in
      // YAML in flow style: `{env_file: .env}`.
      let word = word.drop { $0 == "{" }
      let next = next.contains("$") ? next : String(next.prefix { $0 != "}" })
      if isSourced, [".", "source", "include", "-include"].contains(word), next.contains(".env") {
        return Naming(
          name: UnitFiles.fileName(next), places: [Path.join(directory, next)].compactMap { $0 },
          reader: nil, by: owner, isCompared: true)
      }
      let isCompose = word == "env_file:" || word == "-" || text.contains("compose")
      guard word == "--env-file" || word == "env_file:" || word == "-" && text.contains("env_file:"),
        !next.hasPrefix("-")
      else { return nil }
      return Naming(
        name: UnitFiles.fileName(next), places: [Path.join(directory, next)].compactMap { $0 },
        reader: isCompose ? .compose : reader, by: owner, isCompared: isCompared)
    }
  }
}

/// A file that Compose puts into a container, or makes its labels of: what is in it is read by a program that is unknown here.
struct HandedFile: Sendable, Equatable {
  let path: String
  /// The Compose file that says so.
  let by: String

  static func all(in workspace: any Workspace) -> [HandedFile] {
    WorkspaceWalk.gathered(
      "which files Compose puts into containers", in: workspace, among: { ComposeFormat.isComposeName($0.lowercased) }
    ) { by, source in
      guard let tree = try? YAMLParser.parse(source).first else { return [] }
      let directory = Path.directory(of: by)
      return files(in: tree).compactMap { file in Path.join(directory, file).map { HandedFile(path: $0, by: by) } }
    }
  }

  private static func files(in tree: NodeDocument) -> [String] {
    func entries(_ name: PathStep) -> [Node] { (tree.node(at: [name]).map(tree.entries) ?? []).map { tree.resolve($0.value) } }
    let objects = (entries("configs") + entries("secrets")).compactMap { tree.value(of: "file", in: $0)?.text }
    return objects
      + entries("services").flatMap { service -> [String] in
        let volumes = tree.value(of: "volumes", in: service)?.items ?? []
        let mounts = volumes.compactMap { item -> String? in
          let item = tree.resolve(item)
          let written = item.text.flatMap { VolumeSpec.parts($0)?.source } ?? tree.value(of: "source", in: item)?.text
          return written.flatMap { $0.hasPrefix(".") ? $0 : nil }
        }
        return mounts + [tree.value(of: "label_file", in: service)?.text].compactMap { $0 }
      }
  }
}

extension ProjectVariables {
  /// The Compose file that puts a file itself into a container, where another program takes its variables from it; `nil` where
  /// none does.
  public static func handing(of path: String, in workspace: any Workspace) -> String? {
    guard EnvironmentReaders.isNamed(path, in: workspace) else { return nil }
    return HandedFile.all(in: workspace).first { $0.path == path }?.by
  }

  /// The variables of a file that scripts which run it read by name, with one of the scripts.
  public static func readers(ofFileAt path: String, in workspace: any Workspace) -> [String: String] {
    EnvironmentReaders.scripts(sourcing: path, in: workspace).reduce(into: [:]) { found, script in
      guard let source = workspace.source(at: script) else { return }
      for name in readers(in: source, of: ShellFormat.name).keys { found[name] = script }
    }
  }
}
