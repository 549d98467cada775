import BuiltInRules
import RuleEngine
import Synchronization
import Vocabulary

/// The rules of a run: those of the tool and of the project that were not left out, made when first asked for.
final class RuleSet: Sendable {
  private let own: [Rule]
  private let isWanted: @Sendable (Rule) -> Bool
  private let hasBuiltIn: Bool
  private let made = Mutex<[Subject: [PreparedRule]]>([:])

  /// - Parameter own: the project's rules.
  init(own: [Rule], isWanted: @escaping @Sendable (Rule) -> Bool) {
    self.own = own
    self.isWanted = isWanted
    hasBuiltIn = true
  }

  private init() {
    own = []
    isWanted = { _ in false }
    hasBuiltIn = false
  }

  /// No rules at all.
  static let none = RuleSet()

  func about(_ subject: Subject) -> [PreparedRule] {
    guard hasBuiltIn else { return [] }
    return made.withLock { made in
      if let rules = made[subject] { return rules }
      let rules = (BuiltInRules.about(subject) + own.filter { $0.subject == subject }).filter {
        isWanted($0)
      }.map(PreparedRule.init)
      made[subject] = rules
      return rules
    }
  }

  /// Where the rule behind a finding is described.
  func reference(_ id: String, about subject: Subject) -> String? {
    about(subject).first { $0.rule.id == id }?.rule.reference
  }
}
