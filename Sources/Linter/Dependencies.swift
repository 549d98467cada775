import Formats
import Synchronization

/// What a reading, or an answer about the repository, took from a workspace besides its own text.
///
/// Only what another text laid over a file can change is kept: weights and what version control ignores are taken from
/// the disk in every trial.
final class Dependencies: Sendable {
  /// Paths whose texts were asked for, be they there or not.
  let texts: Set<String>
  /// Paths of which only it was asked whether something is there.
  let kinds: Set<String>
  /// Folders whose names were asked for.
  let folders: Set<String>
  /// Answers that were used, each with what it rests on.
  let answers: [Dependencies]
  /// Of an answer: whether it is the same in another workspace, where it is worked out anew; `nil` for a reading.
  private let isSame: (@Sendable (ReadingWorkspace) -> Bool)?
  /// What it rested on when it was worked out anew and was the same.
  private let later = Mutex<[Dependencies]>([])

  /// Whether it is what the reading of a file rests on, and not an answer about the repository.
  var isReading: Bool { isSame == nil }

  static let none = Dependencies(texts: [], kinds: [], folders: [], answers: [])

  init(
    texts: Set<String>, kinds: Set<String>, folders: Set<String>, answers: [Dependencies],
    isSame: (@Sendable (ReadingWorkspace) -> Bool)? = nil
  ) {
    self.texts = texts
    self.kinds = kinds
    self.folders = folders
    self.answers = answers
    self.isSame = isSame
  }

  /// All that it came to rest on since.
  var others: [Dependencies] { later.withLock { $0 } }

  /// Whether the answer is the same in a workspace; false for a reading, which is done again instead.
  ///
  /// What it rests on there counts from then on as well: a change of it may make another answer of it.
  func holds(in workspace: DiskWorkspace) -> Bool {
    guard let isSame else { return false }
    let view = ReadingWorkspace(workspace)
    guard isSame(view) else { return false }
    later.withLock { later in
      for new in view.dependencies.answers where new !== self && !later.contains(where: { $0 === new }) {
        later.append(new)
      }
      if later.count > Self.mostOthers { later = [Self.united(later)] }
    }
    return true
  }

  /// All paths whose texts were asked for, or whose presence was.
  var allTexts: Set<String> {
    let all = Self.united([self])
    return all.texts.union(all.kinds)
  }

  private static let mostOthers = 8

  private static func united(_ all: [Dependencies]) -> Dependencies {
    var (texts, kinds, folders): (Set<String>, Set<String>, Set<String>) = ([], [], [])
    var open = all
    var seen: Set<ObjectIdentifier> = []
    while let next = open.popLast() {
      guard seen.insert(ObjectIdentifier(next)).inserted else { continue }
      texts.formUnion(next.texts)
      kinds.formUnion(next.kinds)
      folders.formUnion(next.folders)
      open += next.answers + next.others
    }
    return Dependencies(texts: texts, kinds: kinds, folders: folders, answers: [])
  }
}

/// What differs between two workspaces of one root: which texts, and which files came or went.
struct WorkspaceChange {
  let texts: Set<String>
  /// Of these, those that are there in only one of the two.
  let kinds: Set<String>
  /// The folders of these.
  private let folders: Set<String>
  /// With the object itself, so that no other one comes to its address.
  private var known: [ObjectIdentifier: (dependencies: Dependencies, isTouched: Bool)] = [:]

  init(texts: Set<String>, kinds: Set<String>) {
    self.texts = texts
    self.kinds = kinds
    folders = Set(kinds.map(Path.directory(of:)))
  }

  /// The same without what differs in some files.
  func without(_ paths: Set<String>) -> WorkspaceChange {
    WorkspaceChange(texts: texts.subtracting(paths), kinds: kinds.subtracting(paths))
  }

  /// Whether anything that was asked for would be answered otherwise now.
  ///
  /// - Parameter workspace: where an answer that rests on a changed text is worked out anew; without it, any such answer
  ///   counts as another one.
  mutating func touches(_ dependencies: Dependencies, in workspace: DiskWorkspace? = nil) -> Bool {
    if texts.isEmpty { return false }
    let id = ObjectIdentifier(dependencies)
    if let known = known[id] { return known.isTouched }
    // Nothing requests itself, so that this ends; a first `false` only keeps it from being asked twice.
    known[id] = (dependencies, false)
    var touched =
      !texts.isDisjoint(with: dependencies.texts) || !kinds.isDisjoint(with: dependencies.kinds)
      || !folders.isDisjoint(with: dependencies.folders)
      || dependencies.answers.contains { touches($0, in: workspace) }
      || dependencies.others.contains { touches($0, in: workspace) }
    if touched, let workspace, dependencies.holds(in: workspace) { touched = false }
    known[id] = (dependencies, touched)
    return touched
  }
}
