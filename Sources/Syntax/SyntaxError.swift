/// Why a text could not be read, and where: a sentence a user can act on.
///
/// `message` says what is wrong and what was expected, in lower case without a full stop, in the words
/// of the syntax ("a mapping value is not allowed here; is the line above missing a space after ':'?").
public struct SyntaxError: Error, Hashable, Sendable {
  public let range: TextRange
  public let message: String

  public init(_ range: TextRange, _ message: String) {
    self.range = range
    self.message = message
  }
}

/// Bounds that keep hostile input from costing more than it is worth.
public enum SyntaxLimits {
  /// Deepest nesting that any parser follows; real files stay below 30.
  public static let depth = 200
  /// Nodes one tree may have, counting what aliases repeat.
  public static let nodes = 1_000_000
  /// Facts that one document may state; aliases let a small text state very many.
  public static let facts = 4_000
  /// Documents that one file may hold, itself included, such as the here-documents of a script.
  public static let documents = 1_000
  /// Variables that the programs of one document may have together, counting what aliases and files repeat.
  public static let variables = 32_000
  /// Bytes of the largest text that is parsed.
  public static let bytes = 8 * 1024 * 1024

  static func checkSize(of source: SourceText) throws(SyntaxError) {
    guard source.bytes.count > bytes else { return }
    throw SyntaxError(TextRange(at: 0), "the file is larger than \(bytes >> 20) MiB and is not read")
  }

  /// - Throws: for a text that is too large or not UTF-8.
  static func check(_ source: SourceText) throws(SyntaxError) {
    try checkSize(of: source)
    guard let offset = UTF8Check.firstInvalidByte(in: source.bytes) else { return }
    throw SyntaxError(TextRange(offset, offset + 1), "this byte is not valid UTF-8")
  }
}
