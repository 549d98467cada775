import ClientDescription

/// The paths of all described programs, by the last name where that is fixed: most files have a name that none of them requests.
struct NameTable: Sendable {
  private struct Pattern: Hashable, Sendable {
    let pattern: FilePattern
    let hint: NameHint
  }

  private var named: [String: [Pattern]] = [:]
  /// By the byte that the names end in; `nil` for those that may end in any.
  private var others: [UInt8?: [Pattern]] = [:]

  init(_ signs: [FileSigns]) {
    var seen: Set<Pattern> = []
    for signs in signs {
      let all = signs.certain.map { Pattern(pattern: $0, hint: .certain) }
      for pattern in all + signs.possible.map({ Pattern(pattern: $0, hint: .possible) })
      where seen.insert(pattern).inserted {
        if let name = pattern.pattern.name {
          named[name, default: []].append(pattern)
        } else {
          others[pattern.pattern.end, default: []].append(pattern)
        }
      }
    }
    // The first that is certain ends the search.
    others = others.mapValues { $0.sorted { $0.hint > $1.hint } }
  }

  /// The best that any program says of a path, whose names are in lower case.
  func hint(_ path: [Substring]) -> NameHint {
    var best = NameHint.no
    for pattern in path.last.flatMap({ named[String($0)] }) ?? []
    where pattern.hint > best && pattern.pattern.matches(path) {
      best = pattern.hint
    }
    let end = path.last?.utf8.last
    for pattern in others[end] ?? [] where pattern.hint > best && pattern.pattern.matches(path) {
      best = pattern.hint
    }
    guard end != nil else { return best }
    for pattern in others[nil] ?? [] where pattern.hint > best && pattern.pattern.matches(path) {
      best = pattern.hint
    }
    return best
  }
}
