/// Tables of facts as a release brings them: one text file, each table with its header.
///
///     ollama-lint knowledge 1 2026-08-31
///     [gpus]
///     key	name	vendor	...
///     3060	GeForce RTX 3060	nvidia	...
///     [models]
///     ...
public struct KnowledgeFile: Sendable {
  /// The day that its facts are of.
  public let date: CalendarDay
  public let tables: [String: CatalogueTable]

  /// What stands at its beginning, before the day.
  public static let signature = "ollama-lint knowledge 1 "
  /// A file of more bytes is not read; today's tables have 0.2 MB.
  public static let largest = 16 << 20

  /// Why a file is none, and on which of its lines.
  public struct Mistake: Error, Sendable, Hashable, CustomStringConvertible {
    public let line: Int
    public let message: String

    public var description: String { "line \(line): \(message)" }
  }

  public init(_ bytes: [UInt8]) throws(Mistake) {
    guard bytes.count <= Self.largest else {
      throw Mistake(line: 1, message: "has more than \(Self.largest >> 20) MiB")
    }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let first = String(decoding: lines.first ?? [], as: UTF8.self)
    guard first.hasPrefix(Self.signature),
      let date = CalendarDay(String(first.dropFirst(Self.signature.count)))
    else { throw Mistake(line: 1, message: "is not an ollama-lint knowledge file: unexpected first line") }
    self.date = date
    var tables: [String: CatalogueTable] = [:]
    var at = 1
    while at < lines.count {
      let line = String(decoding: lines[at], as: UTF8.self)
      if line.isEmpty, at == lines.count - 1 { break }
      guard line.hasPrefix("["), line.hasSuffix("]") else {
        throw Mistake(line: at + 1, message: "expected the name of a table, such as [models]")
      }
      let name = String(line.dropFirst().dropLast())
      guard tables[name] == nil else { throw Mistake(line: at + 1, message: "duplicate table \(name)") }
      let end = lines[(at + 1)...].firstIndex { $0.first == 0x5B } ?? lines.count
      let table = lines[(at + 1)..<end]
      tables[name] = try CatalogueText.table(Array(table), firstLine: at + 2)
      at = end
    }
    self.tables = tables
  }
}

/// The text of one table.
public enum CatalogueText {
  /// - Parameters:
  ///   - lines: the header and the rows; empty ones at the end are skipped.
  ///   - firstLine: the number of the header's line, for mistakes.
  /// - Throws: where a row has a wrong number of cells, or is before one that should come first.
  public static func table(
    _ lines: [ArraySlice<UInt8>], firstLine: Int = 1
  ) throws(KnowledgeFile.Mistake) -> CatalogueTable {
    let (columns, rows) = try checked(lines, firstLine: firstLine)
    return CatalogueTable(rows.flatMap { $0 + [0x0A] }, columns: columns)
  }

  /// The columns and the rows of a table, as they stand.
  public static func checked(
    _ lines: [ArraySlice<UInt8>], firstLine: Int = 1
  ) throws(KnowledgeFile.Mistake) -> (columns: [String], rows: [ArraySlice<UInt8>]) {
    guard let header = lines.first, !header.isEmpty else {
      throw KnowledgeFile.Mistake(line: firstLine, message: "an empty table")
    }
    let columns = header.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    var rows: [ArraySlice<UInt8>] = []
    var previous: [UInt8] = []
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard cells.count == columns.count else {
        throw KnowledgeFile.Mistake(
          line: firstLine + index, message: "\(cells.count) cells, the header has \(columns.count) columns")
      }
      let key = Array(String(decoding: cells[0], as: UTF8.self).lowercased().utf8)
      guard !key.lexicographicallyPrecedes(previous) else {
        throw KnowledgeFile.Mistake(
          line: firstLine + index,
          message:
            "rows are sorted by their first column; \(String(decoding: cells[0], as: UTF8.self)) comes too late"
        )
      }
      previous = key
      rows.append(line)
    }
    return (columns, rows)
  }
}
