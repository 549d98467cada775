import Syntax
import Vocabulary

/// The variables that a unit gives to its program: `Environment=`, and over it `EnvironmentFile=`.
///
/// Source: `man systemd.exec`, "Environment"; a Quadlet's `[Container]` has the same keys for its container.
struct UnitEnvironment: Sendable {
  /// Of several assignments of one name only the one that counts.
  let variables: [Variable]
  /// Whether these are all, or a file that is not here may bring others.
  let isComplete: Bool
  /// Names that a file of variables sets: what the unit says of them does not count.
  let namesFromFiles: Set<String>

  init(_ unit: Unit, in section: String, workspace: any Workspace) {
    var variables = Self.userVariables(unit, workspace)
    var isComplete = true
    var namesFromFiles: Set<String> = []
    for found in unit.values("Environment", in: section) { variables += Self.variables(found, section) }
    for found in unit.values("PassEnvironment", in: section)
    where found.layer.file.words(of: found.entry).contains(where: { $0.text?.hasPrefix("OLLAMA_") != false })
    {
      isComplete = false
    }
    for found in unit.values("EnvironmentFile", in: section) {
      guard let file = Self.file(found, workspace) else {
        isComplete = false
        continue
      }
      variables += file
      namesFromFiles.formUnion(file.map(\.name))
    }
    for found in unit.values("ExecStart", in: section) where Self.startsByEnv(found) {
      variables += Self.variables(found, section)
    }
    let unset = Set(
      unit.values("UnsetEnvironment", in: section).flatMap {
        $0.layer.file.words(of: $0.entry).compactMap(\.text)
      })
    variables.removeAll { unset.contains($0.name) }
    var seen: Set<String> = []
    self.variables = variables.reversed().filter { seen.insert($0.name).inserted }.reversed()
    self.isComplete = isComplete
    self.namesFromFiles = namesFromFiles
  }

  func value(of name: String) -> String? { variables.last { $0.name == name }?.value }

  /// `ExecStart=/usr/bin/env A=b ollama serve`: what `env` sets wins over everything else.
  private static func startsByEnv(_ found: Unit.Found) -> Bool {
    found.layer.file.words(of: found.entry).first.map { UnitFiles.fileName($0.raw) == "env" } ?? false
  }

  private static func variables(_ found: Unit.Found, _ section: String) -> [Variable] {
    found.layer.file.assignments(in: found.entry).map { assignment in
      let isComputed = found.layer.isComputed(assignment.word.range)
      return Variable(
        name: assignment.name, value: isComputed ? nil : assignment.value,
        address: [section, found.entry.key, assignment.name], document: found.layer.id,
        nameRange: assignment.nameRange, valueRange: assignment.valueRange, range: assignment.word.range)
    }
  }

  /// The variables of a file that `EnvironmentFile=` names; `nil` if it is not in the repository.
  private static func file(_ found: Unit.Found, _ workspace: any Workspace) -> [Variable]? {
    var path = found.entry.value
    if path.hasPrefix("-") { path.removeFirst() }
    let directory = Path.directory(of: found.layer.id.path)
    guard let place = candidates(path, directory).first(where: { workspace.kind(at: $0) == .file }),
      let source = workspace.source(at: place)
    else { return nil }
    return Self.variables(inFile: place, source)
  }

  private static func variables(inFile path: String, _ source: SourceText) -> [Variable] {
    DotenvParser.parse(source).entries.map { entry in
      Variable(
        name: entry.key, value: entry.value, address: [entry.key], document: DocumentID(path),
        nameRange: entry.keyRange, valueRange: entry.valueRange, range: entry.range)
    }
  }

  /// Where a repository may keep the file: where the path leads from the unit, in a mirror of the file
  /// system, or beside the unit that it is installed with.
  private static func candidates(_ path: String, _ directory: String) -> [String] {
    guard path.hasPrefix("/") else {
      let beside = path.contains("%") ? UnitFiles.fileName(path) : path
      return [Path.join(directory, beside)].compactMap { $0 }
    }
    let inside = String(path.dropFirst())
    var places: [String?] = []
    if let etc = directory.split(separator: "/").firstIndex(of: "etc") {
      let root = directory.split(separator: "/")[..<etc].joined(separator: "/")
      places.append(Path.join(root, inside))
    }
    places.append(Path.join("", inside))
    places.append(Path.join(directory, UnitFiles.fileName(path)))
    return places.compactMap { $0 }
  }

  /// `environment.d` of the user whose manager starts the unit, beside `.config/systemd/user`.
  private static func userVariables(_ unit: Unit, _ workspace: any Workspace) -> [Variable] {
    guard let path = unit.layers.first?.id.path else { return [] }
    var home = Path.directory(of: path)
    if UnitFiles.dropInOwner(home) != nil { home = Path.directory(of: home) }
    guard home.hasSuffix("systemd/user"), let folder = Path.join(home, "../../environment.d") else {
      return []
    }
    return workspace.names(in: folder).filter { $0.hasSuffix(".conf") }.flatMap { name -> [Variable] in
      let path = folder + "/" + name
      return workspace.source(at: path).map { variables(inFile: path, $0) } ?? []
    }
  }
}
