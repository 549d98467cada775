/// Bounds the work of fixing by what is read for it, so that it ends alike on every machine, and by time where that says
/// too little.
struct FixBudget: Sendable {
  private var bytes: Int
  private let deadline: ContinuousClock.Instant
  /// Whether nobody waits for the work any more.
  private let isStale: @Sendable () -> Bool

  private init(bytes: Int, deadline: ContinuousClock.Instant, isStale: @escaping @Sendable () -> Bool) {
    self.bytes = bytes
    self.deadline = deadline
    self.isStale = isStale
  }

  init(bytes: Int = 2 << 30, seconds: Int = 120, isStale: @escaping @Sendable () -> Bool = { false }) {
    self.init(bytes: bytes, deadline: .now + .seconds(seconds), isStale: isStale)
  }

  /// For fixes that are only shown.
  static var shown: FixBudget { shown { false } }

  static func shown(isStale: @escaping @Sendable () -> Bool) -> FixBudget {
    FixBudget(bytes: 1 << 27, isStale: isStale)
  }

  var isSpent: Bool { bytes <= 0 || .now > deadline || isStale() }

  /// Half of what is left is planned with, for what is planned and never tried fixes nothing.
  var forPlans: FixBudget {
    let now = ContinuousClock.now
    return FixBudget(bytes: bytes / 2, deadline: now + (deadline - now) / 2, isStale: isStale)
  }

  /// Takes what was spent of ``forPlans``.
  mutating func spend(_ given: FixBudget, left: FixBudget) { bytes -= given.bytes - left.bytes }

  mutating func spend(_ bytes: Int) { self.bytes -= bytes }

  /// What was spent since an earlier moment.
  func spent(since earlier: FixBudget) -> Int { earlier.bytes - bytes }

  /// To plan its first fix a document is read again; for each one its place is looked for.
  mutating func spendPlan(in read: ReadDocument, isFirst: Bool) {
    let size = read.document.source.bytes.count
    bytes -= 256 + size / 512 + (isFirst ? 2 * size : 0)
  }

  /// To try fixes, everything is read again, and what is said is tied together and checked. A document that is larger than
  /// what people write, or says thousands of things, is tried a few times only.
  mutating func spendTrial(of analysis: Analysis) {
    for read in analysis.documents.values {
      let facts = read.reading.facts.count
      let size = read.document.source.bytes.count
      bytes -= 1024 + size * Self.weight(of: size, 16_384) + 2048 * facts * Self.weight(of: facts, 500)
    }
  }

  private static func weight(of size: Int, _ usual: Int) -> Int { 1 + (size / usual) * (size / usual) }
}
