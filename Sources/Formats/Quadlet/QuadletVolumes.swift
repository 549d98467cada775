import Syntax

extension VolumeUses {
  /// What the Quadlets of a directory mount: one user, one engine. The unit at `path` is read as `file`.
  init(quadletsBeside path: String, as file: INIFile, in workspace: any Workspace) {
    self.init()
    add(Mounts(file), at: path)
    let directory = Path.directory(of: path)
    for name in workspace.names(in: directory).filter({ $0.hasSuffix(".container") }).prefix(Self.mostUnits) {
      guard let other = Path.join(directory, name), other != path else { continue }
      let mounts = workspace.remembered("the mounts of the Quadlet \(other)") { workspace in
        workspace.source(at: other).map { Mounts(INIParser.parse($0)) }
      }
      if let mounts { add(mounts, at: other) }
    }
  }

  private struct Mounts: Sendable, Equatable {
    let image: String?
    let texts: [String]

    init(_ file: INIFile) {
      func values(_ key: String) -> [String] { file.entries(key, in: QuadletContainer.section).map(\.value) }
      image = values("Image").last
      // A `.volume` unit is the volume `systemd-NAME`, another one than NAME.
      texts = values("Volume") + values("Mount").compactMap(VolumeSpec.short(ofMount:))
    }
  }

  /// The containers of more units than these are not held against each other.
  private static let mostUnits = 64

  /// What a unit's container is called in the names of its volumes: as its file.
  static func container(ofQuadlet path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".container") ? String(name.dropLast(".container".count)) : name
  }

  private mutating func add(_ mounts: Mounts, at path: String) {
    add(Self.container(ofQuadlet: path), image: mounts.image, mounts: mounts.texts)
  }
}
