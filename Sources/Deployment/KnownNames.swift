import Knowledge
import Synchronization

/// What the catalogue says of the names in a run: few names are in many files.
final class KnownNames: Sendable {
  struct Answer: Sendable {
    let entry: ModelCatalogue.Answer
    let isMadeForContext: Bool
    let successor: String?
    /// The library's name with the same parts in another order, where it has no such name or no such tag.
    let sameParts: String?
    /// Whether a size that it has not is that of a model whose name goes on where this one ends.
    var isSizeElsewhere = false

    init(_ name: ModelName, in models: ModelCatalogue) {
      entry = models.look(up: name)
      switch entry {
      case .model, .variant:
        isMadeForContext = models.isMadeForContext(name)
        successor = ModelSuccession.successor(of: name)
        sameParts = nil
      case .unknownName:
        isMadeForContext = false
        successor = nil
        sameParts = models.sameParts(as: name)
      case .unknownTag:
        isSizeElsewhere = models.hasSizeElsewhere(name)
        isMadeForContext = false
        successor = nil
        sameParts = models.sameParts(asWronglyTagged: name)
      }
    }
  }

  /// What is known of models, those that a project describes included.
  let models: ModelCatalogue
  private let answers = Mutex<[ModelName: Answer]>([:])

  init(in models: ModelCatalogue) { self.models = models }

  subscript(name: ModelName) -> Answer {
    if let known = answers.withLock({ $0[name] }) { return known }
    let answer = Answer(name, in: models)
    answers.withLock { $0[name] = answer }
    return answer
  }
}
