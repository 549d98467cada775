import Syntax

/// What is wrong with a rule file, and where.
public struct RuleFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// As given to the decoder: `Rules/context/too-small.yaml`.
  public let file: String
  public let position: TextPosition
  /// Lower case, no full stop; names are in backquotes.
  public let message: String

  public init(file: String, position: TextPosition, message: String) {
    self.file = file
    self.position = position
    self.message = message
  }

  /// `Rules/context/too-small.yaml:7:5: error: unknown key ...`, as compilers and editors write it.
  public var description: String { "\(file):\(position.line):\(position.column): error: \(message)" }
}

/// All that is wrong with one rule file, in the order of the file.
public struct RuleFileErrors: Error, Hashable, Sendable {
  public let errors: [RuleFileError]

  public init(_ errors: [RuleFileError]) { self.errors = errors }
}
