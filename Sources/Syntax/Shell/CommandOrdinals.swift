/// The commands of a script by their places, for what asks of many.
struct CommandOrdinals: Sendable {
  /// Where the first of the commands from each on begins.
  private let starts: [Int]
  /// How many commands of the same program begin before each.
  private let numbers: [Int]

  init(_ commands: [ShellScript.Command]) {
    var starts = commands.map(\.range.start)
    for index in starts.indices.reversed().dropFirst() { starts[index] = min(starts[index], starts[index + 1]) }
    self.starts = starts
    var numbers = Array(repeating: 0, count: commands.count)
    var seen: [String: (start: Int, number: Int, count: Int)] = [:]
    for index in commands.indices.sorted(by: { commands[$0].range.start < commands[$1].range.start }) {
      let (program, start) = (commands[index].words.first?.text ?? "", commands[index].range.start)
      var last = seen[program] ?? (start, 0, 0)
      if last.start < start { last = (start, last.count, last.count) }
      numbers[index] = last.number
      seen[program] = (start, last.number, last.count + 1)
    }
    self.numbers = numbers
  }

  /// The last command that begins at an offset or before it, and its number.
  func last(at offset: Int) -> (index: Int, number: Int)? {
    let index = starts.partitioned { $0 <= offset } - 1
    return index < 0 ? nil : (index, numbers[index])
  }
}

extension [Int] {
  /// How many at its beginning satisfy a condition that none after them does.
  fileprivate func partitioned(by condition: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
