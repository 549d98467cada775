import Formats
import Syntax

/// Where git keeps what it knows of a checkout: the `.git` of a repository, or the folder that the file of that name leads to
/// in a worktree and in a submodule (git, `Documentation/gitrepository-layout.txt`).
struct GitFolder: Sendable {
  /// With the index.
  let path: String
  /// With what all worktrees share: `info/exclude`, `config`.
  let common: String

  /// `nil` where there is none.
  init?(ofRepository root: String) {
    let place = root + "/.git"
    guard let kind = FileSystem.status(of: place, followingLink: true)?.kind else { return nil }
    if kind == .directory {
      path = place
    } else {
      guard let written = Self.line(of: place), written.hasPrefix("gitdir: ") else { return nil }
      path = Path.absolute(String(written.dropFirst(8)), from: root)
    }
    common = Self.line(of: path + "/commondir").map { [path] in Path.absolute($0, from: path) } ?? path
  }

  /// The bytes of the hashes in the index.
  var hashLength: Int {
    guard let bytes = try? FileSystem.read(common + "/config", limit: 1 << 16).bytes else { return 20 }
    return String(decoding: bytes, as: UTF8.self).lowercased().split(separator: "\n").contains { line in
      line.filter { $0 != " " && $0 != "\t" && $0 != "\r" } == "objectformat=sha256"
    } ? 32 : 20
  }

  private static func line(of path: String) -> String? {
    guard let bytes = try? FileSystem.read(path, limit: 1 << 13).bytes else { return nil }
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }
}
