/// A kind of file.
public struct SettingsFileKind: Sendable {
  /// Where the program looks: `~/.config/crush/crush.json`.
  public var path: String
  public var scope: Scope
  /// Which paths are taken for it, each matched from the end of the path: `.codex/*.config.toml`.
  public var patterns: [FilePattern]
  public var syntax: String
  /// Texts that must all be in a file that is recognised by its path, where other programs use the same.
  public var content: [String]
  /// What the program makes of JSON with comments or trailing commas; `nil` where it reads them.
  public var strict: String?

  public enum Scope: String, Sendable, CaseIterable { case user, project, system, anywhere }

  public init(
    path: String, scope: Scope, patterns: [FilePattern], syntax: String, content: [String] = [],
    strict: String? = nil
  ) {
    self.strict = strict
    self.path = path
    self.scope = scope
    self.patterns = patterns
    self.syntax = syntax
    self.content = content
  }
}

/// How a file is recognised before it is parsed; compiled apart, so that no description is decoded for it.
public struct FileSigns: Sendable {
  /// Recognised by the path.
  public var certain: [FilePattern] = []
  /// For each of these, texts that must all be there, too.
  public var certainContent: [[String]] = []
  /// Opened, and recognised by content.
  public var possible: [FilePattern] = []
  /// Sets of texts: all of one must be there.
  public var content: [[String]] = []
  /// Sets of texts: all of one must be there for a file that is recognised by its path, too.
  public var needed: [[String]] = []
  /// Texts that show that another program is meant.
  public var not: [String] = []
  /// Ends of names that content is looked for in; a text without a name counts, too.
  public var suffixes: [String] = []
  /// Languages of code blocks that content is looked for in.
  public var languages: [String] = []
  public var images: [String] = []
  /// Sets of variables: an env file that sets all of one is the program's.
  public var variables: [[String]] = []
  /// Words that install it in what a container is made of.
  public var installs: [String] = []

  public init() {}
}

/// A pattern for the end of a path.
public struct FilePattern: Sendable, Hashable {
  public let text: String
  private let parts: [Part]

  private enum Part: Hashable, Sendable {
    case exactly([UInt8])
    /// The text between the stars.
    case pieces([[UInt8]])
    /// `**`, any number of folders.
    case folders

    init(_ text: Substring) {
      if text == "**" {
        self = .folders
      } else if text.utf8.contains(0x2A) {
        self = .pieces(text.utf8.split(separator: 0x2A, omittingEmptySubsequences: false).map(Array.init))
      } else {
        self = .exactly(Array(text.utf8))
      }
    }
  }

  public init(_ text: String) {
    self.text = text
    var shown = text[...]
    if shown.hasPrefix("~/") { shown = shown.dropFirst(2) }
    parts = shown.lowercased().split(separator: "/").map(Part.init)
  }

  /// The last name, in lower case, if only a file of just that name can match.
  public var name: String? {
    guard case .exactly(let bytes)? = parts.last else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What every name that can match ends in after its last dot, in lower case; `nil` if that can be anything.
  public var ending: String? {
    let end: [UInt8]?
    switch parts.last {
    case .exactly(let bytes): end = bytes
    case .pieces(let pieces): end = pieces.last
    case .folders, nil: end = nil
    }
    guard let end, let dot = end.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    return String(decoding: end[(dot + 1)...], as: UTF8.self)
  }

  /// - Parameter path: in lower case.
  public func matches(_ path: [Substring]) -> Bool { Self.matches(parts[...], path[...]) }

  /// From the end.
  private static func matches(_ pattern: ArraySlice<Part>, _ path: ArraySlice<Substring>) -> Bool {
    guard let last = pattern.last else { return true }
    if case .folders = last {
      let rest = pattern.dropLast()
      return (path.startIndex...path.endIndex).reversed().contains { matches(rest, path[..<$0]) }
    }
    guard var part = path.last, part.withUTF8({ matches(last, $0) }) else { return false }
    return matches(pattern.dropLast(), path.dropLast())
  }

  /// Whether the bytes from a place on begin with a piece, for which there is room.
  private static func isThere(_ piece: [UInt8], in name: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    for index in piece.indices where name[start + index] != piece[index] { return false }
    return true
  }

  private static func matches(_ part: Part, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let pieces: [[UInt8]]
    switch part {
    case .folders: return false
    case .exactly(let bytes): return bytes.count == name.count && bytes.elementsEqual(name)
    case .pieces(let found): pieces = found
    }
    guard let first = pieces.first, let last = pieces.last, name.count >= first.count + last.count,
      isThere(first, in: name, at: 0), isThere(last, in: name, at: name.count - last.count)
    else { return false }
    var start = first.count
    let end = name.count - last.count
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      while start + piece.count <= end, !isThere(piece, in: name, at: start) { start += 1 }
      guard start + piece.count <= end else { return false }
      start += piece.count
    }
    return true
  }
}
