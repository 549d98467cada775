import Syntax
import Vocabulary

/// Comments that silence rules: `ollama-lint: ignore[RULE, RULE] reason` and `ignore-file[RULE]`.
struct Suppressions: Sendable {
  struct Entry: Sendable, Hashable {
    let rules: [String]
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
    guard let mark = text.firstRange(ofBytes: "ollama-lint:") else { return nil }
    var rest = text[mark.upperBound...].drop { $0 == " " }
    let wholeFile = rest.hasPrefix("ignore-file")
    guard wholeFile || rest.hasPrefix("ignore") else { return nil }
    rest = rest.dropFirst(wholeFile ? 11 : 6)
    guard rest.hasPrefix("["), let close = rest.firstIndex(of: "]") else { return nil }
    let names = rest[rest.index(after: rest.startIndex)..<close].split(separator: ",").map {
      String($0.filter { $0 != " " })
    }
    let range = read.fileRange(comment)
    let line = lines.position(at: range.start).line
    return Entry(
      rules: names, lines: wholeFile ? nil : line...(line + 1), comment: range, document: read.document.id)
  }

  /// The entry that silences a rule of one of these names on `line`, if one does.
  func entry(for names: [String], line: Int) -> Entry? {
    entries.first { entry in
      (entry.lines?.contains(line) ?? true)
        && entry.rules.contains { name in names.contains { Policy.covers(name, $0) } }
    }
  }
}
