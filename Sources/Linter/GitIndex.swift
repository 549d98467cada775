import Syntax

/// An index of git, as far as it names files (git, `Documentation/gitformat-index.txt`, versions 2 to 4).
struct GitIndex {
  /// A tree of a hundred thousand files.
  private static let limit = 1 << 24
  /// All its paths together, in bytes: version 4 leaves out what they have in common.
  private static let mostText = 1 << 26
  /// As many files as an index of that size has.
  private static let mostDeleted = 1 << 18

  /// In the order of their bytes; those that take the place of others in a shared index are empty.
  private(set) var paths: [String] = []
  /// The end of the name of the index that holds the rest, where it is split.
  private(set) var shared: String?
  /// Which entries of the shared index are gone.
  private(set) var deleted: Set<Int> = []

  private let bytes: [UInt8]

  /// `nil` where there is none, or one in a form that is not read.
  init?(at path: String, hashLength: Int) {
    guard let bytes = try? FileSystem.read(path, limit: Self.limit).bytes, bytes.count > 12, bytes.starts(with: "DIRC".utf8)
    else { return nil }
    self.bytes = bytes
    let version = number(4, 4)
    guard (2...4).contains(version) else { return nil }
    guard let end = readEntries(version, hashLength) else { return }
    readExtensions(from: end, hashLength)
  }

  private func number(_ offset: Int, _ length: Int) -> Int {
    guard offset + length <= bytes.count else { return 0 }
    return bytes[offset..<(offset + length)].reduce(0) { $0 << 8 | Int($1) }
  }

  /// - Returns: where the last entry ends; `nil` where the index ends before.
  private mutating func readEntries(_ version: Int, _ hashLength: Int) -> Int? {
    var start = 12
    var before: [UInt8] = []
    var left = Self.mostText
    for _ in 0..<number(8, 4) {
      // Ten numbers of the file's state, the hash and flags.
      let flags = start + 40 + hashLength
      guard flags + 2 < bytes.count else { return nil }
      var name = flags + (version >= 3 && number(flags, 2) & 0x4000 != 0 ? 4 : 2)
      if version == 4 {
        // So many bytes of the last path go before this one goes on.
        guard let dropped = offset(at: &name), dropped <= before.count else { return nil }
        before.removeLast(dropped)
      } else {
        before = []
      }
      guard name < bytes.count, let end = bytes[name...].firstIndex(of: 0) else { return nil }
      before += bytes[name..<end]
      left -= before.count
      guard before.count <= FileSystem.longestPath, left >= 0 else { return nil }
      paths.append(String(decoding: before, as: UTF8.self))
      // Entries were padded to a multiple of eight bytes, with at least one zero.
      start = version == 4 ? end + 1 : start + (end - start) / 8 * 8 + 8
    }
    return start
  }

  /// A number of variable length, as packs have it (git, `varint.c`).
  private func offset(at position: inout Int) -> Int? {
    var value = 0
    for count in 0..<4 {
      guard position < bytes.count else { return nil }
      let byte = bytes[position]
      position += 1
      value = (count == 0 ? 0 : (value + 1) << 7) + Int(byte & 0x7F)
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }

  private mutating func readExtensions(from end: Int, _ hashLength: Int) {
    var start = end
    while start + 8 + hashLength <= bytes.count {
      let length = number(start + 4, 4)
      guard start + 8 + length <= bytes.count else { return }
      if bytes[start...].starts(with: "link".utf8), length >= hashLength {
        let hash = bytes[(start + 8)..<(start + 8 + hashLength)]
        shared = hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        deleted = bits(from: start + 8 + hashLength, to: start + 8 + length)
      }
      start += 8 + length
    }
  }

  /// The bits that are set in a compressed bitmap (git, `ewah/ewah_bitmap.c`): each word of 64 bits that counts says how many words
  /// follow that are all alike, and how many that are written out.
  private func bits(from start: Int, to end: Int) -> Set<Int> {
    var found: Set<Int> = []
    let most = min(number(start, 4), Self.mostDeleted)
    var word = start + 8
    let last = min(end, word + 8 * number(start + 4, 4))
    var bit = 0
    while word + 8 <= last, bit < most {
      // The lower half has the kind and the lower 31 bits of the first count.
      let (upper, lower) = (number(word, 4), number(word + 4, 4))
      word += 8
      let alike = (upper & 1) << 31 | lower >> 1
      if lower & 1 == 1 { found.formUnion(bit..<min(most, bit + 64 * alike)) }
      bit += 64 * alike
      for _ in 0..<(upper >> 1) {
        guard word + 8 <= last, bit < most else { return found }
        for index in 0..<64 where (number(word + (index < 32 ? 4 : 0), 4) >> (index % 32)) & 1 == 1 { found.insert(bit + index) }
        word += 8
        bit += 64
      }
    }
    return found
  }
}
