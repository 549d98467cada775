/// A Modelfile, as Ollama's parser reads it (ollama/ollama `parser/parser.go`, August 2026).
public struct ModelfileTree: Sendable {
  public enum Kind: Hashable, Sendable {
    case from, license, template, system, adapter, draft, renderer, parser, parameter, message, requires
    /// A word that Ollama refuses.
    case unknown
  }

  public enum Quoting: Hashable, Sendable { case none, double, triple }

  public struct Instruction: Sendable {
    public let kind: Kind
    /// From the first letter to the end of the value.
    public let range: TextRange
    public let keyword: TextRange
    /// The name of a PARAMETER or the role of a MESSAGE.
    public let name: TextRange?
    /// The value with its quotes; empty if there is none.
    public let valueRange: TextRange
    /// The value as Ollama passes it on: outer quotes removed, nothing unescaped.
    public let value: String
    public let quoting: Quoting
  }

  /// What keeps Ollama from reading the file, or would: only the first is ever shown by Ollama itself.
  public struct Mistake: Sendable, Hashable {
    public enum Kind: Hashable, Sendable {
      case unknownInstruction
      case badRole
      case missingValue
      case badParameterName
      case unclosedQuote
      case noFrom
      case markdownFence
    }

    public let kind: Kind
    public let error: SyntaxError
  }

  public let source: SourceText
  public let instructions: [Instruction]
  public let comments: [TextRange]
  public let mistakes: [Mistake]

  public func text(_ range: TextRange) -> String { source.string(range) }

  /// Instructions of one kind, in order.
  public func all(_ kind: Kind) -> [Instruction] { instructions.filter { $0.kind == kind } }

  /// The name of a parameter as written.
  public func name(of instruction: Instruction) -> String { instruction.name.map(source.string) ?? "" }
}
