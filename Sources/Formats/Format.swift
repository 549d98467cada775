import Knowledge
import Syntax
import Vocabulary

/// One kind of file: how it is recognised, what it says, and how a change is written into it.
///
/// A format never checks. It turns text into facts in the vocabulary of `Deployment`, and changes in
/// that vocabulary into the smallest edits of its own syntax.
public protocol Format: Sendable {
  /// As the JSON report and the table in docs/formats.md call it: `compose`, `modelfile`.
  static var name: String { get }

  /// What the names that it looks at end in, each with its dot, or a whole name, in lower case; empty where that can be
  /// anything. Nothing is asked about other names.
  static var endings: [String] { get }

  /// What a file's name alone says; nothing is opened whose name says no.
  static func hint(_ name: FileName) -> NameHint

  /// How sure it is that a text is one of its own, from its path and its bytes.
  static func recognises(_ candidate: Candidate) -> Recognition

  /// Everything the document says about a deployment.
  static func read(_ document: Document, in workspace: any Workspace) -> Reading

  /// What writes changes into `document`, which it reads once for all of them; `nil` where nothing can be written.
  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)?

  /// What the programs that the document describes take from texts that others share, or that another file holds.
  static func shares(of document: Document, in workspace: any Workspace) -> [Share]

  /// The edits that add a fact to `document`, or `nil` if this format cannot say it there.
  static func edits(adding addition: Addition, to document: Document) -> [Edit]?

  /// The file that takes the place of `document` where `change` requests another name; `nil` if it cannot.
  static func successor(for change: Change, of document: Document, workspace: any Workspace) -> Successor?
}

/// Writes changes into one document that it knows.
public protocol ChangeWriter {
  /// The edits that make `change` true, or `nil` if the document cannot say it.
  func edits(for change: Change) -> [Edit]?

  /// The same where it is written for the change's own fact alone, though the text that says it now is shared with
  /// others; `nil` if there is no such way.
  func ownEdits(for change: Change) -> [Edit]?
}

extension ChangeWriter {
  public func ownEdits(for change: Change) -> [Edit]? { nil }
}

/// What one program of a document comes to, with all that it takes from elsewhere.
public struct Share: Sendable {
  /// Where the program's fact stands, or would.
  public let document: DocumentID
  public let address: [String]
  /// What variables begin with among the values.
  public static let variable = "environment "

  /// In an order of their own, comparable between two readings.
  public let values: [String]
  /// What people call it, where its address tells them nothing.
  public var name: String?
}

extension Format {
  public static var endings: [String] { [] }

  public static func hint(_ name: FileName) -> NameHint { isNamed(name) ? .possible : .no }

  static func isNamed(_ name: FileName) -> Bool {
    endings.contains { $0.utf8.first == UInt8(ascii: ".") ? name.hasSuffix($0) : name.lowercased == $0 }
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? { nil }

  public static func shares(of document: Document, in workspace: any Workspace) -> [Share] { [] }

  public static func edits(adding addition: Addition, to document: Document) -> [Edit]? { nil }

  public static func successor(
    for change: Change, of document: Document, workspace: any Workspace
  ) -> Successor? { nil }
}

/// A file that takes another's place under a name of its own.
public struct Successor: Sendable, Hashable {
  /// Relative to the root; nothing is there yet.
  public let path: String
  public let bytes: [UInt8]
  /// Where the old file is kept; `nil` where it is the old file itself that gets the new name.
  public let keptAs: String?
}

/// The name of a file, prepared for quick questions.
public struct FileName: Sendable, Equatable {
  /// Relative to the root, with `/`.
  public let path: String
  /// The last part of the path, in lower case.
  public let lowercased: String

  /// The names on the way, in lower case.
  let parts: [Substring]
  /// The name of the directory that the file is in, or the empty string.
  public let parent: Substring

  public init(path: String) {
    self.path = path
    let slash = UInt8(ascii: "/")
    let lower = path.lowercased()
    parts = Self.parts(of: lower)
    lowercased = lower.utf8.last == slash ? "" : parts.last.map(String.init) ?? ""
    let folders = path.utf8.lastIndex(of: slash).map { path[..<$0] } ?? ""
    parent = folders.utf8.lastIndex(of: slash).map { folders[folders.utf8.index(after: $0)...] } ?? folders
  }

