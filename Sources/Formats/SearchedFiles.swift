/// The files of a deployment that a question is about, in the order in which they are looked through.
public final class SearchedFiles: Sendable, Equatable {
  /// From the root.
  public let paths: [String]
  private let numbers: [String: Int]

  init(_ paths: [String]) {
    self.paths = paths
    numbers = Dictionary(zip(paths, paths.indices)) { first, _ in first }
  }

  /// The place of a file among them.
  public func number(of path: String) -> Int? { numbers[path] }

  public static func == (a: SearchedFiles, b: SearchedFiles) -> Bool { a === b || a.paths == b.paths }
}
