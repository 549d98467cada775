import Formats

/// What was found in each of a deployment's files.
struct Gathered<Found: Sendable & Equatable>: Sendable, Equatable {
  let files: SearchedFiles
  /// By the numbers of the files, for those in which there is anything.
  private let found: [Int: [Found]]
  /// The same in the order of the files.
  let all: [Found]

  private init(_ files: SearchedFiles, _ found: [Int: [Found]]) {
    self.files = files
    self.found = found
    all = found.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  init(in files: SearchedFiles, _ look: (_ path: String) -> [Found]) {
    var found: [Int: [Found]] = [:]
    for (number, path) in files.paths.enumerated() {
      let own = look(path)
      if !own.isEmpty { found[number] = own }
    }
    self.init(files, found)
  }

  /// The same where the texts of some files are others.
  func updated(at paths: Set<String>, _ look: (_ path: String) -> [Found]) -> Gathered {
    var found = found
    var isSame = true
    for path in paths {
      guard let number = files.number(of: path) else { continue }
      let own = look(path)
      guard own != found[number] ?? [] else { continue }
      found[number] = own.isEmpty ? nil : own
      isSame = false
    }
    return isSame ? self : Gathered(files, found)
  }

  static func == (a: Gathered, b: Gathered) -> Bool { a.all == b.all }
}
