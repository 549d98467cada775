import Diagnostics
import Formats
import Syntax

/// The lines that a unified diff adds or changes, by file.
///
/// Made for `git diff --unified=0 BASE`: only findings in lines that a pull request touches are then reported.
///
///     +++ b/compose.yaml
///     @@ -3,0 +4,2 @@        lines 4 and 5 of compose.yaml
public struct ChangedLines: Sendable {
  /// What in the diff could not be read.
  public struct Failure: Error, Sendable {
    public let message: String
  }

  /// Ranges of line numbers, ascending, by path.
  private var ranges: [String: [Range<Int>]] = [:]

  /// - Parameter diff: the bytes of a unified diff, with paths as `git diff` writes them.
  public init(diff: [UInt8]) throws(Failure) {
    var path: String?
    var hasFile = false
    /// The letter before the old file's name: `a/`, or what diff.mnemonicPrefix makes of it.
    var mark: UInt8?
    var line = 0
    // What the hunk still has to show; a line `+++` inside a hunk is an added line.
    var removed = 0
    var added = 0
    for (index, bytes) in diff.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if removed > 0 || added > 0 {
        switch bytes.first {
        case UInt8(ascii: "+"):
          if let path { add(line, in: path) }
          line += 1
          added -= 1
        case UInt8(ascii: "-"): removed -= 1
        case UInt8(ascii: "\\"): break
        default:
          line += 1
          added -= 1
          removed -= 1
        }
      } else if bytes.starts(with: "+++ ".utf8) {
        path = Self.path(bytes.dropFirst(4), besides: mark)
        hasFile = true
      } else if bytes.starts(with: "--- ".utf8) {
        mark = Self.mark(of: bytes.dropFirst(4)) ?? mark
      } else if bytes.starts(with: "@@@".utf8) {
        throw Failure(message: "line \(index + 1): this is the diff of a merge; write one against a single commit, with git diff BASE")
      } else if bytes.starts(with: "@@ ".utf8) {
        guard let hunk = Self.hunk(bytes) else {
          throw Failure(message: "line \(index + 1) of the diff is not a hunk header")
        }
        (removed, line, added) = hunk
      } else if bytes.starts(with: "diff ".utf8) {
        mark = bytes.starts(with: "diff --git ".utf8) ? Self.mark(of: bytes.dropFirst(11)) : nil
        hasFile = true
      }
    }
    // What git says where it fails is not a diff without changes.
    guard hasFile || diff.allSatisfy({ $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }) else {
      throw Failure(message: "this is not the output of git diff: it has no file header")
    }
  }

  /// Whether the diff touches one of the lines from `start` to `end` of the file.
  func touch(_ path: String, from start: Int, to end: Int) -> Bool {
    (ranges[path] ?? []).contains { $0.lowerBound <= end && start < $0.upperBound }
  }

  private mutating func add(_ line: Int, in path: String) {
    var known = ranges.removeValue(forKey: path) ?? []
    if let last = known.last, last.upperBound == line {
      known[known.count - 1] = last.lowerBound..<line + 1
    } else {
      known.append(line..<line + 1)
    }
    ranges[path] = known
  }

  /// The counts of `@@ -a,b +c,d @@`: lines of the old file, first line of the new one, lines of the new one.
  private static func hunk(_ bytes: ArraySlice<UInt8>) -> (removed: Int, line: Int, added: Int)? {
    let words = bytes.split(separator: UInt8(ascii: " "), maxSplits: 3)
    guard words.count >= 3, let old = span(words[1], sign: "-"), let new = span(words[2], sign: "+") else {
      return nil
    }
    return (old.count, new.start, new.count)
  }

  private static func span(_ word: ArraySlice<UInt8>, sign: Character) -> (start: Int, count: Int)? {
    let text = String(decoding: word, as: UTF8.self)
    guard text.first == sign else { return nil }
    let numbers = text.dropFirst().split(separator: ",").map { Int($0) }
    // Bounded, so that no diff can make the counting overflow.
    let limit = 0...(1 << 40)
    guard let start = numbers.first ?? nil, limit.contains(start), numbers.count <= 2 else { return nil }
    guard numbers.count == 2 else { return (start, 1) }
    guard let count = numbers[1], limit.contains(count) else { return nil }
    return (start, count)
  }

  /// The files in which anything was changed or added.
  public var paths: [String] { ranges.keys.sorted { $0.precedes(exactly: $1) } }

  /// The letters that git puts before names: old and new, or commit, index, object and work tree (git-config(1),
  /// diff.mnemonicPrefix).
  private static let marks = Set("abciow".utf8)

  private static func mark(of name: ArraySlice<UInt8>) -> UInt8? {
    let name = name.first == UInt8(ascii: "\"") ? name.dropFirst() : name
    guard let first = name.first, marks.contains(first), name.dropFirst().first == UInt8(ascii: "/") else { return nil }
    return first
  }

  /// `b/compose.yaml`, or in quotes with C escapes where the name has unusual bytes; nil for a removed file.
  ///
  /// - Parameter old: the letter before the old file's name; one that is the same is a folder (diff.noprefix).
  private static func path(_ bytes: ArraySlice<UInt8>, besides old: UInt8?) -> String? {
    var name = Array(bytes.prefix { $0 != UInt8(ascii: "\t") })
    if name.last == 0x0D { name.removeLast() }
    if name.first == UInt8(ascii: "\"") { name = unquoted(name) }
    guard name != Array("/dev/null".utf8) else { return nil }
    // Without an old name there is nothing to tell a letter from a folder by, but git's own.
    let isMarked = mark(of: name[...]).map { old == nil ? $0 == UInt8(ascii: "b") : $0 != old } ?? false
    let path = String(decoding: isMarked ? Array(name.dropFirst(2)) : name, as: UTF8.self)
    // diff and Subversion write `./compose.yaml` where they are told so.
    return Path.join("", path) ?? path
  }

  /// Source: git, quote.c (`unquote_c_style`).
  private static func unquoted(_ quoted: [UInt8]) -> [UInt8] {
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
      UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11,
    ]
    var result: [UInt8] = []
    var rest = quoted.dropFirst()
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      guard byte == UInt8(ascii: "\\"), let escape = rest.first else {
        result.append(byte)
        continue
      }
      let digits = rest.prefix(3)
      if digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) {
        result.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }))
        rest = rest.dropFirst(3)
      } else {
        result.append(plain[escape] ?? escape)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}

extension Report {
  /// Only the findings in lines that were changed.
  public func limited(to lines: ChangedLines) -> Report {
    Report(
      toolVersion: toolVersion, machine: machine, files: files,
      diagnostics: diagnostics.filter {
        lines.touch($0.location.path, from: $0.location.start.line, to: $0.location.end.line)
      }, fixed: fixed, searched: searched)
  }
}
