/// What version control is told to ignore (gitignore(5)): the lines of one `.gitignore`.
struct IgnoreFile: Sendable {
  private struct Pattern: Sendable {
    let text: [UInt8]
    let isNegated: Bool
    let directoriesOnly: Bool
    /// Whether it is matched against the whole path below the file, not against a name at any depth.
    let isAnchored: Bool
  }

  /// The directory it is in, relative to the root; empty for the root.
  let directory: String
  private let patterns: [Pattern]
  /// Each file is held against each of them; nobody writes so many.
  private static let mostPatterns = 10_000
  /// Nor so long a file of them.
  private static let mostText = 1 << 16

  init(directory: String, bytes: [UInt8]) {
    self.directory = directory
    // The line that the limit cuts is not a pattern.
    var read = bytes.prefix(Self.mostText)
    if read.count < bytes.count { read = read.prefix(upTo: read.lastIndex(of: 0x0A) ?? 0) }
    patterns = read.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).lazy.compactMap(Self.pattern)
      .prefix(Self.mostPatterns).map { $0 }
  }

  private static func pattern(_ line: ArraySlice<UInt8>) -> Pattern? {
    var line = line
    if line.first == 0x23 { return nil }
    // Trailing blanks do not count unless a backslash keeps them.
    while line.last == 0x20 || line.last == 0x09 {
      if line.count > 1, line[line.endIndex - 2] == 0x5C { break }
      line.removeLast()
    }
    let isNegated = line.first == 0x21
    if isNegated { line.removeFirst() }
    let directoriesOnly = line.last == 0x2F
    if directoriesOnly { line.removeLast() }
    guard !line.isEmpty, line.count <= Wildcard.longest else { return nil }
    let isAnchored = line.contains(0x2F)
    if line.first == 0x2F { line.removeFirst() }
    return Pattern(
      text: Array(line), isNegated: isNegated, directoriesOnly: directoriesOnly, isAnchored: isAnchored)
  }

  /// Whether the path is ignored, re-included, or not matched (`nil`). The last matching line decides.
  func verdict(_ path: String, isDirectory: Bool) -> Bool? {
    guard !patterns.isEmpty else { return nil }
    let below = Array((directory.isEmpty ? path[...] : path.dropFirst(directory.count + 1)).utf8)
    let name = below.lastIndex(of: 0x2F).map { Array(below[($0 + 1)...]) } ?? below
    for pattern in patterns.reversed() where !pattern.directoriesOnly || isDirectory {
      if Wildcard.matches(pattern.text, pattern.isAnchored ? below : name) { return !pattern.isNegated }
    }
    return nil
  }
}

/// Shell patterns over paths: `*` and `?` stop at `/`, `**` does not, `[a-z]` is one byte.
enum Wildcard {
  /// No path that a pattern could be for is longer, in bytes.
  static let longest = 1024

  static func matches(_ pattern: String, path: String) -> Bool {
    matches(Array(pattern.utf8), Array(path.utf8))
  }

  /// Linear in practice: of nested stars only the last one is ever tried again.
  static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    // By far most patterns tell by their end that they are of other names.
    if let last = pattern.last, ![0x2A, 0x3F, 0x5D, 0x2F].contains(last), last != text.last { return false }
    // Whether a bracket is ever closed is asked once, not at each of them.
    let lastClose = pattern.lastIndex(of: 0x5D) ?? 0
    var p = 0
    var t = 0
    var star: (pattern: Int, text: Int)?
    var globstar: (pattern: Int, text: Int)?
    while true {
      if p < pattern.count, pattern[p] == 0x2A {
        if p + 1 < pattern.count, pattern[p + 1] == 0x2A {
          p += 2
          // `**/` also stands for no directory at all.
          if p < pattern.count, pattern[p] == 0x2F { p += 1 }
          globstar = (p, t)
          star = nil
        } else {
          p += 1
          star = (p, t)
        }
        continue
      }
      if t == text.count {
        if p == pattern.count { return true }
      } else if p < pattern.count, let next = step(pattern, p, text[t], lastClose) {
        p = next
        t += 1
        continue
      }
      if let last = star, last.text < text.count, text[last.text] != 0x2F {
        star = (last.pattern, last.text + 1)
        p = last.pattern
        t = last.text + 1
        continue
      }
      guard let last = globstar, last.text < text.count else { return false }
      // After `**/`, the rest begins at a path's part.
      var next = last.text + 1
      if last.pattern > 0, pattern[last.pattern - 1] == 0x2F {
        while next < text.count, text[next - 1] != 0x2F { next += 1 }
        if next == text.count, text[next - 1] != 0x2F { return false }
      }
      globstar = (last.pattern, next)
      star = nil
      p = last.pattern
      t = next
    }
  }

  /// The position after the pattern's next element if it takes `byte`.
  private static func step(_ pattern: [UInt8], _ p: Int, _ byte: UInt8, _ lastClose: Int) -> Int? {
    switch pattern[p] {
    case 0x3F: return byte == 0x2F ? nil : p + 1
    case 0x5C where p + 1 < pattern.count: return pattern[p + 1] == byte ? p + 2 : nil
    case 0x5B:
      guard p + 1 < lastClose, let close = pattern[(p + 1)...].dropFirst().firstIndex(of: 0x5D) else {
        return byte == 0x5B ? p + 1 : nil
      }
      var set = pattern[(p + 1)..<close]
      let isNegated = set.first == 0x21 || set.first == 0x5E
      if isNegated { set.removeFirst() }
      var found = false
      var i = set.startIndex
      while i < set.endIndex {
        if i + 2 < set.endIndex, set[i + 1] == 0x2D {
          if set[i] <= byte, byte <= set[i + 2] { found = true }
          i += 3
        } else {
          if set[i] == byte { found = true }
          i += 1
        }
      }
      return found != isNegated && byte != 0x2F ? close + 1 : nil
    default: return pattern[p] == byte ? p + 1 : nil
    }
  }
}
