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

  /// To plan its first fix a document is read again; for each one its place is looked for.
  mutating func spendPlan(in read: ReadDocument, isFirst: Bool) {
    let size = read.document.source.bytes.count
    bytes -= 256 + size / 8 + (isFirst ? 2 * size : 0)
  }

  /// To try fixes, everything is read again.
  mutating func spendTrial(of analysis: Analysis) {
    for read in analysis.documents.values { bytes -= 1024 + read.document.source.bytes.count }
  }
}
