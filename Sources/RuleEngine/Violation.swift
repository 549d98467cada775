import Diagnostics
import Vocabulary

/// A rule that a fact breaks: what to say, where, and the changes that would fix it.
///
/// Still in terms of facts; ``Diagnostics/Diagnostic`` is the same in lines, columns and edits.
public struct Violation: Sendable, Hashable {
  public struct Note: Sendable, Hashable {
    public let message: String
    public let at: SourceRange?
    /// A step in the chain of reasons; else a remark, such as where else the same holds.
    public let isReason: Bool

    public init(_ message: String, at: SourceRange? = nil, isReason: Bool = true) {
      self.message = message
      self.at = at
      self.isReason = isReason
    }
  }

  public let rule: String
  /// The rule's former name for a finding of this kind.
  public internal(set) var formerRule: String?
  public internal(set) var severity: Severity
  public let message: String
  public let effect: String?
  public let advice: String?
  public let fact: FactID
  /// Facts that break the rule for the same reason; the notes name them.
  public internal(set) var others: [FactID] = []
  public let at: SourceRange
  public internal(set) var notes: [Note]
  /// Each one a complete alternative; the first that its format can write is taken.
  public internal(set) var changes: [Change]
  public internal(set) var safety: Safety
  /// The hazards of its changes that the rule has evidence against.
  public let evidence: Set<Hazard>
  public let fixTitle: String?

  /// The same with a fix that is not taken by itself.
  public var withUnsafeFix: Violation {
    var other = self
    other.safety = .unsafe
    return other
  }

  /// What it can be called by in suppressions and settings.
  public var ruleNames: [String] { [rule, formerRule].compactMap { $0 } }
}
