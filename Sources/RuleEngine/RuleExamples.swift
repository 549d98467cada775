/// What breaks a rule and what does not, for `explain`; taken from the rule's fixtures.
public struct RuleExamples: Sendable, Hashable {
  /// A file, and where it is in its small repository.
  public struct File: Sendable, Hashable {
    public let path: String
    public let text: String

    public init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  public let bad: File
  public let good: File

  public init(bad: File, good: File) {
    self.bad = bad
    self.good = good
  }
}
