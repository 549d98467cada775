/// Some attributes, as bits: sets of them are compared for every rule and fact.
public struct AttributeSet: Hashable, Sendable {
  private var words: SIMD8<UInt64> = .zero

  public init() {}

  public init(_ attributes: some Sequence<Attribute>) {
    for attribute in attributes { insert(attribute) }
  }

  public mutating func insert(_ attribute: Attribute) {
    let (word, bit) = attribute.number.quotientAndRemainder(dividingBy: UInt64.bitWidth)
    words[word] |= 1 << UInt64(bit)
  }

  /// Whether all of them are in the other set.
  public func isSubset(of other: AttributeSet) -> Bool { words & ~other.words == .zero }

  public func isDisjoint(with other: AttributeSet) -> Bool { words & other.words == .zero }

  public func union(_ other: AttributeSet) -> AttributeSet { AttributeSet(words: words | other.words) }

  public func intersection(_ other: AttributeSet) -> AttributeSet { AttributeSet(words: words & other.words) }

  private init(words: SIMD8<UInt64>) { self.words = words }
}