  private static func parts(of path: String) -> [Substring] {
    var parts: [Substring] = []
    parts.reserveCapacity(8)
    let text = path.utf8
    var start = text.startIndex
    while let slash = text[start...].firstIndex(of: UInt8(ascii: "/")) {
      if start < slash { parts.append(path[start..<slash]) }
      start = text.index(after: slash)
    }
    if start < text.endIndex { parts.append(path[start...]) }
    return parts
  }

  /// What the name ends in after its last dot; the whole name where it has none.
  var ending: Substring {
    let dot = lowercased.utf8.lastIndex(of: UInt8(ascii: "."))
    return dot.map { lowercased[lowercased.utf8.index(after: $0)...] } ?? lowercased[...]
  }

  public func hasSuffix(_ suffixes: String...) -> Bool { suffixes.contains { lowercased.ends(exactly: $0) } }

  public static func == (a: FileName, b: FileName) -> Bool { a.path.isExactly(b.path) }
}

/// What a file's name says about its format.
public enum NameHint: Int, Sendable, Comparable {
  case no
  /// Worth opening: the content decides, and only if it names Ollama at all.
  case possible
  case certain

  public static func < (a: NameHint, b: NameHint) -> Bool { a.rawValue < b.rawValue }
}

/// A text that may be of interest, before it is parsed.
public struct Candidate: Sendable {
  /// Relative to the root, with `/`; empty for a document that its host gives no name.
  public let path: String
  /// As much of the start as is needed to tell; usually the whole text.
  public let head: ArraySlice<UInt8>
  /// The info string of the Markdown fence that it is in.
  public let language: String?
  /// What every format asks of it, computed once.
  let name: FileName
  var parts: [Substring] { name.parts }
  private let known = Known()

  private final class Known: Sendable {
    let outline = Once<YAMLOutline>()
    let signs = OncePer<String, Bool>()
  }

  public init(path: String, head: ArraySlice<UInt8>, language: String? = nil) {
    self.path = path
    self.head = head
    self.language = language
    name = FileName(path: path)
  }

  public var fileName: Substring {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
  }

  /// The same text under the name that it is installed by.
  var deployed: Candidate {
    let place = Path.deployed(path)
    return place == path ? self : Candidate(path: place, head: head, language: language)
  }

  /// The text as lines of YAML, whatever it is.
  var outline: YAMLOutline { known.outline.value { YAMLOutline(head) } }

  /// Whether a word is in the text, byte for byte.
  func mentions(_ word: String) -> Bool { known.signs.value(of: word) { head.contains(bytesOf: word) } }
}

/// How a format takes to a file.
public enum Recognition: Int, Sendable, Comparable {
  case no
  /// The content looks like it; loses against a format that knows the name.
  case byContent
  case byName

  public static func < (a: Recognition, b: Recognition) -> Bool { a.rawValue < b.rawValue }
}

/// A text to be read: a file, or a document embedded in one.
public struct Document: Sendable {
  public let id: DocumentID
  public let source: SourceText
  /// Inner ranges whose text is computed (a variable in a here-document); values there are unknown.
  public let holes: [TextRange]
  /// The heading that a code block is below.
  public let heading: String?
  /// The path that its host writes an embedded document to, or the empty string.
  public let name: String
  /// As a code block names it: `powershell`.
  public let language: String?

  public init(
    id: DocumentID, source: SourceText, holes: [TextRange] = [], heading: String? = nil, name: String = "",
    language: String? = nil
  ) {
    self.id = id
    self.source = source
    self.holes = holes
    self.heading = heading
    self.name = name
    self.language = language
  }

