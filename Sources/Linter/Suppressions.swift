import Syntax
import Vocabulary

/// Comments that silence rules: `ollama-lint: ignore[RULE, RULE] reason` and `ignore-file[RULE]`.
struct Suppressions: Sendable {
  struct Entry: Sendable, Hashable {
    let rules: [String]
    /// Whether it is written otherwise than a suppression has to be, so that it silences nothing.
    var isMalformed = false
    /// `nil` for the whole file; else the lines it speaks for.
    let lines: ClosedRange<Int>?
    /// The comment, in bytes of the file.
    let comment: TextRange
    let document: DocumentID
  }

  let entries: [Entry]

  /// - Parameter lines: of the file's own bytes.
  init(_ documents: [ReadDocument], lines: LineTable) {
    var entries: [Entry] = []
    for read in documents {
      for comment in read.reading.comments {
        guard let entry = Self.entry(comment, read, lines) else { continue }
        entries.append(entry)
      }
    }
    self.entries = entries
  }

  private static func entry(_ comment: TextRange, _ read: ReadDocument, _ lines: LineTable) -> Entry? {
    let text = read.document.source.string(comment)
    let range = read.fileRange(comment)
    guard let mark = text.firstRange(ofBytes: "ollama-lint:") else { return malformed(text, range, read) }
    var rest = text[mark.upperBound...].drop { $0 == " " }
    let wholeFile = rest.hasPrefix("ignore-file")
    guard wholeFile || rest.hasPrefix("ignore") else { return malformed(text, range, read) }
    rest = rest.dropFirst(wholeFile ? 11 : 6)
    guard rest.hasPrefix("["), let close = rest.firstIndex(of: "]") else {
      return malformed(text, range, read)
    }
    let names = rest[rest.index(after: rest.startIndex)..<close].split(separator: ",").map {
      String($0.filter { $0 != " " })
    }.filter { !$0.isEmpty }
    guard !names.isEmpty else { return malformed(text, range, read) }
    let line = lines.position(at: range.start).line
    return Entry(
      rules: names, lines: wholeFile ? nil : line...(line + 1), comment: range, document: read.document.id)
  }

  /// Words that other linters have in such a comment.
  private static let verbs: Set<Substring> = [
    "ignore", "ignore-file", "ignore-line", "ignore-next-line", "disable", "disable-file", "disable-line",
    "disable-next-line", "suppress", "noqa", "off", "skip",
  ]

  /// An entry that silences nothing, if a comment begins with the tool's name and one of those words.
  private static func malformed(_ text: String, _ range: TextRange, _ read: ReadDocument) -> Entry? {
    let words = text.split { !($0.isASCII && ($0.isLetter || $0 == "-")) }.filter { $0 != "--" }
    let isMeant =
      words.first == "ollama-lint" && words.dropFirst().first.map(verbs.contains) == true
    guard isMeant else { return nil }
    return Entry(rules: [], isMalformed: true, lines: 1...1, comment: range, document: read.document.id)
  }

  /// The entry that silences a rule of one of these names on `line`, if one does.
  func entry(for names: [String], line: Int) -> Entry? {
    entries.first { entry in
      (entry.lines?.contains(line) ?? true)
        && entry.rules.contains { name in names.contains { Policy.covers(name, $0) } }
    }
  }
}
