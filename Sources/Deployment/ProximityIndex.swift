import Vocabulary

/// Finds, among the facts of a deployment that share a key, the one whose file is nearest to another file.
///
/// It answers as `Draft.near` does, and costs a look at each directory above the file, however many facts there
/// are. The way from one directory to another leads over the last one that both lie in; so each directory
/// remembers, of all that lies under it, what lies highest.
struct ProximityIndex<Key: Hashable> {
  private struct Place: Hashable {
    let scope: String
    let directory: Substring
    let key: Key
  }

  private struct Candidate {
    let depth: Int
    let id: FactID
    let answer: FactID

    func comes(before other: Candidate) -> Bool { (depth, id) < (other.depth, other.id) }
  }

  /// The two that come first and give different answers: one of them is not the one to leave out.
  private struct Highest {
    private(set) var first: Candidate
    private var second: Candidate?

    init(_ candidate: Candidate) { first = candidate }

    mutating func consider(_ candidate: Candidate) {
      if candidate.comes(before: first) {
        if candidate.answer != first.answer { second = first }
        first = candidate
      } else if candidate.answer != first.answer, second.map(candidate.comes(before:)) ?? true {
        second = candidate
      }
    }

    func leavingOut(_ answer: FactID?) -> Candidate? { first.answer == answer ? second : first }
  }

  private var highest: [Place: Highest] = [:]
  private let scopes: Scopes

  init(_ scopes: Scopes) { self.scopes = scopes }

  /// Enters what is found under `key` by the place of `id`'s file.
  ///
  /// - Parameter answer: what is found there, if it is not `id` itself.
  mutating func insert(_ id: FactID, answer: FactID? = nil, under key: Key) {
    let path = id.document.path
    let scope = scopes.scope(of: path)
    let above = Self.directories(above: path)
    let candidate = Candidate(depth: above.count, id: id, answer: answer ?? id)
    for directory in above {
      let place = Place(scope: scope, directory: directory, key: key)
      if highest[place]?.consider(candidate) == nil { highest[place] = Highest(candidate) }
    }
  }

  /// The nearest under `key`; of several equally near, the first by identity.
  func nearest(_ key: Key, to document: DocumentID, leavingOut excluded: FactID? = nil) -> FactID? {
    let scope = scopes.scope(of: document.path)
    let above = Self.directories(above: document.path)
    var best: (distance: Int, candidate: Candidate)?
    for (depth, directory) in above.enumerated() {
      let place = Place(scope: scope, directory: directory, key: key)
      guard let candidate = highest[place]?.leavingOut(excluded) else { continue }
      // Steps up to the directory, and down again. Where the way up need not go as far, a deeper directory
      // knows the candidate too, and gives the shorter way.
      let distance = above.count + candidate.depth - 2 * (depth + 1)
      if let best, (best.distance, best.candidate.id) <= (distance, candidate.id) { continue }
      best = (distance, candidate)
    }
    return best?.candidate.answer
  }

  /// The directories that `path` is in, from the root, which is empty, inwards.
  private static func directories(above path: String) -> [Substring] {
    var directories = [path.prefix(0)]
    let bytes = path.utf8
    for index in bytes.indices.dropFirst() where bytes[index] == UInt8(ascii: "/") {
      directories.append(path[..<index])
    }
    return directories
  }
}
