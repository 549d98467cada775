/// A file of lines that each set one key, as Proxmox VE and LXC write them: `cores: 8`, `lxc.arch = amd64`.
///
/// A key may occur more than once (`lxc.mount.entry`). What follows a `[section]` is not the present state:
/// Proxmox keeps snapshots and pending changes there.
public struct SettingsFile: Sendable {
  public struct Entry: Sendable {
    public let key: String
    /// Without the blanks around it.
    public let value: String
    public let keyRange: TextRange
    public let valueRange: TextRange
    /// The text between key and value, blanks included: `: `, ` = `.
    public let separator: String
    /// `nil` above the first section.
    public let section: String?

    public var range: TextRange { keyRange.union(valueRange) }
  }

  public let source: SourceText
  /// Every key that is set, in the order of the file.
  public let all: [Entry]
  /// Each from its `#` to the end of its line.
  public let comments: [TextRange]
  /// Lines that set nothing and are not comment.
  public let errors: [SyntaxError]

  /// The entries above the first section: what holds now.
  public var entries: [Entry] { all.filter { $0.section == nil } }

  /// The entries of one key.
  public func entries(_ key: String) -> [Entry] { entries.filter { $0.key == key } }

  /// What a key is set to; the last line wins.
  public subscript(key: String) -> Entry? { entries(key).last }
}

public enum SettingsParser {
  public static func parse(_ source: SourceText) -> SettingsFile {
    var entries: [SettingsFile.Entry] = []
    var comments: [TextRange] = []
    var errors: [SyntaxError] = []
    var section: String?
    var position = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while position < source.bytes.count {
      let end = source.lineEnd(of: position)
      let line = source.trimmed(TextRange(position, end))
      position = source.behindNewline(at: end)
      guard let first = source.byte(at: line.start), !line.isEmpty else { continue }
      if first == 0x23 {
        comments.append(line)
      } else if first == 0x5B, source.byte(at: line.end - 1) == 0x5D, line.length > 1 {
        section = source.string(TextRange(line.start + 1, line.end - 1))
      } else if let entry = entry(line, source, section) {
        entries.append(entry)
      } else {
        errors.append(SyntaxError(line, "expected a key, ':' or '=', and a value"))
      }
    }
    return SettingsFile(source: source, all: entries, comments: comments, errors: errors)
  }

  private static func entry(_ line: TextRange, _ source: SourceText, _ section: String?) -> SettingsFile
    .Entry?
  {
    let bytes = source.slice(line)
    guard let end = bytes.firstIndex(where: { !isKey($0) }), end > line.start else { return nil }
    let keyRange = TextRange(line.start, end)
    guard let sign = bytes[end...].firstIndex(where: { !isBlank($0) }), [0x3A, 0x3D].contains(bytes[sign])
    else {
      return nil
    }
    let valueRange = source.trimmed(TextRange(sign + 1, line.end))
    return SettingsFile.Entry(
      key: source.string(keyRange), value: source.string(valueRange), keyRange: keyRange,
      valueRange: valueRange,
      separator: source.string(TextRange(end, valueRange.start)), section: section)
  }

  private static func isKey(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

/// Edits such a file where it stands; sections are never touched.
public struct SettingsEditor: Sendable {
  private let file: SettingsFile

  public init(_ file: SettingsFile) { self.file = file }

  public func replace(_ entry: SettingsFile.Entry, with value: String) -> [Edit]? {
    Self.isOneLine(value) ? [Edit(entry.valueRange, value)] : nil
  }

  public func rename(_ entry: SettingsFile.Entry, to key: String) -> [Edit] { [Edit(entry.keyRange, key)] }

  /// Sets the last line of the key, or adds one where it belongs: before the first key that comes after it in the
  /// alphabet, as Proxmox sorts them, or else after the last.
  public func set(_ key: String, to value: String) -> [Edit]? {
    if let entry = file[key] { return replace(entry, with: value) }
    guard Self.isOneLine(value) else { return nil }
    guard let last = file.entries.last else { return nil }
    let keys = file.entries.filter { !$0.key.contains(".") }.map(\.key)
    if keys == keys.sorted(), let next = file.entries.first(where: { $0.key > key && !$0.key.contains(".") }) {
      let start = file.source.lineStart(of: next.keyRange.start)
      return [.insert("\(key)\(next.separator)\(value)\(file.source.newline)", at: start)]
    }
    return add(
      [(key, value)], behind: keys.isEmpty ? last : file.entries.last { !$0.key.contains(".") } ?? last)
  }

  /// Adds lines after one, written as that is.
  public func add(_ lines: [(key: String, value: String)], behind entry: SettingsFile.Entry) -> [Edit]? {
    guard lines.allSatisfy({ Self.isOneLine($0.value) }), !lines.isEmpty else { return nil }
    let text = lines.map { file.source.newline + $0.key + entry.separator + $0.value }.joined()
    return [.insert(text, at: file.source.lineEnd(of: entry.range.end))]
  }

  private static func isOneLine(_ value: String) -> Bool {
    !value.isEmpty && !value.unicodeScalars.contains { $0 == "\n" || $0 == "\r" }
  }
}
