/// The files that git keeps, whatever `.gitignore` says of them (git, `Documentation/gitformat-index.txt`, versions 2 and 3).
enum TrackedFiles {
  /// A tree of a hundred thousand files.
  private static let limit = 1 << 24

  /// Paths from the root; empty where there is no index, or one in a form that is not read.
  static func paths(inRepository root: String) -> Set<String> {
    guard let bytes = try? FileSystem.read(root + "/.git/index", limit: limit).bytes, bytes.count > 12,
      bytes.starts(with: Array("DIRC".utf8))
    else { return [] }
    func number(_ offset: Int, _ length: Int) -> Int {
      bytes[offset..<(offset + length)].reduce(0) { $0 << 8 | Int($1) }
    }
    let version = number(4, 4)
    guard version == 2 || version == 3 else { return [] }
    var paths: Set<String> = []
    var start = 12
    for _ in 0..<number(8, 4) {
      guard start + 64 < bytes.count else { break }
      let flags = number(start + 60, 2)
      let name = start + 62 + (version == 3 && flags & 0x4000 != 0 ? 2 : 0)
      guard let end = bytes[name...].firstIndex(of: 0) else { break }
      paths.insert(String(decoding: bytes[name..<end], as: UTF8.self))
      // Entries are padded to a multiple of eight bytes, with at least one zero.
      start += (end - start) / 8 * 8 + 8
    }
    return paths
  }
}
