/// A file of `NAME=value` lines, as one program reads it.
///
/// The same text means different things to different programs: what Compose reads as a comment is part of the value to
/// systemd, and a quote that Compose removes reaches the program through `docker run --env-file`.
public struct EnvironmentFile: Sendable {
  /// A variable that the program gets from the file.
  public struct Entry: Sendable {
    public let key: String
    /// As the program gets it; `nil` if the reader puts another variable into it.
    public let value: String?
    public let keyRange: TextRange
    /// Quotes included; empty where the value is missing.
    public let valueRange: TextRange
    /// From the key (after `export`) to the end of the value.
    public var range: TextRange { keyRange.union(valueRange) }
  }

  /// A line that does something else than it seems to.
  public struct Slip: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
      /// `export` before the name, which only a shell drops.
      case export
      /// A comment after the value, which becomes part of it.
      case comment = "inline-comment"
      /// Quotes around the value, which become part of it.
      case quotes = "kept-quotes"
      /// Blanks around the `=`, which become part of the name or the value.
      case blanks
      /// `$NAME` in the value, which stays as it is.
      case expansion = "not-expanded"
      /// A comment where the value would be, which is the value for Compose: `NAME=  # text`.
      case commentAsValue = "comment-as-value"
      /// A quote before the value that is never closed, for which Compose rejects the file.
      case unclosed
    }

    public let kind: Kind
    /// The name that is meant.
    public let key: String
    /// Of the whole assignment.
    public let range: TextRange
    /// What the program gets; `nil` if it gets nothing.
    public let value: String?
  }

  public let reader: EnvironmentReader
  public let source: SourceText
  public let entries: [Entry]
  public let slips: [Slip]
  public let comments: [TextRange]
  public let errors: [SyntaxError]
}

/// The programs that read such files.
public enum EnvironmentReader: Sendable, Hashable, CaseIterable {
  /// `env_file:` and the `.env` for `${NAME}` (compose-spec/compose-go `dotenv/parser.go`); most `.env` files are like it.
  case compose
  /// python-dotenv (`src/dotenv/parser.py`).
  case python
  /// `docker run --env-file`, and `env_file:` with `format: raw` (docker/cli `pkg/kvfile/kvfile.go`).
  case docker
  /// `podman run --env-file`, and a Quadlet's `EnvironmentFile=` (containers/podman `pkg/env/env.go`).
  case podman
  /// A unit's `EnvironmentFile=` (systemd `src/basic/env-file.c`, `man systemd.exec`).
  case systemd
  /// `environment.d/*.conf` (the same, then `man environment.d` for `$NAME`).
  case userManager

  public func read(_ source: SourceText) -> EnvironmentFile {
    switch self {
    case .compose, .python: DotenvParser.parse(source, by: self)
    case .docker, .podman: EngineEnvironmentParser.parse(source, by: self)
    case .systemd, .userManager: UnitEnvironmentParser.parse(source, by: self)
    }
  }

  /// Whether `$NAME` in a value is replaced.
  var expands: Bool {
    switch self {
    case .compose, .python, .userManager: true
    case .docker, .podman, .systemd: false
    }
  }
}

extension EnvironmentFile.Slip {
  /// Whether a value holds what looks like a variable of the shell: `$HOME`, `${HOME}`.
  static func hasVariable(_ value: String) -> Bool {
    var isBehindDollar = false
    for scalar in value.unicodeScalars {
      if isBehindDollar, scalar == "{" || scalar == "_" || scalar.properties.isAlphabetic { return true }
      isBehindDollar = scalar == "$"
    }
    return false
  }
}
