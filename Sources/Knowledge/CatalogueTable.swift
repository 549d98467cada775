/// A sorted, tab-separated table in a constant, searched where it lies.
///
/// Nothing is read before the first lookup, and a lookup touches only the rows it compares.
package struct CatalogueTable: Sendable {
  private let text: StaticString
  /// Where each column stands.
  private let places: [String: Int]

  package init(_ text: StaticString, columns: [String]) {
    self.text = text
    places = Dictionary(uniqueKeysWithValues: zip(columns, columns.indices))
  }

  /// One row; cells are decoded on demand.
  package struct Row: Sendable {
    fileprivate let cells: [Substring]
    fileprivate let places: [String: Int]

    /// The cell of a column; empty where it is not established.
    package subscript(column: String) -> Substring {
      guard let index = places[column], index < cells.count else { return "" }
      return cells[index]
    }
  }

  /// All rows whose first cell is `key`, letter case ignored.
  package func rows(named key: String) -> [Row] {
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

  /// The distinct first cells, in order.
  package func keys() -> [String] {
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

  private func withBytes<T>(_ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    text.withUTF8Buffer(body)
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
