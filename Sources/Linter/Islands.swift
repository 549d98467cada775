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

  init(_ analysis: Analysis, of files: [Discovery.Found]) {
    let paths = files.map(\.path)
    let numbers = Dictionary(zip(paths, paths.indices)) { first, _ in first }
    var sets = DisjointSets(paths.count)
    func join(_ number: Int, _ document: DocumentID) {
      if let other = numbers[document.path] { sets.join(number, other) }
    }
    for fact in analysis.graph.facts {
      guard let number = numbers[fact.id.document.path] else { continue }
      for other in fact.related.values { join(number, other.document) }
      for value in fact.attributes.values {
        if let range = value.range { join(number, range.document) }
        for reason in value.reasons { if let at = reason.at { join(number, at.document) } }
      }
    }
    for violation in analysis.violations {
      guard let number = numbers[violation.fact.document.path] else { continue }
      join(number, violation.at.document)
      for other in violation.others { join(number, other.document) }
      for note in violation.notes { if let at = note.at { join(number, at.document) } }
      for change in violation.changes { join(number, change.fact.document) }
    }
    for (path, number) in numbers {
      guard let reading = analysis.readings[path], !reading.documents.isEmpty else { continue }
      for other in Self.near(reading.dependencies) where analysis.readings[other]?.documents.isEmpty == false
      {
        if let other = numbers[other] { sets.join(number, other) }
      }
    }
    all = sets.groups().map { $0.map { paths[$0] } }
  }

  /// The texts that a reading rests on, but for those that are looked through for a word.
  private static func near(_ dependencies: Dependencies) -> Set<String> {
    guard dependencies.texts.count <= 64 else { return [] }
    return dependencies.answers.reduce(into: dependencies.texts) { $0.formUnion(near($1)) }
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
