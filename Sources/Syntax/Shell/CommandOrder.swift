/// The commands of a script by where they begin, each with how many of the same program begin before it.
struct CommandOrder: Sendable {
  private struct Entry {
    let start: Int
    let program: String
    let number: Int
  }

  private let entries: [Entry]

  init(_ commands: [ShellScript.Command]) {
    var counts: [String: (all: Int, before: Int, start: Int)] = [:]
    entries = commands.sorted { $0.range.start < $1.range.start }.map { command in
      let start = command.range.start
      let program = command.words.first?.text ?? ""
      var count = counts[program] ?? (0, 0, start)
      // What begins at one place does not come before itself.
      if count.start != start { (count.before, count.start) = (count.all, start) }
      count.all += 1
      counts[program] = count
      return Entry(start: start, program: program, number: count.before)
    }
  }

  /// Empty where no command begins before it.
  func name(at offset: Int) -> String {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? "" : "\(entries[low - 1].program) \(entries[low - 1].number)"
  }
}
