/// The files of a deployment that a question is about, in the order in which they are looked through.
public final class SearchedFiles: Sendable, Equatable {
  /// From the root.
  public let paths: [String]
  /// Only an edit asks for them.
  private let numbers = Once<[String: Int]>()

  init(_ paths: [String]) { self.paths = paths }

  /// The place of a file among them.
  public func number(of path: String) -> Int? {
    numbers.value { Dictionary(zip(paths, paths.indices)) { first, _ in first } }[path]
  }

  public static func == (a: SearchedFiles, b: SearchedFiles) -> Bool { a === b || a.paths == b.paths }
}
