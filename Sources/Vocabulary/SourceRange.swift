import Syntax

/// Names one document: a file, or a text embedded in one.
///
/// `path` is relative to the root that is linted, with `/`. An embedded document (a here-document, a
/// Markdown fence) is told from its host by `embedding`: its number among the texts of each host, from the
/// outermost in. A number stays what it is when an edit moves the text.
public struct DocumentID: Hashable, Sendable, Comparable {
  /// Facts of one document share one of these: they are compared far more often than made.
  private final class Name: Sendable {
    let path: String
    let embedding: [Int]
    let hash: Int

    init(_ path: String, _ embedding: [Int]) {
      self.path = path
      self.embedding = embedding
      var hasher = Hasher()
      hasher.combine(exactly: path)
      hasher.combine(embedding)
      hash = hasher.finalize()
    }
  }

  private let name: Name

  public var path: String { name.path }
  public var embedding: [Int] { name.embedding }

  public init(_ path: String, embedding: [Int] = []) { name = Name(path, embedding) }

  /// Whether it is a code block of a document that is written to be read, not run.
  public var isDocumentation: Bool {
    // Asked of every document many times: most are out after their last letter.
    guard let last = path.utf8.last, [0x64, 0x44, 0x6E, 0x4E, 0x78, 0x58].contains(last) else { return false }
    let end = path.suffix(10).lowercased()
    return end.hasSuffix(".md") || end.hasSuffix(".markdown") || end.hasSuffix(".mdx")
  }

  private static let recordWords: Set<Substring> = [
    "plan", "plans", "planning", "summary", "summaries", "status", "archive", "archived", "archives",
    "milestones",
    "changelog", "logs", "report", "reports", "analysis", "retrospective", "journal", "history", "todo",
    "proposal",
    "proposals", "rfc", "rfcs", "adr", "adrs", "spec", "specs", "specification", "specifications",
    "research",
    "postmortem", "deprecated", "progress", "changes", "decisions", "roadmap", "strategy",
  ]

  /// Whether it is documentation that keeps what was planned, done or seen, rather than tells what to do: a plan, a summary,
  /// a log of work, an archive.
  public var isRecord: Bool {
    guard isDocumentation else { return false }
    return path.lowercased().words().contains { Self.recordWords.contains($0) }
  }

  private static let asideFolders: Set<Substring> = [
    "backup", "backups", "bak", "archive", "archived", "archives", "attic", "deprecated", ".old", ".disabled",
  ]

  /// Whether it is in a folder of files that are kept aside, which nothing is started from.
  public var isCopy: Bool {
    return path.lowercased().split(separator: "/").dropLast().contains { folder in
      Self.asideFolders.contains(folder) || folder.first == "." && Self.asideFolders.contains(folder.dropFirst())
    }
  }

  private static let exampleWords: Set<Substring> = [
    "example", "examples", "exemple", "exemplo", "ejemplo", "beispiel", "sample", "samples", "template", "templates", "tmpl", "tpl", "dist",
    "skel", "skeleton",
  ]

  /// Whether it is written to be copied and filled in, or to be read: `env.example`, `config.sample.json`,
  /// `examples/opencode.json`, a README.
  public var isExample: Bool {
    if isDocumentation { return true }
    return path.lowercased().words().contains { Self.exampleWords.contains($0) }
  }

  public static func == (a: DocumentID, b: DocumentID) -> Bool {
    a.name === b.name
      || a.name.hash == b.name.hash && a.path.isExactly(b.path) && a.embedding == b.embedding
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(name.hash) }

  public static func < (a: DocumentID, b: DocumentID) -> Bool {
    if a.name === b.name { return false }
    return !a.path.isExactly(b.path)
      ? a.path.precedes(exactly: b.path) : a.embedding.lexicographicallyPrecedes(b.embedding)
  }
}

/// Bytes of a document, as the document's own parser counts them.
public struct SourceRange: Hashable, Sendable, Comparable {
  public let document: DocumentID
  public let range: TextRange

  public init(_ document: DocumentID, _ range: TextRange) {
    self.document = document
    self.range = range
  }

  public static func < (a: SourceRange, b: SourceRange) -> Bool {
    a.document != b.document ? a.document < b.document : a.range < b.range
  }
}
