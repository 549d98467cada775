/// A program that starts another one and only says how: `numactl --cpunodebind=0 llama-server`, one row of `Catalogue/programs.yaml`.
struct ProgramWrapper: Sendable {
  let name: String
  /// Words between its options and the program.
  var operands = 0
  /// Options whose value is a word of its own.
  var valued: Set<String> = []
  /// Options with which it does something else.
  var stops: Set<String> = []

  private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

  /// Whether a word names one of them.
  static func isOne(_ word: String) -> Bool { byName[String(word.split(separator: "/").last ?? "")] != nil }

  /// Where the program stands that a command runs in the end; 0 where nothing is in front of it, or that cannot be told.
  ///
  ///     taskset -c 0-7 nice -n 5 /opt/bin/llama-server --port 8080  ->  6
  static func program(in words: [String?]) -> Int {
    var start = 0
    while start < words.count, let row = words[start].flatMap({ byName[String($0.split(separator: "/").last ?? "")] }) {
      guard let next = row.program(in: words[(start + 1)...]) else { return 0 }
      start = next
    }
    return start < words.count && words[start] != nil ? start : 0
  }

  private func program(in words: ArraySlice<String?>) -> Int? {
    var rest = words
    while let word = rest.first {
      // What only the running shell knows may be an option, its value or the program.
      guard let text = word else { return nil }
      if name == "env", !text.hasPrefix("-"), text.contains("=") {
        rest.removeFirst()
        continue
      }
      guard text.hasPrefix("-"), text.utf8.count > 1 else { break }
      rest.removeFirst()
      if text == "--" { break }
      if stops.contains(text) { return nil }
      if valued.contains(text), !rest.isEmpty { rest.removeFirst() }
    }
    rest = rest.dropFirst(operands)
    return rest.isEmpty ? nil : rest.startIndex
  }
}
