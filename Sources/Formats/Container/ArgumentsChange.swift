import Syntax

/// A change of the words that an image's entry point is handed, by their numbers.
enum ArgumentsChange: Equatable {
  case remove(Range<Int>)
  /// One word that holds an option and its value becomes two.
  case split(Int)
  case rename(Int, String)
  /// A path, alone or after `--option=`.
  case path(Int, String)
  /// More words after the last one.
  case append(after: Int, String)
  /// Words that are meant for the container engine.
  case moveToEngine(Range<Int>)

  /// - Parameter rest: what leads on from the container: `words`, what to do, the first word, how many.
  init?(_ rest: [String], name: String? = nil) {
    guard rest.count >= 4, rest[0] == "words", let first = Int(rest[2]), let count = Int(rest[3]), first >= 0,
      (1...64).contains(count)
    else { return nil }
    switch rest[1] {
    case "repeated": self = .remove(first..<first + count)
    case "joined": self = .split(first)
    case "stray": self = .moveToEngine(first..<first + count)
    case "append":
      guard let name else { return nil }
      self = .append(after: first, name)
    case "misspelt", "path":
      guard let name else { return nil }
      self = rest[1] == "path" ? .path(first, name) : .rename(first, name)
    default: return nil
    }
  }
}

/// The words of a command as they are written: items of a list, or words of a line.
struct WrittenArguments {
  let source: SourceText
  /// Quotes included.
  let words: [TextRange]
  /// Whether each is an item of a list in YAML, with brackets or without.
  let list: Node?
  /// Where the word before the first one ends, in a line.
  var start: Int?

  /// - Parameter node: the value of `command` or `args`.
  init?(_ node: Node, of tree: NodeDocument) {
    source = tree.source
    if let items = node.items {
      // What an alias brings in is written elsewhere.
      guard items.allSatisfy({ $0.scalar != nil }) else { return nil }
      words = items.map(\.range)
      list = node
    } else {
      guard let scalar = node.scalar, node.range.end <= source.range.end else { return nil }
      words = CommandLineText(source, node.range, style: scalar.style).words.map(\.range)
      list = nil
    }
  }

  init(_ words: [TextRange], in source: SourceText, behind start: Int) {
    self.words = words
    self.source = source
    self.start = start
    list = nil
  }

  func edits(_ change: ArgumentsChange) -> [Edit]? {
    switch change {
    case .remove(let range): removal(range)
    case .split(let index): splitting(index)
    case .rename(let index, let name): renaming(index, name)
    case .path(let index, let path): replacing(index, path)
    case .append(let index, let text): appending(text, after: index)
    case .moveToEngine: nil
    }
  }

  private func appending(_ text: String, after index: Int) -> [Edit]? {
    guard index == words.count - 1, let last = words.last else { return nil }
    guard let list else { return [.insert(" " + text, at: last.end)] }
    let items = text.split(separator: " ").map { "\"\($0)\"" }
    if list.isFlow { return [.insert(items.map { ", " + $0 }.joined(), at: last.end)] }
    let start = source.lineStart(of: last.start)
    guard isItem(last, from: start) else { return nil }
    let head = source.string(TextRange(start, last.start))
    return [.insert(items.map { "\n" + head + $0 }.joined(), at: source.lineEnd(of: last.end))]
  }

  /// The edits that take words away; `nil` where none would be left.
  func removal(_ range: Range<Int>) -> [Edit]? {
    guard range.upperBound <= words.count, range.count < words.count, let first = words[range].first,
      let last = words[range].last
    else { return nil }
    if let list, !list.isFlow {
      let start = source.lineStart(of: first.start)
      guard isItem(first, from: start) else { return nil }
      return [.delete(TextRange(start, source.behindNewline(at: source.lineEnd(of: last.end))))]
    }
    if range.upperBound < words.count {
      let next = words[range.upperBound]
      if list != nil || source.lineStart(of: next.start) == source.lineStart(of: last.start) {
        return [.delete(TextRange(first.start, next.start))]
      }
    }
    guard let before = range.lowerBound > 0 ? words[range.lowerBound - 1].end : start else { return nil }
    return [.delete(TextRange(before, last.end))]
  }

  private func isItem(_ word: TextRange, from start: Int) -> Bool {
    let head = source.string(TextRange(start, word.start)).filter { $0 != " " }
    return head == "-"
  }

  private func splitting(_ index: Int) -> [Edit]? {
    guard words.indices.contains(index) else { return nil }
    let text = source.string(words[index])
    let quote = text.first == "\"" || text.first == "'" ? String(text.prefix(1)) : ""
    let inner = quote.isEmpty ? text : String(text.dropFirst().dropLast())
    // All of a command in one pair of quotes: without them, or as an item of a list each.
    if EngineOption.holdsSeveral(inner) {
      guard !quote.isEmpty, words.count == 1, !inner.contains(where: { "\"'\\".contains($0) }) else { return nil }
      if list == nil {
        let range = words[index]
        return [.delete(TextRange(range.start, range.start + 1)), .delete(TextRange(range.end - 1, range.end))]
      }
      guard let list, list.isFlow else { return nil }
      let items = inner.split(whereSeparator: \.isWhitespace).map { quote + $0 + quote }
      return [Edit(words[index], items.joined(separator: ", "))]
    }
    guard let parts = EngineOption.joined(inner) ?? EngineOption.assigned(inner), !parts.value.contains("\n") else { return nil }
    guard let list else {
      guard parts.value.allSatisfy({ $0 != " " && $0 != "$" }) else { return nil }
      return [Edit(words[index], parts.option + " " + parts.value)]
    }
    let mark = quote.isEmpty ? "\"" : quote
    guard quote.isEmpty ? !parts.value.contains("\"") && !parts.value.contains("\\") : true else {
      return nil
    }
    let first = quote + parts.option + quote
    let second = mark + parts.value + mark
    if list.isFlow { return [Edit(words[index], first + ", " + second)] }
    let start = source.lineStart(of: words[index].start)
    guard isItem(words[index], from: start) else { return nil }
    return [Edit(words[index], first + source.newline + source.string(TextRange(start, words[index].start)) + second)]
  }

  private func replacing(_ index: Int, _ path: String) -> [Edit]? {
    guard words.indices.contains(index), path.allSatisfy({ !" \"'$\\#:".contains($0) }) else { return nil }
    let text = source.string(words[index])
    let isQuoted = text.first == "\"" || text.first == "'"
    var start = words[index].start + (isQuoted ? 1 : 0)
    let end = words[index].end - (isQuoted ? 1 : 0)
    if text.dropFirst(isQuoted ? 1 : 0).hasPrefix("-") {
      guard let mark = text.firstIndex(of: "=") else { return nil }
      start = words[index].start + text[...mark].utf8.count
    }
    guard start < end, !source.string(TextRange(start, end)).contains("\"") else { return nil }
    return [Edit(TextRange(start, end), path)]
  }

  private func renaming(_ index: Int, _ name: String) -> [Edit]? {
    guard words.indices.contains(index) else { return nil }
    let text = source.string(words[index])
    let quote = text.first == "\"" || text.first == "'" ? 1 : 0
    let old = text.dropFirst(quote).prefix { $0 == "-" || $0 == "_" || $0.isLetter || $0.isNumber }
    guard old.hasPrefix("-") else { return nil }
    let start = words[index].start + quote
    return [Edit(TextRange(start, start + old.utf8.count), name)]
  }
}
