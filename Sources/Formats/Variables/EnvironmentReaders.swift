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
    /// Whether it is a unit that does not speak of Ollama.
    var isForeign = false

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

  /// Whether several units take their variables from the file, so that a change for one of them reaches the others.
  static func areSeveral(of path: String, in workspace: any Workspace) -> Bool {
    let name = UnitFiles.fileName(path)
    let owners = namings(in: workspace).filter {
      FileName(path: $0.by).hasSuffix(".service", ".container", ".conf") && $0.means(path, called: name)
    }
    return Set(owners.map(\.by)).count > 1
  }

  /// Whether a script runs the file in its own shell, for which quotes, blanks and semicolons mean more.
  static func isSourced(_ path: String, in workspace: any Workspace) -> Bool {
    let name = UnitFiles.fileName(path)
    return namings(in: workspace).contains { $0.reader == nil && $0.means(path, called: name) }
  }

  private static func namings(in workspace: any Workspace) -> [Naming] {
    let found = WorkspaceWalk.gathered(
      "who reads which file of variables", in: workspace,
      among: { isUnit($0) || $0.hasSuffix(".sh", ".bash", ".yml", ".yaml", ".md") || ShellFormat.isRecipe($0.lowercased) }
    ) { path, source -> [Naming] in
      let name = FileName(path: path)
      // A guide that speaks of Compose, too, leaves it open.
      if name.hasSuffix(".md"), source.bytes[...].contains(bytesOf: "compose") { return [] }
      return isUnit(name) ? units(source, path, isQuadlet: name.hasSuffix(".container")) : commands(source, path)
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
        reader: isQuadlet ? .podman : .systemd, by: owner, isForeign: isForeign)
    }
  }

  /// `--env-file` of an engine's `run`; Compose's option of that name reads as Compose does, and so does `env_file:`.
  private static func commands(_ source: SourceText, _ owner: String) -> [Naming] {
    let directory = Path.directory(of: owner)
    let text = source.string(source.range)
    let isHandedOver = text.contains("--env-file") || text.contains("env_file")
    let name = FileName(path: owner)
    let isScript = name.hasSuffix(".sh", ".bash") || ShellFormat.isRecipe(name.lowercased)
    let isSourced = isScript && text.contains(".env")
    guard isHandedOver || isSourced else { return [] }
    let reader: EnvironmentReader = text.contains("podman run") ? .podman : .docker
    let words = text.replacing("\"env_file\":", with: "env_file: ").split { $0.isWhitespace || "=\"'[],;".contains($0) }.map(String.init)
    return zip(words, words.dropFirst()).compactMap { word, next in
      // YAML in flow style: `{env_file: .env}`.
      let word = word.drop { $0 == "{" }
      let next = next.contains("$") ? next : String(next.prefix { $0 != "}" })
      if isSourced, word == "." || word == "source", next.contains(".env") {
        return Naming(
          name: UnitFiles.fileName(next), places: [Path.join(directory, next)].compactMap { $0 },
          reader: nil, by: owner)
      }
      let isCompose = word == "env_file:" || word == "-" || text.contains("compose")
      guard word == "--env-file" || word == "env_file:" || word == "-" && text.contains("env_file:"),
        !next.hasPrefix("-")
      else { return nil }
      return Naming(
        name: UnitFiles.fileName(next), places: [Path.join(directory, next)].compactMap { $0 },
        reader: isCompose ? .compose : reader, by: owner)
    }
  }
}
