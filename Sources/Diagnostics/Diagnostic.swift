import Syntax

/// A finding as users see it: everything in positions of files on disk.
public struct Diagnostic: Sendable, Hashable {
  public struct Location: Sendable, Hashable {
    /// Relative to the working directory, with `/`.
    public let path: String
    public let start: TextPosition
    public let end: TextPosition

    public init(path: String, start: TextPosition, end: TextPosition) {
      self.path = path
      self.start = start
      self.end = end
    }
  }

  public struct Note: Sendable, Hashable {
    public let message: String
    public let location: Location?
    /// A step in the chain of reasons; else a remark.
    public let isReason: Bool

    public init(_ message: String, location: Location? = nil, isReason: Bool = true) {
      self.message = Credentials.masked(message)
      self.location = location
      self.isReason = isReason
    }
  }

  /// The smallest text edits that fix it, in bytes of the files on disk.
  public struct Fix: Sendable, Hashable {
    public struct FileEdit: Sendable, Hashable {
      public let path: String
      public let range: TextRange
      public let text: String

      public init(path: String, range: TextRange, text: String) {
        self.path = path
        self.range = range
        self.text = text
      }
    }

    public let title: String
    public let safety: Safety
    public let edits: [FileEdit]

    public init(title: String, safety: Safety, edits: [FileEdit]) {
      self.title = Credentials.masked(title)
      self.safety = safety
      self.edits = edits
    }
  }

  /// `category/name`.
  public let rule: String
  /// What the rule was called by before for a finding of this kind, as kept baselines still say.
  public let formerRule: String?
  /// Where the rule's claims can be read; what terminals link its name to.
  public let reference: String?
  public let severity: Severity
  /// What is wrong, with the user's own names and numbers; no full stop.
  public let message: String
  /// What it will do to the user.
  public let effect: String?
  /// What to do about it.
  public let advice: String?
  public let location: Location
  /// The lines of the text that the location touches, for display (at most a few).
  public let excerpt: [ExcerptLine]
  /// The chain of reasons, outermost first.
  public let notes: [Note]
  public let fix: Fix?

  public init(
    rule: String, formerRule: String? = nil, reference: String? = nil, severity: Severity, message: String,
    effect: String? = nil,
    advice: String? = nil,
    location: Location, excerpt: [ExcerptLine] = [], notes: [Note] = [], fix: Fix? = nil
  ) {
    self.rule = rule
    self.formerRule = formerRule
    self.reference = reference
    self.severity = severity
    // Whatever a rule puts into a text, no credential gets out by it.
    self.message = Credentials.masked(message)
    self.effect = effect.map(Credentials.masked)
    self.advice = advice.map(Credentials.masked)
    self.location = location
    self.excerpt = excerpt
    self.notes = notes
    self.fix = fix
  }
}

/// One line of a file, as read, and the columns of it that a finding marks.
public struct ExcerptLine: Sendable, Hashable {
  public let number: Int
  /// Without its line ending; not yet made safe for a terminal.
  public let text: String
  /// Columns from 1 in Unicode scalars, half open.
  public let marked: Range<Int>

  public init(number: Int, text: String, marked: Range<Int>) {
    self.number = number
    self.text = text
    self.marked = marked
  }
}

extension Diagnostic {
  /// The order of every report: by file, place, rule and message, by bytes.
  public func precedes(_ other: Diagnostic) -> Bool {
    if !location.path.isExactly(other.location.path) {
      return location.path.precedes(exactly: other.location.path)
    }
    if location.start.offset != other.location.start.offset {
      return location.start.offset < other.location.start.offset
    }
    return rule != other.rule ? rule < other.rule : message.precedes(exactly: other.message)
  }
}
