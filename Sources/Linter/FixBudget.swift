import RuleEngine
import Vocabulary

/// Bounds the work of fixing by what is read for it, so that it ends alike on every machine.
struct FixBudget {
  static let standard = FixBudget(bytes: 2 << 30)
  /// For fixes that are only shown.
  static let shown = FixBudget(bytes: 1 << 28)

  private(set) var bytes: Int
  var isSpent: Bool { bytes <= 0 }

  init(bytes: Int) { self.bytes = bytes }

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
