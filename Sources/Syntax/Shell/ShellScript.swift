/// A shell script as words: enough to find commands and change their arguments, without running anything.
public struct ShellScript: Sendable {
  /// One piece of a word.
  public enum Part: Sendable, Hashable {
    case literal(String)
    /// `$NAME`, `${NAME}`, or `${NAME:-default}` with its default.
    case variable(String, fallback: String?)
    /// `$( … )`, backticks, `$(( … ))`, or an expansion that is not followed.
    case computed
  }

  public struct Word: Sendable, Hashable {
    public let range: TextRange
    public let parts: [Part]
    /// Whether the whole word is in quotes of one kind; the quote character, else 0.
    public let quote: UInt8

    /// The word as the command receives it; `nil` if a part of it is not written here.
    public var text: String? {
      var text = ""
      for part in parts {
        guard case .literal(let piece) = part else { return nil }
        text += piece
      }
      return text
    }
  }

  public struct Assignment: Sendable, Hashable {
    public let name: String
    public let nameRange: TextRange
    public let value: Word
    public let range: TextRange
  }

  public struct HereDocument: Sendable {
    public let text: EmbeddedText
    /// Whether nothing in it is expanded (`<<'EOF'`).
    public let isLiteral: Bool
    /// The file that the command writes it to, if that is plain to see.
    public let target: String?
    /// The program that reads it: `cat`, `python3`; `nil` where a variable names it.
    public let reader: String?
  }

  public struct Command: Sendable {
    public let words: [Word]
    /// `A=b` before the command, or the arguments of `export`.
    public let assignments: [Assignment]
    public let range: TextRange
  }

  public let source: SourceText
  public let commands: [Command]
  public let comments: [TextRange]
  public let hereDocuments: [HereDocument]

  /// What a variable is worth if it is assigned once and to a literal, or to a default that the
  /// environment may replace (`PORT=${PORT:-11434}`); `nil` also where something else changes it.
  public func value(of name: String) -> String? {
    var found: [ShellScript.Word] = []
    for command in commands {
      for assignment in command.assignments where assignment.name == name { found.append(assignment.value) }
      guard !changes(name, command) else { return nil }
    }
    guard found.count == 1, let word = found.first else { return nil }
    var text = ""
    for part in word.parts {
      switch part {
      case .literal(let piece): text += piece
      case .variable(_, let fallback?): text += fallback
      case .variable, .computed: return nil
      }
    }
    return text
  }

  /// `NAME+=more`, `read NAME`, `for NAME in ...`.
  private func changes(_ name: String, _ command: Command) -> Bool {
    for (index, word) in command.words.enumerated() {
      guard case .literal(let text)? = word.parts.first, text.hasPrefix(name) else { continue }
      if text.hasPrefix(name + "+=") { return true }
      if index > 0, text == name, let verb = command.words[0].text,
        ["read", "for", "select", "mapfile", "readarray", "printf", "getopts"].contains(verb)
      {
        return true
      }
    }
    return false
  }

  /// A word with the script's own variables filled in; `nil` if one is not known.
  public func resolve(_ word: Word) -> String? {
    var text = ""
    for part in word.parts {
      switch part {
      case .literal(let piece): text += piece
      case .variable(let name, let fallback):
        guard let value = value(of: name) ?? fallback else { return nil }
        text += value
      case .computed: return nil
      }
    }
    return text
  }
}
