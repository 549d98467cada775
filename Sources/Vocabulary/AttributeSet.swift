/// Some attributes, as bits: sets of them are compared for every rule and fact.
public struct AttributeSet: Hashable, Sendable {
  private var words: SIMD8<UInt64> = .zero

  public init() {}

  public init(_ attributes: some Sequence<Attribute>) {
    for attribute in attributes { insert(attribute) }
  }

  public mutating func insert(_ attribute: Attribute) {
    let (word, bit) = attribute.rawValue.quotientAndRemainder(dividingBy: UInt64.bitWidth)
    words[word] |= 1 << UInt64(bit)
  }

  /// Whether all of them are in the other set.
  public func isSubset(of other: AttributeSet) -> Bool { words & ~other.words == .zero }

  public func isDisjoint(with other: AttributeSet) -> Bool { words & other.words == .zero }

  public func union(_ other: AttributeSet) -> AttributeSet { AttributeSet(words: words | other.words) }

  public func intersection(_ other: AttributeSet) -> AttributeSet { AttributeSet(words: words & other.words) }

  private init(words: SIMD8<UInt64>) { self.words = words }
}

// An enum with a text of its own is hashed by that text unless told otherwise; facts are asked for their ties all the time.

extension Subject {
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }

  private var number: UInt8 {
    switch self {
    case .server: 0
    case .service: 1
    case .model: 2
    case .modelUse: 3
    case .client: 4
    case .load: 5
    case .machine: 6
    case .device: 7
    case .key: 8
    case .port: 9
    case .endpoint: 10
    case .creation: 11
    case .secret: 12
    }
  }
}

extension Relation {
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }

  private var number: UInt8 {
    switch self {
    case .server: 0
    case .service: 1
    case .model: 2
    case .client: 3
    case .machine: 4
    case .endpoint: 5
    case .route: 6
    case .use: 7
    case .owner: 8
    case .base: 9
    }
  }
}
