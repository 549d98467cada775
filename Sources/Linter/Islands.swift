import RuleEngine
import Vocabulary

/// The files of a deployment in sets that say nothing to one another: no fact, reason, finding or reading of one rests on a file
/// of another.
///
/// This is what was seen of them, and no more: that some other file is *not* there may count as well. Whoever works with one
/// island alone holds what comes of it against the whole.
struct Islands {
  /// Paths, each set in order, by their first paths.
  let all: [[String]]
  /// The place of each path's set among them.
  let numbers: [String: Int]

  /// - Parameter violations: what is found in these files, and perhaps in others.
  init(_ analysis: Analysis, of files: [Discovery.Found], saying violations: [Violation]) {
    let paths = files.map(\.path)
    let places = Dictionary(zip(paths, paths.indices)) { first, _ in first }
    var sets = DisjointSets(paths.count)
    var firsts: [Int: Int] = [:]
    let groups = analysis.groups
    for (path, number) in places {
      guard let group = groups.number(of: path) else { continue }
      if let first = firsts[group] { sets.join(first, number) } else { firsts[group] = number }
    }
    for violation in violations {
      guard let number = places[violation.fact.document.path] else { continue }
      func join(_ document: DocumentID) {
        if document != violation.fact.document, let other = places[document.path] {
          sets.join(number, other)
        }
      }
      join(violation.at.document)
      for other in violation.others { join(other.document) }
      for note in violation.notes { if let at = note.at { join(at.document) } }
      for change in violation.changes { join(change.fact.document) }
    }
    let all = sets.groups().map { $0.map { paths[$0] } }
    self.all = all
    numbers = Dictionary(all.enumerated().flatMap { number, paths in paths.map { ($0, number) } }) { first, _ in first }
  }
}

/// The files of an analysis in sets: facts of one are tied to those of another, or rest on a place in it, or its reading does.
struct FileGroups: Sendable {
  private var numbers: [String: Int]
  private var members: [Int: [String]]

  init(_ paths: [String], _ facts: [Fact], _ readings: [String: FileReading]) {
    let places = Dictionary(zip(paths, paths.indices)) { first, _ in first }
    var sets = DisjointSets(paths.count)
    for fact in facts {
      guard let number = places[fact.id.document.path] else { continue }
      fact.forEachOtherDocument { if let other = places[$0.path] { sets.join(number, other) } }
    }
    for (path, number) in places {
      guard let reading = readings[path], !reading.documents.isEmpty else { continue }
      for other in Self.near(reading.dependencies) where readings[other]?.documents.isEmpty == false {
        if let other = places[other] { sets.join(number, other) }
      }
      for other in Self.spoken(of: reading, besides: path) {
        if let other = places[other] { sets.join(number, other) }
      }
    }
    (numbers, members) = ([:], [:])
    for (number, group) in sets.groups().enumerated() { add(group.map { paths[$0] }, as: number) }
  }

  private mutating func add(_ paths: [String], as number: Int) {
    members[number] = paths
    for path in paths { numbers[path] = number }
  }

  func number(of path: String) -> Int? { numbers[path] }

  /// Some files with all that are tied to them.
  func all(with paths: Set<String>) -> Set<String> {
    paths.union(Set(paths.compactMap { numbers[$0] }).flatMap { members[$0] ?? [] })
  }

  /// The sets where the files of some say something else; `nil` where one of these has come to be tied to another file.
  ///
  /// - Parameter facts: of these files.
  func replacing(_ paths: Set<String>, _ facts: [Fact], _ readings: [String: FileReading]) -> FileGroups? {
    for path in paths {
      guard let reading = readings[path], !reading.documents.isEmpty else { continue }
      for other in Self.near(reading.dependencies)
      where readings[other]?.documents.isEmpty == false && !paths.contains(other) {
        return nil
      }
      if !Self.spoken(of: reading, besides: path).isSubset(of: paths) { return nil }
    }
    let kept = paths.filter { readings[$0] != nil }.sorted()
    let new = FileGroups(kept, facts, readings)
    var groups = self
    for path in paths {
      if let number = groups.numbers.removeValue(forKey: path) { groups.members[number] = nil }
    }
    var next = (groups.members.keys.max() ?? 0) + 1
    for (_, group) in new.members.sorted(by: { $0.key < $1.key }) {
      groups.add(group, as: next)
      next += 1
    }
    return groups
  }

  /// Other files that a reading has facts of: of variables, what a unit makes of them.
  private static func spoken(of reading: FileReading, besides path: String) -> Set<String> {
    var paths: Set<String> = []
    for read in reading.documents {
      for fact in read.reading.facts where fact.id.document != read.document.id {
        if fact.id.document.path != path { paths.insert(fact.id.document.path) }
      }
    }
    return paths
  }

  /// The texts that a reading rests on, but for those that are looked through for a word: all at once, or each by an answer
  /// of its own.
  private static func near(_ dependencies: Dependencies) -> Set<String> {
    guard dependencies.texts.count <= 64, dependencies.isReading || dependencies.answers.count <= 64 else {
      return []
    }
    return dependencies.answers.reduce(into: dependencies.texts) { $0.formUnion(near($1)) }
  }
}

extension Fact {
  /// All documents but its own that it is tied to or that its values rest on.
  fileprivate func forEachOtherDocument(_ body: (DocumentID) -> Void) {
    func note(_ document: DocumentID) { if document != id.document { body(document) } }
    for other in related.values { note(other.document) }
    for value in attributes.values {
      if let range = value.range { note(range.document) }
      for reason in value.reasons { if let at = reason.at { note(at.document) } }
    }
  }
}

/// Numbers in sets that grow together.
struct DisjointSets {
  private var parents: [Int]

  init(_ count: Int) { parents = Array(0..<count) }

  private mutating func top(of number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[parents[number]]
      number = parents[number]
    }
    return number
  }

  /// The lower number stands for both sets.
  mutating func join(_ a: Int, _ b: Int) {
    let (a, b) = (top(of: a), top(of: b))
    if a != b { parents[max(a, b)] = min(a, b) }
  }

  /// The sets, by their lowest numbers, each in order.
  mutating func groups() -> [[Int]] {
    var groups: [Int: [Int]] = [:]
    for number in parents.indices { groups[top(of: number), default: []].append(number) }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }
}
