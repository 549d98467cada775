import Syntax

/// Which files of a repository name which units: an `enable` in a script, another unit's `Wants=`, a playbook.
enum UnitMentions {
  private typealias Index = [String: [String]]

  private struct Mention: Sendable, Equatable {
    let unit: String
    let path: String
  }

  /// Whether another file names the unit. One look at each file answers for all units.
  static func name(_ unit: String, besides path: String, in workspace: any Workspace) -> Bool {
    let index: Index = workspace.remembered("which files name which units") { workspace in
      let mentions = WorkspaceWalk.gathered("mentions of units", in: workspace, among: { _ in true }) { path, source in
        units(in: source).map { Mention(unit: $0, path: path) }
      }
      var index: Index = [:]
      // Two are enough: only one of them can be the file that asks.
      for mention in mentions where index[mention.unit]?.count ?? 0 < 2 { index[mention.unit, default: []].append(mention.path) }
      return index
    }
    return index[unit]?.contains { $0 != path } ?? false
  }

  /// Words that end in `.service` or `.container`.
  private static func units(in source: SourceText) -> Set<String> {
    let bytes = source.bytes
    var found: Set<String> = []
    let endings = [Array(".service".utf8), Array(".container".utf8)]
    var position = 0
    while let dot = bytes[position...].firstIndex(of: 0x2E) {
      position = dot + 1
      guard let ending = endings.first(where: { bytes[dot...].starts(with: $0) }) else { continue }
      var start = dot
      while start > 0, dot - start < 256, isName(bytes[start - 1]) { start -= 1 }
      if start < dot { found.insert(source.string(TextRange(start, dot + ending.count))) }
    }
    return found
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte.isOfWord || byte == 0x2E || byte == 0x40
  }
}
