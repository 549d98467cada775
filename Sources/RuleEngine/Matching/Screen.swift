import Vocabulary

/// What must be there, and what must not, for a condition to hold: a look at bits, before any value is compared; and then
/// at the words that tell facts of one subject apart.
struct Screen: Sendable {
  /// For each attribute of the fact, words of which it must have one.
  private var words: [(attribute: Attribute, words: [String])] = []
  private var present = AttributeSet()
  private var absent = AttributeSet()
  /// What related facts must have.
  private var related: [Relation: AttributeSet] = [:]

  /// Of a condition that always holds.
  private init() {}

  init(_ condition: Predicate) {
    switch condition {
    case .all(let parts):
      for part in parts { formUnion(Screen(part)) }
    case .any(let parts):
      guard let first = parts.first else { return }
      self = parts.dropFirst().reduce(Screen(first)) { $0.intersection(Screen($1)) }
    case .not(.test(let reference, .missing)): require(reference)
    case .test(let reference, .missing):
      if reference.relation == nil { absent.insert(reference.attribute) }
    case .test(let reference, let test):
      if reference.relation == nil, let words = Self.words(of: test) {
        self.words.append((reference.attribute, words))
      }
      // Every other test is false of what is absent, and so is a comparison with it.
      for reference in condition.references { require(reference) }
    case .not, .always: return
    }
  }

  /// The texts that a value must be one of; `nil` for any other test.
  private static func words(of test: Predicate.Test) -> [String]? {
    let values: [Value]
    switch test {
    case .is(.literal(let value)): values = [value]
    case .in(let all): values = all
    default: return nil
    }
    let texts = values.compactMap(\.text)
    return texts.count == values.count ? texts : nil
  }

  private mutating func require(_ reference: AttributeReference) {
    guard let relation = reference.relation else { return present.insert(reference.attribute) }
    related[relation, default: AttributeSet()].insert(reference.attribute)
  }

  private mutating func formUnion(_ other: Screen) {
    present = present.union(other.present)
    absent = absent.union(other.absent)
    words += other.words
    related.merge(other.related) { $0.union($1) }
  }

  private func intersection(_ other: Screen) -> Screen {
    var both = Screen()
    both.present = present.intersection(other.present)
    both.absent = absent.intersection(other.absent)
    for (relation, attributes) in related {
      guard let others = other.related[relation] else { continue }
      both.related[relation] = attributes.intersection(others)
    }
    return both
  }

  /// Whether the condition may hold for a fact, as far as it alone tells.
  ///
  /// - Parameter attributes: that the fact has.
  func admits(_ fact: Fact, _ attributes: AttributeSet) -> Bool {
    guard present.isSubset(of: attributes), absent.isDisjoint(with: attributes) else { return false }
    return words.allSatisfy { attribute, words in
      guard case .text(let text)? = fact.attributes[attribute]?.value else { return false }
      return words.contains(text)
    }
  }

  /// Whether it may hold for what the fact is tied to.
  func admits(_ view: FactView) -> Bool {
    related.allSatisfy { relation, attributes in
      view.attributes(of: relation).map(attributes.isSubset(of:)) ?? false
    }
  }
}

/// A rule, prepared for being asked about many facts.
public final class PreparedRule: Sendable {
  public let rule: Rule
  /// Of each case.
  let screens: [Screen]

  public init(_ rule: Rule) {
    self.rule = rule
    screens = rule.cases.map { Screen($0.when) }
  }
}
