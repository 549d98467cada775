import ClientDescription

/// The paths of all described programs, by the last component if it is fixed: most files have a name that no program reads.
struct NameTable: Sendable {
  private struct Pattern: Hashable, Sendable {
    let pattern: FilePattern
    let hint: NameHint
  }

  private var named: [String: [Pattern]] = [:]
  /// By what the names end in after their last dot.
  private var ended: [String: [Pattern]] = [:]
  private var others: [Pattern] = []

  init(_ signs: [FileSigns]) {
    var seen: Set<Pattern> = []
    for signs in signs {
      let all = signs.certain.map { Pattern(pattern: $0, hint: .certain) }
      for pattern in all + signs.possible.map({ Pattern(pattern: $0, hint: .possible) })
      where seen.insert(pattern).inserted {
        if let name = pattern.pattern.name {
          named[name, default: []].append(pattern)
        } else if let ending = pattern.pattern.ending {
          ended[ending, default: []].append(pattern)
        } else {
          others.append(pattern)
        }
      }
    }
    // The first that is certain ends the search.
    ended = ended.mapValues { $0.sorted { $0.hint > $1.hint } }
    others.sort { $0.hint > $1.hint }
  }

  /// The best that any program says of a path.
  func hint(_ name: FileName) -> NameHint {
    var best = NameHint.no
    for patterns in [named[name.lowercased], ended[String(name.ending)], others] {
      for pattern in patterns ?? [] where pattern.hint > best && pattern.pattern.matches(name.parts) {
        best = pattern.hint
      }
    }
    return best
  }
}
