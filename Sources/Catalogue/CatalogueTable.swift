import Synchronization

/// A sorted, tab-separated table, searched in place.
///
/// Nothing is read before the first lookup, and a lookup touches only the rows it compares.
public struct CatalogueTable: Sendable {
  private enum Storage: Sendable {
    /// Part of the program.
    case constant(StaticString)
    /// Read from a file.
    case bytes([UInt8])
  }

  private let storage: Storage
  /// Where each column stands.
  private let places: [String: Int]
  private let remembered = Remembered()
  /// Rows that were added, by their key in lower case.
  private var added: [String: [Row]] = [:]

  /// - Parameter text: rows without the header, each ended by a line feed, sorted by their first cell in lower case.
  public init(_ text: StaticString, columns: [String]) {
    self.init(.constant(text), columns)
  }

  /// Rows as ``KnowledgeFile`` has checked them.
  init(_ bytes: [UInt8], columns: [String]) {
    self.init(.bytes(bytes), columns)
  }

  private init(_ storage: Storage, _ columns: [String]) {
    self.storage = storage
    places = Dictionary(columns.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// The columns, in their order.
  public var columns: [String] { places.sorted { $0.value < $1.value }.map(\.key) }

  /// Keys, once somebody asked for them, and the rows of the names that files mention: few, and again and again.
  private final class Remembered: Sendable {
    private let found = Mutex<[String]?>(nil)
    private let rows = Mutex<[String: [Row]]>([:])

    func rows(named key: String, _ find: () -> [Row]) -> [Row] {
      if let known = rows.withLock({ $0[key] }) { return known }
      let rows = find()
      self.rows.withLock {
        if $0.count > 1024 { $0 = [:] }
        $0[key] = rows
      }
      return rows
    }

    func keys(_ find: () -> [String]) -> [String] {
      found.withLock { found in
        let keys = found ?? find()
        found = keys
        return keys
      }
    }
  }

  /// One row; cells are decoded on demand.
  public struct Row: Sendable {
    fileprivate let cells: [Substring]
    fileprivate let places: [String: Int]

    /// The cell of a column; empty where it is not established.
    public subscript(column: String) -> Substring {
      guard let index = places[column], index < cells.count else { return "" }
      return cells[index]
    }

    /// The row with other cells in some columns; columns that the table does not have are left out.
    public func with(_ values: [String: String]) -> Row {
      var cells = cells
      for (column, value) in values {
        if let index = places[column], index < cells.count { cells[index] = value[...] }
      }
      return Row(cells: cells, places: places)
    }

    fileprivate var first: Substring { cells.first ?? "" }
    fileprivate var second: Substring { cells.dropFirst().first ?? "" }
  }

  /// A row of this table in which nothing is established.
  public var emptyRow: Row { Row(cells: Array(repeating: "", count: places.count), places: places) }

  /// The table with further rows; one takes the place of the row with the same first two cells.
  public func adding(_ rows: [Row]) -> CatalogueTable {
    var table = self
    for row in rows { table.added[row.first.lowercased(), default: []].append(row) }
    return table
  }

  /// Whether any row was added.
  public var isExtended: Bool { !added.isEmpty }

  /// All rows whose first cell is `key`, letter case ignored; those that were added first.
  public func rows(named key: String) -> [Row] {
    let own = remembered.rows(named: key) { storedRows(named: key) }
    guard !added.isEmpty, let more = added[key.lowercased()] else { return own }
    let replaced = Set(more.map(\.second))
    return more + own.filter { !replaced.contains($0.second) }
  }

  /// The distinct first cells, in order; found once.
  public func keys() -> [String] {
    let own = remembered.keys(storedKeys)
    guard !added.isEmpty else { return own }
    let known = Set(own.map { $0.lowercased() })
    let more = added.filter { !known.contains($0.key) }.compactMap { $0.value.first.map { String($0.first) } }
    return (own + more).sorted { $0.lowercased() < $1.lowercased() }
  }

  private func storedRows(named key: String) -> [Row] {
    let key = Array(key.lowercased().utf8)
    return withBytes { bytes in
      var low = 0
      var high = bytes.count
      while low < high {
        let start = lineStart(bytes, before: (low + high) / 2, notBefore: low)
        if precedes(bytes, start, key) { low = lineEnd(bytes, start) + 1 } else { high = start }
      }
      var rows: [Row] = []
      var start = low
      while start < bytes.count, equals(bytes, start, key) {
        let end = lineEnd(bytes, start)
        rows.append(row(bytes[start..<end]))
        start = end + 1
      }
      return rows
    }
  }

  private func storedKeys() -> [String] {
    withBytes { bytes in
      var result: [String] = []
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x09, bytes[end] != 0x0A { end += 1 }
        let key = String(decoding: bytes[start..<end], as: UTF8.self)
        if key != result.last { result.append(key) }
        start = lineEnd(bytes, end) + 1
      }
      return result
    }
  }

  /// Rows of the table itself, those that were added left out.
  public var rowCount: Int { storedBytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } }

  /// The text of the table itself, without its header; each row ends with a line feed, which a constant's last row lacks.
  public var storedBytes: [UInt8] {
    withBytes { bytes in Array(bytes) + (bytes.isEmpty || bytes.last == 0x0A ? [] : [0x0A]) }
  }

  private func withBytes<T>(_ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    switch storage {
    case .constant(let text): return text.withUTF8Buffer(body)
    case .bytes(let bytes): return bytes.withUnsafeBufferPointer(body)
    }
  }

  private func row(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Row {
    Row(
      cells: String(decoding: bytes, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false),
      places: places)
  }

  private func lineStart(_ bytes: UnsafeBufferPointer<UInt8>, before middle: Int, notBefore low: Int) -> Int {
    var start = middle
    while start > low, bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }

  private func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return end
  }

  /// Whether the key of the line at `start` comes before `key`.
  private func precedes(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ key: [UInt8]) -> Bool {
    compare(bytes, start, key) < 0
  }

  private func equals(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ key: [UInt8]) -> Bool {
    compare(bytes, start, key) == 0
  }

  private func compare(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ key: [UInt8]) -> Int {
    var i = 0
    while true {
      let position = start + i
      let ended = position >= bytes.count || bytes[position] == 0x09 || bytes[position] == 0x0A
      if ended || i == key.count { return (ended ? 0 : 1) - (i == key.count ? 0 : 1) }
      let byte = bytes[position] >= 0x41 && bytes[position] <= 0x5A ? bytes[position] + 32 : bytes[position]
      if byte != key[i] { return byte < key[i] ? -1 : 1 }
      i += 1
    }
  }
}
