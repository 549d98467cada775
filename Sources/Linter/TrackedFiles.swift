import Syntax

/// The files that git keeps, whatever `.gitignore` says of them (git, `Documentation/gitformat-index.txt`, versions 2 and 3).
struct TrackedFiles: Sendable {
  /// A tree of a hundred thousand files.
  private static let limit = 1 << 24

  /// Paths from the root, in the order of their bytes, as the index has them.
  private let paths: [String]

  /// Of a repository; none where there is no index, or one in a form that is not read.
  init(inRepository root: String) { paths = Self.paths(inRepository: root) }

  func contains(_ path: String) -> Bool {
    let index = index(of: path)
    return index < paths.count && paths[index] == path
  }

  /// Whether a file below a folder is kept.
  func hasAny(below folder: String) -> Bool {
    let start = folder + "/"
    let index = index(of: start)
    return index < paths.count && paths[index].hasPrefix(start)
  }

  /// Where the first path is that does not come before another.
  private func index(of path: String) -> Int {
    var (low, high) = (0, paths.count)
    while low < high {
      let middle = (low + high) / 2
      if paths[middle].precedes(exactly: path) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func paths(inRepository root: String) -> [String] {
    guard let bytes = try? FileSystem.read(root + "/.git/index", limit: limit).bytes, bytes.count > 12,
      bytes.starts(with: Array("DIRC".utf8))
    else { return [] }
    func number(_ offset: Int, _ length: Int) -> Int {
      bytes[offset..<(offset + length)].reduce(0) { $0 << 8 | Int($1) }
    }
    let version = number(4, 4)
    guard version == 2 || version == 3 else { return [] }
    var paths: [String] = []
    var start = 12
    for _ in 0..<number(8, 4) {
      guard start + 64 < bytes.count else { break }
      let flags = number(start + 60, 2)
      let name = start + 62 + (version == 3 && flags & 0x4000 != 0 ? 2 : 0)
      guard let end = bytes[name...].firstIndex(of: 0) else { break }
      paths.append(String(decoding: bytes[name..<end], as: UTF8.self))
      // Entries are padded to a multiple of eight bytes, with at least one zero.
      start += (end - start) / 8 * 8 + 8
    }
    return paths
  }
}
