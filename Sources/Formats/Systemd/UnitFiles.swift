import Syntax
import Vocabulary

/// Finds the files of a unit: `X.service` with `X.service.d/*.conf`, also where a repository mirrors a file
/// system and keeps the one under `usr/lib` and the others under `etc`.
enum UnitFiles {
  /// The unit that a document is about, with all that is joined to it; `nil` if another document speaks
  /// for it: the unit for its drop-ins, and of drop-ins alone the last.
  static func unit(for document: Document, in workspace: any Workspace) -> Unit? {
    let own = Unit.Layer(
      id: document.id, file: INIParser.parse(document.source), holes: document.holes)
    let path = document.id.path
    guard document.id.embedding.isEmpty else {
      // A here-document that is written to a drop-in belongs to the unit that its folder names.
      let owner = dropInOwner(Path.directory(of: document.name))
      return Unit(
        name: owner ?? "ollama.service", layers: [own], isWhole: owner == nil && hasProgram(own.file),
        isNamedDropIn: owner != nil)
    }
    let directory = Path.directory(of: path)
    guard let owner = dropInOwner(directory) else {
      let name = fileName(path)
      guard !name.hasSuffix(".conf") else {
        // A drop-in that is kept elsewhere than where systemd looks for it.
        return Unit(name: "ollama.service", layers: [own], isWhole: false)
      }
      let layers = dropIns(of: name, besides: directory, in: workspace).compactMap { layer($0, workspace) }
      // A drop-in that is kept under the name of its unit brings no program and no section of a unit's own.
      let isWhole =
        hasProgram(own.file) || own.file.sections.contains { $0.name == "Unit" || $0.name == "Install" }
      return Unit(name: name, layers: [own] + layers, isWhole: isWhole || own.file.sections.isEmpty)
    }
    let home = Path.directory(of: directory)
    let isThere = homes(home).contains { candidate in
      Path.join(candidate, owner).map { workspace.kind(at: $0) == .file } ?? false
    }
    let all = dropIns(of: owner, besides: home, in: workspace)
    guard !isThere, all.last == path else { return nil }
    return Unit(
      name: owner, layers: all.compactMap { $0 == path ? own : layer($0, workspace) }, isWhole: false)
  }

  /// The unit whose drop-ins a directory holds: `ollama.service` of `.../ollama.service.d`.
  static func dropInOwner(_ directory: String) -> String? {
    let name = fileName(directory)
    guard name.hasSuffix(".service.d") || name.hasSuffix(".container.d") else { return nil }
    return String(name.dropLast(2))
  }

  /// Whether it is a drop-in for many units: in `service.d` for all of a kind, in `web-.service.d` for those whose names begin so
  /// (`man systemd.unit`).
  static func isOfMany(_ document: Document) -> Bool {
    let name = fileName(Path.directory(of: document.id.embedding.isEmpty ? document.id.path : document.name))
    return ["service.d", "container.d"].contains(name) || name.hasSuffix("-.service.d") || name.hasSuffix("-.container.d")
  }

  private static func layer(_ path: String, _ workspace: any Workspace) -> Unit.Layer? {
    workspace.source(at: path).map {
      Unit.Layer(id: DocumentID(path), file: INIParser.parse($0), holes: [])
    }
  }

  /// Paths of the drop-ins of a unit, in the order of their names, as systemd reads them (`man systemd.unit`).
  private static func dropIns(of unit: String, besides directory: String, in workspace: any Workspace)
    -> [String]
  {
    var byName: [String: String] = [:]
    for home in homes(directory) {
      let folder = home.isEmpty ? unit + ".d" : home + "/" + unit + ".d"
      for name in workspace.names(in: folder) where name.hasSuffix(".conf") && byName[name] == nil {
        byName[name] = folder + "/" + name
      }
    }
    return byName.keys.sorted().compactMap { byName[$0] }
  }

  /// The directory and, in a mirror of a file system, the others that systemd reads along with it.
  private static func homes(_ directory: String) -> [String] {
    for home in system where directory == home || directory.hasSuffix("/" + home) {
      let root = String(directory.dropLast(home.count))
      return system.map { root + $0 }
    }
    return [directory]
  }

  static func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? "" }

  private static func hasProgram(_ file: INIFile) -> Bool {
    file.entries.contains { $0.key == "ExecStart" || $0.key == "Image" }
  }
}
