/// A credential that was read somewhere. It can be compared and shown masked, and nothing else.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
  fileprivate let bytes: [UInt8]

  /// What is shorter is not a credential, or none that could be told from other words.
  public static let least = 4

  /// `nil` for what is too short.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count >= Self.least else { return nil }
    self.bytes = Array(bytes)
  }

  /// The first bytes, and dots.
  public var description: String {
    var shown = bytes
    Credentials.mask([TextRange(0, bytes.count)], in: &shown)
    return String(decoding: shown, as: UTF8.self)
  }

  public var debugDescription: String { description }
}

/// The credentials of some texts, which no output may show.
public struct Secrets: Sendable, Equatable {
  /// By their first bytes and their length, for there may be many.
  private var known: [ArraySlice<UInt8>: [Int: Set<ArraySlice<UInt8>>]] = [:]
  private var firsts: Set<UInt8> = []

  public init() {}

  /// A part of one is as long at least.
  private static let leastPart = 12

  public mutating func insert(_ secret: Secret?) {
    guard let bytes = secret?.bytes, !Self.isCommon(bytes) else { return }
    insert(whole: bytes)
    // What cuts an address at its `/` or `@` tells of a part.
    for part in bytes.split(whereSeparator: { !$0.isOfWord })
    where part.count >= Self.leastPart && part.count < bytes.count {
      insert(whole: Array(part))
    }
  }

  /// Words that are somebody's password and much else besides: they are masked where they are one, and nowhere else.
  private static let common: Set<String> = [
    "postgres", "postgresql", "mysql", "mariadb", "mongo", "mongodb", "redis", "rabbitmq", "minio",
    "minioadmin",
    "root", "admin", "administrator", "user", "guest", "test", "demo", "dev", "local", "example", "default",
    "password", "passwd", "pass", "secret", "changeme", "change_me", "change-me", "ollama", "litellm",
    "langfuse",
    "openwebui", "open-webui", "webui", "n8n",
  ]

  private static func isCommon(_ bytes: [UInt8]) -> Bool {
    bytes.count <= 13 && common.contains(String(decoding: bytes, as: UTF8.self).lowercased())
  }

  private mutating func insert(whole bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    known[bytes[..<Secret.least], default: [:]][bytes.count, default: []].insert(bytes[...])
    firsts.insert(first)
  }

  /// Takes in all that is in a text.
  public mutating func insert(from text: [UInt8]) {
    for range in Self.distinct(in: text) { insert(Secret(text[range.start..<range.end])) }
  }

  /// Those that are to be hidden wherever they stand: what only its name tells may be an ordinary word elsewhere.
  private static func distinct(in text: [UInt8]) -> [TextRange] {
    Credentials.ranges(in: text).filter { range in
      range.end < text.count && text[range.end] == UInt8(ascii: "@") || Credentials.isDistinct(text[range.start..<range.end])
    }
  }

  /// Takes in what is in a value that reads otherwise than it is written: with escapes, over several lines, by a variable.
  public mutating func insert(from value: String, writtenAs written: some RandomAccessCollection<UInt8>) {
    let (text, written) = (Array(value.utf8), Array(written))
    guard written != text else { return }
    let found = Self.distinct(in: text)
    for range in found { insert(Secret(text[range.start..<range.end])) }
    // Variables give nothing away.
    guard !found.isEmpty, !written.contains(UInt8(ascii: "$")) else { return }
    insert(Secret(written))
  }

  public mutating func formUnion(_ other: Secrets) {
    for set in other.known.values.flatMap(\.values) { for bytes in set { insert(Secret(bytes)) } }
  }

  /// Where a text shows one of them, or anything that looks like a credential.
  public func ranges(in text: [UInt8]) -> [TextRange] {
    var found = Credentials.ranges(in: text)
    guard !known.isEmpty, text.count >= Secret.least else { return found }
    for start in 0...(text.count - Secret.least) where firsts.contains(text[start]) {
      guard let lengths = known[text[start..<start + Secret.least]] else { continue }
      for (length, set) in lengths
      where start + length <= text.count && set.contains(text[start..<start + length]) {
        found.append(TextRange(start, start + length))
      }
    }
    return found
  }

  public func mask(in text: inout [UInt8]) { Credentials.mask(ranges(in: text), in: &text) }

  public func masked(_ text: String) -> String {
    var bytes = Array(text.utf8)
    let ranges = ranges(in: bytes)
    guard !ranges.isEmpty else { return text }
    Credentials.mask(ranges, in: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  public func occur(in text: String) -> Bool { !ranges(in: Array(text.utf8)).isEmpty }
}
