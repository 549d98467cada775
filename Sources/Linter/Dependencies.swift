/// What a reading, or an answer about the repository, took from a workspace besides its own text.
///
/// Only what another text laid over a file can change is kept: listings, weights and what version control ignores are
/// taken from the disk in every trial.
final class Dependencies: Sendable {
  /// Paths whose texts were asked for, be they there or not.
  let texts: Set<String>
  /// Paths of which only it was asked whether something is there.
  let kinds: Set<String>
  /// Answers that were used, each with what it rests on.
  let answers: [Dependencies]

  static let none = Dependencies(texts: [], kinds: [], answers: [])

  init(texts: Set<String>, kinds: Set<String>, answers: [Dependencies]) {
    self.texts = texts
    self.kinds = kinds
    self.answers = answers
  }
}

/// What differs between two workspaces of one root: which texts, and which files came or went.
struct WorkspaceChange {
  let texts: Set<String>
  /// Of these, those that are there in only one of the two.
  let kinds: Set<String>
  private var known: [ObjectIdentifier: Bool] = [:]

  init(texts: Set<String>, kinds: Set<String>) {
    self.texts = texts
    self.kinds = kinds
  }

  /// Whether anything that was asked for would be answered otherwise now.
  mutating func touches(_ dependencies: Dependencies) -> Bool {
    if texts.isEmpty { return false }
    let id = ObjectIdentifier(dependencies)
    if let known = known[id] { return known }
    // Nothing requests itself, so that this ends; a first `false` only keeps it from being asked twice.
    known[id] = false
    let touched =
      !texts.isDisjoint(with: dependencies.texts) || !kinds.isDisjoint(with: dependencies.kinds)
      || dependencies.answers.contains { touches($0) }
    known[id] = touched
    return touched
  }
}
