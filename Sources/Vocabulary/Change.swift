/// What should be true, said in the vocabulary; each format knows how to write it.
public struct Change: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    case set(Attribute, Value)
    case remove(Attribute)
    /// Remove the fact itself: the key with its value, the instruction, the variable.
    case removeFact
  }

  public let fact: FactID
  public let action: Action

  public init(_ fact: FactID, _ action: Action) {
    self.fact = fact
    self.action = action
  }
}
