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

  public enum Scope: String, Sendable, CaseIterable { case user, project, system, anywhere }

  public init(
    path: String, scope: Scope, patterns: [FilePattern], syntax: String, content: [String] = []
  ) {
    self.path = path
    self.scope = scope
    self.patterns = patterns
    self.syntax = syntax
    self.content = content
  }
}

/// How a file is told from others before it is parsed; compiled apart, so that no description is decoded for it.
public struct FileSigns: Sendable {
  /// Recognised by the path alone.
  public var certain: [FilePattern] = []
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

  public init() {}
}

/// A pattern for the end of a path.
public struct FilePattern: Sendable, Hashable {
  public let text: String
  private let parts: [String]

  public init(_ text: String) {
    self.text = text
    var shown = text[...]
    if shown.hasPrefix("~/") { shown = shown.dropFirst(2) }
    parts = shown.lowercased().split(separator: "/").map(String.init)
  }

  /// - Parameter path: in lower case.
  public func matches(_ path: [Substring]) -> Bool { Self.matches(parts[...], path[...]) }

  /// From the end: `**` stands for any number of folders.
  private static func matches(_ pattern: ArraySlice<String>, _ path: ArraySlice<Substring>) -> Bool {
    guard let last = pattern.last else { return true }
    if last == "**" {
      let rest = pattern.dropLast()
      return (path.startIndex...path.endIndex).reversed().contains { matches(rest, path[..<$0]) }
    }
    guard let part = path.last, Self.matches(last, part) else { return false }
    return matches(pattern.dropLast(), path.dropLast())
  }

  private static func matches(_ glob: String, _ name: Substring) -> Bool {
    guard glob.contains("*") else { return glob.utf8.elementsEqual(name.utf8) }
    let pieces = glob.split(separator: "*", omittingEmptySubsequences: false)
    var rest = name
    for (index, piece) in pieces.enumerated() {
      if index == 0 {
        guard rest.hasPrefix(piece) else { return false }
        rest = rest.dropFirst(piece.count)
      } else if index == pieces.count - 1 {
        return rest.hasSuffix(piece) && rest.count >= piece.count
      } else {
        guard let found = rest.indices.first(where: { rest[$0...].hasPrefix(piece) }) else {
          return piece.isEmpty
        }
        rest = rest[rest.index(found, offsetBy: piece.count)...]
      }
    }
    return rest.isEmpty
  }
}
