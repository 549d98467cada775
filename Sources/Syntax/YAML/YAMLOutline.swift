/// The first keys of a YAML text, found without parsing all of it; how they are quoted or laid out is nothing.
///
/// Formats are told by it: most files that are looked at are somebody else's.
public struct YAMLOutline: Sendable {
  /// The keys of the root of each document.
  public let documents: [Set<String>]
  private let bytes: ArraySlice<UInt8>

  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    var scan = OutlineScan(bytes)
    scan.run()
    if scan.isFlow, let trees = try? YAMLParser.parse(SourceText(Array(bytes))) {
      documents = trees.map { tree in
        Set(tree.root.map { tree.entries(of: $0).compactMap(\.key.scalar?.text) } ?? [])
      }
    } else {
      documents = scan.documents
    }
  }

  /// Whether a document has all of these keys at its root.
  public func has(_ keys: String...) -> Bool { documents.contains { $0.isSuperset(of: keys) } }

  /// Whether a word occurs anywhere as a key: before a colon, in quotes or not.
  public func mentions(key: String) -> Bool {
    let word = Array(key.utf8)
    guard let first = word.first, bytes.count > word.count else { return false }
    var start = bytes.startIndex
    while let found = bytes[start...].firstIndex(of: first) {
      start = found + 1
      guard bytes[found...].starts(with: word) else { continue }
      if found > bytes.startIndex, bytes[found - 1].isOfWord { continue }
      var end = found + word.count
      if end < bytes.endIndex, bytes[end] == 0x22 || bytes[end] == 0x27 { end += 1 }
      while end < bytes.endIndex, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
      if end < bytes.endIndex, bytes[end] == 0x3A { return true }
    }
    return false
  }
}

/// Goes through the lines of a text.
private struct OutlineScan {
  let bytes: ArraySlice<UInt8>
  var documents: [Set<String>] = []
  /// Whether a root is written with braces, which lines tell nothing of.
  var isFlow = false
  private var keys: Set<String> = []
  private var indentation: Int?
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    position = self.bytes.startIndex
  }

  mutating func run() {
    while position < bytes.endIndex {
      let end = bytes[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
      take(bytes[position..<end])
      position = min(end + 1, bytes.endIndex)
    }
    finish()
  }

  private mutating func finish() {
    documents.append(keys)
    keys = []
    indentation = nil
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    guard let start = line.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
    var text = line[start...]
    var column = start - line.startIndex
    if column == 0, text.starts(with: "---".utf8) || text.starts(with: "...".utf8) {
      if !keys.isEmpty || indentation != nil { finish() }
      text = text.dropFirst(3)
      guard let inner = text.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
      column = 0
      text = text[inner...]
    }
    guard let first = text.first, first != 0x23, first != 0x25 || column > 0 else { return }
    // A template in place of a mapping says nothing yet.
    if text.starts(with: "{{".utf8) { return }
    // Anchors and tags precede the root.
    while let mark = text.first, mark == 0x26 || mark == 0x21 {
      guard let blank = text.firstIndex(where: { $0 == 0x20 || $0 == 0x09 }),
        let next = text[blank...].firstIndex(where: { $0 != 0x20 && $0 != 0x09 })
      else { return }
      text = text[next...]
    }
    if indentation == nil {
      indentation = column
      if text.first == 0x7B || text.first == 0x3F { isFlow = true }
    }
    guard column == indentation, let key = Self.key(text) else { return }
    keys.insert(key)
  }

  /// The text before the colon.
  private static func key(_ text: ArraySlice<UInt8>) -> String? {
    guard let first = text.first else { return nil }
    var end = text.startIndex
    var inner = text[text.startIndex..<text.startIndex]
    if first == 0x22 || first == 0x27 {
      end += 1
      while end < text.endIndex, text[end] != first { end += first == 0x22 && text[end] == 0x5C ? 2 : 1 }
      guard end < text.endIndex else { return nil }
      inner = text[(text.startIndex + 1)..<end]
      end += 1
      while end < text.endIndex, text[end] == 0x20 || text[end] == 0x09 { end += 1 }
      guard end < text.endIndex, text[end] == 0x3A else { return nil }
    } else {
      while end < text.endIndex {
        if text[end] == 0x3A, end + 1 == text.endIndex || text[end + 1] == 0x20 || text[end + 1] == 0x09 {
          break
        }
        end += 1
      }
      guard end < text.endIndex else { return nil }
      inner = text[text.startIndex..<end]
      while inner.last == 0x20 || inner.last == 0x09 { inner = inner.dropLast() }
    }
    return String(decoding: inner, as: UTF8.self)
  }
}
