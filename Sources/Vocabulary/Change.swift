/// What should be true, said in the vocabulary; each format knows how to write it.
public struct Change: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    case set(Attribute, Value)
    case remove(Attribute)
    /// Remove the fact itself: the key with its value, the instruction, the variable.
    case removeFact
    /// Bring about a fact that is not there, with these attributes and whatever else its program needs to take
    /// it; the address says nothing then, and what is there already stays. An empty text becomes a whole file.
    case add([Attribute: Value])
  }

  public let fact: FactID
  public let action: Action

  public init(_ fact: FactID, _ action: Action) {
    self.fact = fact
    self.action = action
  }
}
