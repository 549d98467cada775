import Knowledge
import Synchronization

/// What the catalogue says of the names in a run: few names stand in many files.
final class KnownNames: Sendable {
  struct Answer: Sendable {
    let entry: ModelCatalogue.Answer
    let isMadeForContext: Bool
    let successor: String?
    /// The library's name with the same parts in another order, where it has none like the name itself.
    let sameParts: String?

    init(_ name: ModelName) {
      entry = ModelCatalogue.look(up: name)
      switch entry {
      case .model, .variant:
        isMadeForContext = ModelCatalogue.isMadeForContext(name)
        successor = ModelSuccession.successor(of: name)
        sameParts = nil
      case .unknownName:
        isMadeForContext = false
        successor = nil
        sameParts = ModelCatalogue.sameParts(as: name)
      case .unknownTag:
        isMadeForContext = false
        successor = nil
        sameParts = nil
      }
    }
  }

  private let answers = Mutex<[ModelName: Answer]>([:])

  subscript(name: ModelName) -> Answer {
    if let known = answers.withLock({ $0[name] }) { return known }
    let answer = Answer(name)
    answers.withLock { $0[name] = answer }
    return answer
  }
}
