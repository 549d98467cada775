import Syntax

/// A parameter of a Modelfile (`api/types.go`, `parser/parser.go`, August 2026).
public struct OllamaParameter: Sendable {
  public enum Kind: Sendable, Hashable { case integer, float, boolean, text }

  public enum Standing: Sendable, Hashable {
    case read
    /// Accepted with a warning and dropped.
    case deprecated
    /// Once valid; now the whole create fails.
    case removed
    /// Never valid; what it was meant to be, if that exists.
    case invented(instead: String?)
  }

  public let name: String
  public let kind: Kind
  public let standing: Standing
  /// Values that make sense, where Ollama itself checks only the type.
  public let range: ClosedRange<Double>?

  init(
    name: String, kind: Kind, least: Double? = nil, most: Double? = nil, standing: Standing = .read
  ) {
    self.name = name
    self.kind = kind
    self.standing = standing
    range = least.flatMap { least in most.map { least...$0 } }
  }

  /// Names that are read, sorted.
  public static var names: [String] { all.filter { $0.standing == .read }.map(\.name).sorted() }

  /// Names that were read once, sorted.
  public static var outdatedNames: [String] {
    all.filter { $0.standing == .deprecated || $0.standing == .removed }.map(\.name).sorted()
  }

  /// Names are case sensitive, as in Ollama.
  public static func named(_ name: String) -> OllamaParameter? { all.first { $0.name == name } }

  /// The valid name that a wrong one was meant to be.
  public static func nearest(to name: String) -> String? {
    Nearest.match(name, among: all.lazy.filter { $0.standing == .read }.map(\.name))
  }
}
