import Syntax

/// A unified diff of two texts, in bytes, as `diff -u` and `git apply` read it.
public enum UnifiedDiff {
  private static let context = 3

  /// Empty if the texts are equal.
  ///
  /// - Parameters:
  ///   - secrets: texts to mask; only their first bytes are shown.
  ///   - linesAbove: how many lines of the file are left out before both texts.
  public static func render(
    path: String, before: [UInt8], after: [UInt8], hiding secrets: Secrets = Secrets(), linesAbove: Int = 0
  )
    -> [UInt8]
  {
    guard before != after else { return [] }
    let old = LineDifference.lines(masked(before, secrets))
    let new = LineDifference.lines(masked(after, secrets))
    var result = Array("--- \(name("a/" + path))\n+++ \(name("b/" + path))\n".utf8)
    for hunk in hunks(LineDifference.changes(old, new), old.count, new.count) {
      write(hunk, old, new, linesAbove: linesAbove, to: &result)
    }
    return result
  }

  /// The diff of some edits of a file. Only their surroundings are looked at, for a page may show thousands.
  public static func render(
    path: String, before: [UInt8], edits: EditList, hiding secrets: Secrets = Secrets()
  ) -> [UInt8]? {
    guard let first = edits.edits.first?.range.start, let last = edits.edits.map(\.range.end).max(),
      first <= last, last <= before.count, let after = edits.applied(to: before)
    else { return nil }
    var (start, end) = (first, last)
    for _ in 0...context {
      while start > 0, before[start - 1] != 0x0A { start -= 1 }
      if start > 0 { start -= 1 }
    }
    if start > 0 { start += 1 }
    for _ in 0...context {
      while end < before.count, before[end] != 0x0A { end += 1 }
      if end < before.count { end += 1 }
    }
    return render(
      path: path, before: Array(before[start..<end]),
      after: Array(after[start..<(after.count - before.count + end)]),
      hiding: secrets, linesAbove: before[..<start].count { $0 == 0x0A })
  }

  /// A file that was not there.
  public static func creating(path: String, _ text: [UInt8], hiding secrets: Secrets = Secrets()) -> [UInt8] {
    let new = LineDifference.lines(masked(text, secrets))
    var result = Array(
      "diff --git \(name("a/" + path)) \(name("b/" + path))\nnew file mode 100644\n--- /dev/null\n+++ \(name("b/" + path))\n"
        .utf8)
    for hunk in hunks(LineDifference.changes([], new), 0, new.count) { write(hunk, [], new, to: &result) }
    return result
  }

  /// A file that gets another name and stays what it is.
  public static func renaming(from old: String, to new: String) -> [UInt8] {
    Array(
      "diff --git \(name("a/" + old)) \(name("b/" + new))\nsimilarity index 100%\nrename from \(name(old))\nrename to \(name(new))\n"
        .utf8)
  }

  private static func masked(_ text: [UInt8], _ secrets: Secrets) -> [UInt8] {
    var masked = text
    secrets.mask(in: &masked)
    return masked
  }

  /// A name as Git writes it: in quotes, where it holds what would end the line or be taken for something else.
  private static func name(_ text: String) -> String {
    let bytes = PathText.bytes(of: text)
    guard
      bytes.count != text.utf8.count
        || bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0x22 || $0 == 0x5C })
    else {
      return text
    }
    var quoted = "\""
    for byte in bytes {
      switch byte {
      case 0x22, 0x5C: quoted += "\\" + String(UnicodeScalar(byte))
      case 0x20..<0x7F: quoted += String(UnicodeScalar(byte))
      default:
        let digits = String(byte, radix: 8)
        quoted += "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
      }
    }
    return quoted + "\""
  }

  private static func hunks(_ changes: [LineDifference.Change], _ oldCount: Int, _ newCount: Int)
    -> [[LineDifference.Change]]
  {
    var hunks: [[LineDifference.Change]] = []
    for change in changes {
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  private static func write(
    _ hunk: [LineDifference.Change], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>],
    linesAbove: Int = 0,
    to result: inout [UInt8]
  ) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let lead = min(context, first.old.lowerBound)
    let trail = min(context, old.count - last.old.upperBound)
    let oldRange = first.old.lowerBound - lead..<last.old.upperBound + trail
    let newRange = first.new.lowerBound - lead..<last.new.upperBound + trail
    func span(_ range: Range<Int>) -> String {
      let start = linesAbove + (range.isEmpty ? range.lowerBound : range.lowerBound + 1)
      return range.count == 1 ? "\(start)" : "\(start),\(range.count)"
    }
    result += Array("@@ -\(span(oldRange)) +\(span(newRange)) @@\n".utf8)
    func line(_ mark: UInt8, _ text: ArraySlice<UInt8>) {
      result.append(mark)
      result += text
      if text.last != 0x0A { result += Array("\n\\ No newline at end of file\n".utf8) }
    }
    var position = oldRange.lowerBound
    for change in hunk {
      for i in position..<change.old.lowerBound { line(0x20, old[i]) }
      for i in change.old { line(0x2D, old[i]) }
      for j in change.new { line(0x2B, new[j]) }
      position = change.old.upperBound
    }
    for i in position..<oldRange.upperBound { line(0x20, old[i]) }
  }
}
