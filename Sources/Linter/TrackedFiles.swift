import Syntax

/// The files that git keeps, whatever `.gitignore` says of them.
struct TrackedFiles: Sendable {
  /// Paths from the root, in the order of their bytes, as the index has them.
  private let paths: [String]

  /// Of a repository; none where there is no index, or one in a form that is not read.
  init(in folder: GitFolder?) { paths = folder.map(Self.paths) ?? [] }

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

  private static func paths(in folder: GitFolder) -> [String] {
    let length = folder.hashLength
    guard let index = GitIndex(at: folder.path + "/index", hashLength: length) else { return [] }
    guard let name = index.shared, let shared = GitIndex(at: "\(folder.path)/sharedindex.\(name)", hashLength: length) else {
      return index.paths
    }
    let kept = shared.paths.enumerated().lazy.filter { !index.deleted.contains($0.offset) }.map(\.element)
    return (kept + index.paths.filter { !$0.isEmpty }).sorted { $0.precedes(exactly: $1) }
  }
}
