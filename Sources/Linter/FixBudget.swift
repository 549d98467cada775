import RuleEngine
import Vocabulary

/// Bounds the work of fixing by what is read for it, so that it ends alike on every machine, and by time where that says
/// too little.
struct FixBudget {
  private var bytes: Int
  private let deadline: ContinuousClock.Instant

  init(bytes: Int = 2 << 30, seconds: Int = 120) {
    self.bytes = bytes
    deadline = .now + .seconds(seconds)
  }

  /// For fixes that are only shown.
  static var shown: FixBudget { FixBudget(bytes: 1 << 26) }

  var isSpent: Bool { bytes <= 0 || .now > deadline }

  /// To plan a fix, its document is read again.
  mutating func spendPlan(of violation: Violation, in analysis: Analysis) {
    let document = violation.changes.first?.fact.document
    bytes -= 256 + 2 * (document.flatMap { analysis.documents[$0]?.document.source.bytes.count } ?? 0)
  }

  /// To try fixes, everything is read again.
  mutating func spendTrial(of analysis: Analysis) {
    for read in analysis.documents.values { bytes -= 1024 + read.document.source.bytes.count }
  }
}
