import Syntax

/// What is wrong with a description of a client, and where.
public struct DescriptionError: Error, Hashable, Sendable, CustomStringConvertible {
  public let file: String
  public let position: TextPosition
  /// Lower case, no full stop; names are in backquotes.
  public let message: String

  /// `Sources/Formats/Clients/crush.yaml:7:5: error: unknown key ...`, as compilers write it.
  public var description: String { "\(file):\(position.line):\(position.column): error: \(message)" }
}

/// All that is wrong with one description, in the order of the file.
public struct DescriptionErrors: Error, Hashable, Sendable {
  public let errors: [DescriptionError]

  public init(_ errors: [DescriptionError]) { self.errors = errors }
}
