/// One thing explained: a rule, a parameter, a model, a client, a place to run.
///
/// Everything is already in words; how it is printed is up to `Reporting`. Terminals, hovers and the documentation show the
/// same pages.
public struct Page: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case rule, parameter, variable, instruction, setting, client, topology, concept, model, gpu
  }

  public enum Content: Sendable, Hashable {
    /// Paragraphs.
    case prose([String])
    case list([String])
    /// Names and values.
    case facts([Fact])
    case table(header: [String], rows: [[String]])
    /// Lines of a file, or commands.
    case code(String)
  }

  public struct Fact: Sendable, Hashable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public struct Section: Sendable, Hashable {
    /// Empty for what stands below the summary without a heading.
    public let title: String
    public let content: Content

    public init(_ title: String, _ content: Content) {
      self.title = title
      self.content = content
    }
  }

  public let kind: Kind
  /// As `explain` takes it.
  public let name: String
  /// As it is written where the name is only a word for it: `OpenCode`; else the name.
  public let title: String
  /// One line, with a full stop only where it is a sentence.
  public let summary: String
  public private(set) var sections: [Section] = []

  public init(_ kind: Kind, _ name: String, title: String? = nil, summary: String) {
    self.kind = kind
    self.name = name
    self.title = title ?? name
    self.summary = summary
  }

  /// Adds a section unless there is nothing in it.
  public mutating func add(_ title: String, _ content: Content) {
    let isEmpty =
      switch content {
      case .prose(let items), .list(let items): items.isEmpty
      case .facts(let facts): facts.isEmpty
      case .table(_, let rows): rows.isEmpty
      case .code(let text): text.isEmpty
      }
    if !isEmpty { sections.append(Section(title, content)) }
  }
}
