import Syntax

extension VolumeUses {
  /// What the Quadlets of a directory mount: one user, one engine. The unit at `path` is read as `file`.
  init(quadletsBeside path: String, as file: INIFile, in workspace: any Workspace) {
    self.init()
    add(file, at: path)
    let directory = Path.directory(of: path)
    for name in workspace.names(in: directory).filter({ $0.hasSuffix(".container") }).prefix(Self.mostUnits) {
      guard let other = Path.join(directory, name), other != path, let source = workspace.source(at: other)
      else { continue }
      add(INIParser.parse(source), at: other)
    }
  }

  /// The containers of more units than these are not held against each other.
  private static let mostUnits = 64

  /// What a unit's container is called in the names of its volumes: as its file.
  static func container(ofQuadlet path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".container") ? String(name.dropLast(".container".count)) : name
  }

  private mutating func add(_ file: INIFile, at path: String) {
    add(
      Self.container(ofQuadlet: path), image: file.entries("Image", in: QuadletContainer.section).last?.value,
      // A `.volume` unit is the volume `systemd-NAME`, another one than NAME.
      mounts: file.entries("Volume", in: QuadletContainer.section).map(\.value)
        + file.entries("Mount", in: QuadletContainer.section).compactMap { VolumeSpec.short(ofMount: $0.value) })
  }
}
