/// A file of sections and `Key=value` lines, as systemd writes it: units, drop-ins, Quadlets.
///
/// Every byte belongs to exactly one ``Line``, so the lines in order are the file.
///
///     [Service]
///     Environment="A=1" \
///     # a comment may stand inside
///       "B=2"
///
/// has one section and one entry, whose value is `"A=1"    "B=2"`.
///
/// Source: systemd, `man systemd.syntax` and `src/shared/conf-parser.c` (config_parse).
public struct INIFile: Sendable {
  public struct Section: Sendable, Hashable {
    /// Between the brackets, as written.
    public let name: String
    /// From `[` to `]`.
    public let range: TextRange
  }

  public struct Entry: Sendable, Hashable {
    public let key: String
    public let keyRange: TextRange
    /// The value's own bytes, line by line: without blanks around it, continuation marks and the comments
    /// between; one empty piece after the `=` where the value is missing.
    public let pieces: [TextRange]
    /// As systemd hands it on: pieces joined where a backslash ended a line, by the space that stands for it.
    public let value: String
    /// The number of its section in ``INIFile/sections``; `nil` before the first one.
    public let section: Int?

    /// From the first to the last byte of the value, with everything between its lines.
    public var valueRange: TextRange {
      guard let first = pieces.first, let last = pieces.last else { return TextRange(at: keyRange.end) }
      return TextRange(first.start, last.end)
    }
    public var range: TextRange { keyRange.union(valueRange) }

    /// The same without a pair of double quotes around the value, which Podman takes off a key that has one value
    /// (containers/podman, `pkg/systemd/parser/unitfile.go`, Lookup).
    public var unquoted: Entry {
      guard value.utf8.count > 1, value.hasPrefix("\""), value.hasSuffix("\""), pieces.count == 1 else { return self }
      return Entry(
        key: key, keyRange: keyRange, pieces: [TextRange(valueRange.start + 1, valueRange.end - 1)],
        value: String(value.dropFirst().dropLast()), section: section)
    }
  }

  /// What a line, or the lines that continuation makes one, is.
  public enum Content: Sendable, Hashable {
    case section(Section)
    case entry(Entry)
    case comment(TextRange)
    case blank
    case mistake(SyntaxError)
  }

  public struct Line: Sendable, Hashable {
    public let content: Content
    /// Line endings included.
    public let range: TextRange
  }

  public let source: SourceText
  public let lines: [Line]
  /// In order; a name that occurs twice is two sections that systemd reads as one.
  public let sections: [Section]
  public let entries: [Entry]
  /// Those between the lines of a value too.
  public let comments: [TextRange]

  public var mistakes: [SyntaxError] {
    lines.compactMap { if case .mistake(let error) = $0.content { error } else { nil } }
  }

  /// The name of the section that an entry is in; `nil` before the first one.
  public func sectionName(of entry: Entry) -> String? { entry.section.map { sections[$0].name } }

  /// The entries of all sections of a name, in order.
  public func entries(in section: String) -> [Entry] { bySection[section]?.all ?? [] }

  public func entries(_ key: String, in section: String) -> [Entry] { bySection[section]?.byKey[key] ?? [] }

  /// The entries of all sections of one name; they are asked for as often as fixes are written.
  private struct Entries {
    var all: [Entry] = []
    var byKey: [String: [Entry]] = [:]
  }

  private let bySection: [String: Entries]

  init(source: SourceText, lines: [Line], sections: [Section], entries: [Entry], comments: [TextRange]) {
    self.source = source
    self.lines = lines
    self.sections = sections
    self.entries = entries
    self.comments = comments
    bySection = entries.reduce(into: [:]) { found, entry in
      guard let section = entry.section else { return }
      found[sections[section].name, default: Entries()].all.append(entry)
      found[sections[section].name, default: Entries()].byKey[entry.key, default: []].append(entry)
    }
  }
}
