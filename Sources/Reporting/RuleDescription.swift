import Diagnostics

/// What a report tells of a rule.
public struct RuleDescription: Sendable {
  public let id: String
  public let summary: String
  public let why: String
  public let severity: Severity
  public let sources: [String]

  public init(id: String, summary: String, why: String, severity: Severity, sources: [String]) {
    self.id = id
    self.summary = summary
    self.why = why
    self.severity = severity
    self.sources = sources
  }

  /// The first address among the sources.
  var address: String? {
    for source in sources {
      for word in source.split(separator: " ") where word.hasPrefix("https://") { return String(word) }
    }
    return nil
  }
}

extension Diagnostic {
  /// What is wrong and what comes of it, for reports that have one text for a finding.
  var text: String {
    let sentence = message.hasSuffix("?") ? message : message + "."
    return ([sentence] + [effect, advice].compactMap { $0 }).joined(separator: " ")
  }
}
