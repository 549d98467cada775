import Syntax

/// The lines in which two texts differ.
public enum LineDifference {
  /// Edits of whole lines that make the second text of the first.
  public static func edits(from before: [UInt8], to after: [UInt8]) -> [(range: TextRange, text: [UInt8])] {
    let old = lines(before)
    let new = lines(after)
    return changes(old, new).map { change in
      let start = change.old.lowerBound < old.count ? old[change.old.lowerBound].startIndex : before.count
      let end = change.old.isEmpty ? start : old[change.old.upperBound - 1].endIndex
      return (TextRange(start, end), new[change.new].reduce(into: []) { $0 += $1 })
    }
  }

  /// Lines with their endings.
  static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for i in bytes.indices where bytes[i] == 0x0A {
      lines.append(bytes[start...i])
      start = i + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  /// A stretch of lines that differ: `old` lines out, `new` lines in.
  struct Change {
    let old: Range<Int>
    let new: Range<Int>
  }

  /// Common lines at both ends are set aside; what lies between is compared by longest common subsequence.
  static func changes(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Change] {
    var head = 0
    while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < old.count - head, tail < new.count - head,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    { tail += 1 }
    let (rows, columns) = (old.count - head - tail, new.count - head - tail)
    // Beyond this a table would cost more than one large hunk is worth.
    guard rows > 0, columns > 0, rows * columns <= 16_000_000 else {
      return [Change(old: head..<old.count - tail, new: head..<new.count - tail)]
    }
    var length = [Int32](repeating: 0, count: (rows + 1) * (columns + 1))
    for i in stride(from: rows - 1, through: 0, by: -1) {
      for j in stride(from: columns - 1, through: 0, by: -1) {
        length[i * (columns + 1) + j] =
          old[head + i] == new[head + j]
          ? length[(i + 1) * (columns + 1) + j + 1] + 1
          : max(length[(i + 1) * (columns + 1) + j], length[i * (columns + 1) + j + 1])
      }
    }
    var changes: [Change] = []
    var (i, j) = (0, 0)
    while i < rows || j < columns {
      let (startI, startJ) = (i, j)
      while i < rows || j < columns {
        if i < rows, j < columns, old[head + i] == new[head + j] { break }
        let down = i < rows ? length[(i + 1) * (columns + 1) + j] : -1
        let right = j < columns ? length[i * (columns + 1) + j + 1] : -1
        if down >= right { i += 1 } else { j += 1 }
      }
      if i > startI || j > startJ {
        changes.append(Change(old: head + startI..<head + i, new: head + startJ..<head + j))
      }
      while i < rows, j < columns, old[head + i] == new[head + j] {
        i += 1
        j += 1
      }
    }
    return changes
  }
}
