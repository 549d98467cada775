import Formats
import Synchronization

/// What a reading, or an answer about the repository, took from a workspace besides its own text.
///
/// Only what another text laid over a file can change is kept: weights and what version control ignores are taken from
/// the disk in every trial.
final class Dependencies: Sendable {
  /// Paths whose texts were asked for, existing or not.
  let texts: Set<String>
  /// Paths whose existence was checked, without reading them.
  let kinds: Set<String>
  /// Folders whose names were asked for.
  let folders: Set<String>
  /// Sets of files that were searched as a whole.
  let searched: [SearchedFiles]
  /// Answers that were used, each with what it rests on.
  let answers: [Dependencies]
  /// The deployment that it is of.
  private let deployment: String
  /// Of an answer: whether it is the same in another workspace, where it is recomputed; `nil` for a reading.
  private let isSame: (@Sendable (ReadingWorkspace) -> Bool)?
  /// What it rested on when it was recomputed and was the same.
  private let later = Mutex<[Dependencies]>([])
  /// How many answers rest on one another below it.
  private let height: Int
  private let below = Mutex<Below?>(nil)

  /// All that it and the answers it was made of rested on from the start.
  struct Below: Sendable {
    var texts: Set<String>
    var kinds: Set<String>
    var folders: Set<String>
    var searched: [ObjectIdentifier: SearchedFiles]
  }

  /// Whether it is what the reading of a file rests on, and not an answer about the repository.
  var isReading: Bool { isSame == nil }

  static let none = Dependencies(texts: [], kinds: [], folders: [], answers: [])

  init(
    texts: Set<String>, kinds: Set<String>, folders: Set<String>, searched: [SearchedFiles] = [],
    answers: [Dependencies], deployment: String = "", isSame: (@Sendable (ReadingWorkspace) -> Bool)? = nil
  ) {
    self.texts = texts
    self.kinds = kinds
    self.folders = folders
    self.searched = searched
    self.answers = answers
    self.deployment = deployment
    self.isSame = isSame
    height = answers.reduce(0) { max($0, $1.height + 1) }
  }

  /// Everything it depended on from the start, if that is quick to collect. It tells without asking each answer whether a
  /// change concerns none of it. `nil` if it depends on many answers, which are then asked one by one.
  var allBelow: Below? {
    guard height <= 1 else { return nil }
    return below.withLock { known in
      if let known { return known }
      var all = Below(texts: texts, kinds: kinds, folders: folders, searched: [:])
      for answer in [self] + answers {
        for files in answer.searched { all.searched[ObjectIdentifier(files)] = files }
      }
      for answer in answers {
        all.texts.formUnion(answer.texts)
        all.kinds.formUnion(answer.kinds)
        all.folders.formUnion(answer.folders)
      }
      known = all
      return all
    }
  }

  /// All that it came to rest on since.
  var others: [Dependencies] { later.withLock { $0 } }

  /// Whether the answer is the same in a workspace; false for a reading, which is done again instead.
  ///
  /// What it rests on there counts from then on as well: a change of it may make another answer of it.
  func holds(in workspace: DiskWorkspace) -> Bool {
    guard let isSame else { return false }
    let view = ReadingWorkspace(workspace, deployment: deployment)
    guard isSame(view) else { return false }
    later.withLock { later in
      for new in view.dependencies.answers
      where new !== self && !new.restsOnNoMore(than: self) && !later.contains(where: { $0 === new }) {
        later.append(new)
      }
      if later.count > Self.mostOthers { later = [Self.united(later)] }
    }
    return true
  }

  /// Whether all that it rests on is what another answer rests on as well.
  private func restsOnNoMore(than other: Dependencies) -> Bool {
    texts.isSubset(of: other.texts) && kinds.isSubset(of: other.kinds) && folders.isSubset(of: other.folders)
      && searched.allSatisfy { own in other.searched.contains { $0 === own } }
      && answers.allSatisfy { own in other.answers.contains { $0 === own } }
  }

  private static let mostOthers = 8

  private static func united(_ all: [Dependencies]) -> Dependencies {
    var (texts, kinds, folders): (Set<String>, Set<String>, Set<String>) = ([], [], [])
    var searched: [ObjectIdentifier: SearchedFiles] = [:]
    var open = all
    var seen: Set<ObjectIdentifier> = []
    while let next = open.popLast() {
      guard seen.insert(ObjectIdentifier(next)).inserted else { continue }
      texts.formUnion(next.texts)
      kinds.formUnion(next.kinds)
      folders.formUnion(next.folders)
      for files in next.searched { searched[ObjectIdentifier(files)] = files }
      open += next.answers + next.others
    }
    return Dependencies(texts: texts, kinds: kinds, folders: folders, searched: Array(searched.values), answers: [])
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
  private typealias Known = [ObjectIdentifier: (dependencies: Dependencies, isTouched: Bool)]
  /// Which rest on a text that differs.
  private var reached: Known = [:]
  /// Which are not the same for it.
  private var known: Known = [:]

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
  /// - Parameter workspace: where an answer that rests on a changed text is recomputed; without it, any such answer
  ///   counts as another one.
  mutating func touches(_ dependencies: Dependencies, in workspace: DiskWorkspace? = nil) -> Bool {
    guard let workspace else { return reaches(dependencies) }
    if texts.isEmpty { return false }
    let id = ObjectIdentifier(dependencies)
    if let known = known[id] { return known.isTouched }
    // Nothing requests itself, so that this ends; a first `false` only keeps it from being asked twice.
    known[id] = (dependencies, false)
    // An answer is compared first: those that it is made of may be many, and other ones for any change.
    let touched =
      reaches(dependencies) && !dependencies.holds(in: workspace)
      && (isIn(dependencies) || dependencies.answers.contains { touches($0, in: workspace) }
        || dependencies.others.contains { touches($0, in: workspace) })
    known[id] = (dependencies, touched)
    return touched
  }

  /// Whether it rests on anything that differs, directly or through other answers.
  private mutating func reaches(_ dependencies: Dependencies) -> Bool {
    if texts.isEmpty { return false }
    let id = ObjectIdentifier(dependencies)
    if let known = reached[id] { return known.isTouched }
    reached[id] = (dependencies, false)
    let isReached =
      if let below = dependencies.allBelow {
        isIn(below.texts, below.kinds, below.folders) || below.searched.values.contains(where: isIn)
          || dependencies.answers.contains { $0.others.contains { reaches($0) } }
      } else {
        isIn(dependencies) || dependencies.answers.contains { reaches($0) }
      }
    let isTouched = isReached || dependencies.others.contains { reaches($0) }
    reached[id] = (dependencies, isTouched)
    return isTouched
  }

  private func isIn(_ dependencies: Dependencies) -> Bool {
    isIn(dependencies.texts, dependencies.kinds, dependencies.folders) || dependencies.searched.contains(where: isIn)
  }

  private func isIn(_ files: SearchedFiles) -> Bool { texts.contains { files.number(of: $0) != nil } }

  private func isIn(_ texts: Set<String>, _ kinds: Set<String>, _ folders: Set<String>) -> Bool {
    !self.texts.isDisjoint(with: texts) || !self.kinds.isDisjoint(with: kinds)
      || !self.folders.isDisjoint(with: folders)
  }
}
