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
  /// Names that an env file sets: what the unit says of them does not count.
  let namesFromFiles: Set<String>
  /// Lines of these files that do something else than they seem to.
  let misread: [MisreadLine]

  init(_ unit: Unit, in section: String, workspace: any Workspace) {
    let user = Self.userFiles(unit, workspace)
    var variables = user.flatMap(\.variables)
    var misread = user.flatMap(\.misread)
    var isComplete = true
    var namesFromFiles: Set<String> = []
    for found in unit.values("Environment", in: section) { variables += Self.variables(found, section) }
    for found in unit.values("PassEnvironment", in: section)
    where found.layer.file.words(of: found.entry).contains(where: { $0.text?.hasPrefix("OLLAMA_") != false }) {
      isComplete = false
    }
    for found in unit.values("EnvironmentFile", in: section) {
      // A Quadlet's file is handed to Podman.
      let reader: EnvironmentReader = section == "Container" ? .podman : .systemd
      guard let file = Self.file(found, by: reader, workspace) else {
        isComplete = false
        continue
      }
      variables += file.variables
      misread += file.misread
      namesFromFiles.formUnion(file.variables.map(\.name))
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
    self.misread = misread
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
  private static func file(
    _ found: Unit.Found, by reader: EnvironmentReader, _ workspace: any Workspace
  ) -> VariableFile? {
    var path = found.entry.value
    if path.hasPrefix("-") { path.removeFirst() }
    path = withName(of: FileName(path: found.layer.id.path), in: path)
    let directory = Path.directory(of: found.layer.id.path)
    guard let place = candidates(path, directory).first(where: { workspace.kind(at: $0) == .file }),
      let source = workspace.source(at: place)
    else { return nil }
    return VariableFile(at: place, source, by: reader)
  }

  /// A path with the unit's name for its specifiers (`man systemd.unit`, "Specifiers"); a Quadlet's service has its name.
  private static func withName(of unit: FileName, in path: String) -> String {
    guard path.contains("%"), unit.hasSuffix(".service", ".container"),
      let stem = UnitFiles.fileName(unit.path).split(separator: ".").first, !stem.contains("@")
    else { return path }
    return path.split(separator: "%", omittingEmptySubsequences: false).enumerated().map { index, part in
      guard index > 0, let letter = part.first else { return String(part) }
      let rest = part.dropFirst()
      return letter == "n" ? "\(stem).service\(rest)" : "Np".contains(letter) ? "\(stem)\(rest)" : "%\(part)"
    }.joined()
  }

  /// Where a repository may keep the file: where the path leads from the unit, in a mirror of the file
  /// system, or next to the unit that it is installed with.
  static func candidates(_ path: String, _ directory: String) -> [String] {
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

  /// `environment.d` of the user whose manager starts the unit, next to `.config/systemd/user`.
  private static func userFiles(_ unit: Unit, _ workspace: any Workspace) -> [VariableFile] {
    guard let path = unit.layers.first?.id.path else { return [] }
    var home = Path.directory(of: path)
    if UnitFiles.dropInOwner(home) != nil { home = Path.directory(of: home) }
    guard home.hasSuffix("systemd/user"), let folder = Path.join(home, "../../environment.d") else {
      return []
    }
    return workspace.names(in: folder).filter { $0.hasSuffix(".conf") }.compactMap { name in
      let path = folder + "/" + name
      return workspace.source(at: path).map { VariableFile(at: path, $0, by: .userManager) }
    }
  }
}