  public var directory: String { Path.directory(of: id.path) }
  public func at(_ range: TextRange) -> SourceRange { SourceRange(id, range) }
}

/// The other files of the root, for what crosses files: `env_file`, `extends`, a path in `FROM`.
///
/// Never reaches outside the root; a path that leads out, or does not exist, is `nil`.
public protocol Workspace: Sendable {
  /// The text of a file, or `nil`. Paths are relative to the root and normalised.
  func source(at path: String) -> SourceText?
  /// Whether a file or directory is there; `nil` where that cannot be known (outside the root).
  func kind(at path: String) -> EntryKind?
  /// Names in a directory, sorted; empty if there is none.
  func names(in directory: String) -> [String]
  /// The head of a file of weights, read where it lies; `nil` where there is no such file inside the root.
  func weights(at path: String) -> Result<GGUFFile, GGUFError>?
  /// Whether version control ignores the path, so that it may exist elsewhere.
  func isIgnored(_ path: String) -> Bool
  /// Whether the project excludes the path: it is looked at for nothing.
  func isExcluded(_ path: String) -> Bool
  /// The folder of the deployment that is being read: what is said in others does not count.
  var deployment: String { get }
  /// Whether a folder below is a deployment of its own.
  func isDeployment(_ folder: String) -> Bool
  /// What the project describes itself.
  var own: OwnDescriptions { get }
  /// What `answer` made of the repository when it was first asked; each question has a text of its own.
  ///
  /// If a text it depends on changes, it is recomputed. What depends on it in turn is recomputed only if the answer changed:
  /// comparable values save work.
  func remembered<Value: Sendable>(
    _ question: String, _ answer: @escaping @Sendable (any Workspace) -> Value
  ) -> Value
  /// What `look` makes of each text among some files, in their order; it may not ask for anything else.
  ///
  /// It is remembered as well. Where texts change, only these are looked at again.
  func gathered<Found: Sendable & Equatable>(
    _ question: String, among files: @escaping @Sendable (any Workspace) -> SearchedFiles,
    _ look: @escaping @Sendable (_ path: String, _ source: SourceText) -> [Found]
  ) -> [Found]
}

extension Workspace {
  public var deployment: String { "" }
  public func isDeployment(_ folder: String) -> Bool { false }
  public var own: OwnDescriptions { OwnDescriptions() }
  public func isExcluded(_ path: String) -> Bool { false }

  public func remembered<Value: Sendable>(
    _ question: String, _ answer: @escaping @Sendable (any Workspace) -> Value
  ) -> Value { answer(self) }

  public func gathered<Found: Sendable & Equatable>(
    _ question: String, among files: @escaping @Sendable (any Workspace) -> SearchedFiles,
    _ look: @escaping @Sendable (_ path: String, _ source: SourceText) -> [Found]
  ) -> [Found] {
    files(self).paths.flatMap { path in source(at: path).map { look(path, $0) } ?? [] }
  }
}

public enum EntryKind: Sendable, Hashable { case file, directory, missing }

/// What reading a document gave.
public struct Reading: Sendable {
  public var facts: [Fact] = []
  /// What cannot be read, each with the rule it is reported under (`syntax/yaml`).
  public var problems: [Problem] = []
  public var comments: [TextRange] = []
  public var embedded: [Embedded] = []
  /// Whether the reading of another document says what this one adds to it, as a unit's does for its drop-ins.
  public var isPart = false
  /// Whether a bound ended the reading early.
  public var isCutOff = false
  /// Writes changes into the document, where reading it has made all that this takes; `nil` where the format is asked.
  public var writer: (any ChangeWriter & Sendable)?

  public init() {}

  /// Each document of a YAML file of settings as one of its own; none where there is one alone.
  static func documents(of document: Document, _ syntax: NodeSyntax) -> [Embedded] {
    guard syntax == .yaml, document.id.embedding.isEmpty, !document.source.isTemplate else { return [] }
    return YAMLDocuments.parts(of: document.source).map {
      Embedded(name: document.id.path, language: nil, source: $0.source, map: $0.map, holes: [])
    }
  }

  public struct Problem: Sendable, Hashable {
    public let rule: String
    public let error: SyntaxError
    /// What comes of it, where that is less than that the whole document does not read.
    public let effect: String?

    public init(rule: String, _ error: SyntaxError, effect: String? = nil) {
      self.rule = rule
      self.error = error
      self.effect = effect
    }
  }

  /// A document inside the document; the pipeline recognises it by `name` and content.
  public struct Embedded: Sendable {
    /// Path that the host gives it, or `nil`.
    public let name: String?
    /// A Markdown fence's info string.
    public let language: String?
    public let source: SourceText
    public let map: OffsetMap
    public let holes: [TextRange]
    /// The heading that it is below in a text for people.
    public internal(set) var heading: String?
  }
}
