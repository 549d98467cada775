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
    /// Whether a shell runs it, here or on another machine: `bash <<EOF`, `ssh host <<EOF`.
    public let isRun: Bool
  }

  public struct Command: Sendable {
    public let words: [Word]
    /// `A=b` before the command, or the arguments of `export`.
    public let assignments: [Assignment]
    public let range: TextRange
    /// The file that its output is written to: `> FILE`, `tee FILE`.
    public let target: String?
    /// Whether its input is the output of the command before.
    public let isPiped: Bool
    /// What was asked before it, from the outermost `if` inwards.
    public let conditions: [Condition]
  }

  /// A test that decides whether a command is run.
  public struct Condition: Sendable {
    /// The command that tests: `[ "$A" = b ]`.
    public let test: [Word]
    /// Whether it is in an `else` branch.
    public let isNegated: Bool
  }

  public let source: SourceText
  public let commands: [Command]
  public let comments: [TextRange]
  public let hereDocuments: [HereDocument]
  private let values: [String: Setting]
  /// `nil` for a short one, in which looking is as fast.
  private let ordinals: CommandOrdinals?
  /// Whether commands may run in another order than they are written in.
  private let hasFunctions: Bool

  private struct Setting {
    let text: String
    let at: Int
  }

  /// What a variable is worth to a command at a place if it is assigned once and to a literal, or to a default that the
  /// environment may replace (`PORT=${PORT:-11434}`); `nil` also where something else changes it, or only further down.
  private func value(of name: String, at place: Int) -> String? {
    guard let setting = values[name], hasFunctions || setting.at < place else { return nil }
    return setting.text
  }

  init(source: SourceText, commands: [Command], comments: [TextRange], hereDocuments: [HereDocument]) {
    self.source = source
    self.commands = commands
    self.comments = comments
    self.hereDocuments = hereDocuments
    values = Self.values(in: commands)
    ordinals = commands.count < 64 ? nil : CommandOrdinals(commands)
    hasFunctions = commands.contains { command in
      guard command.words.count == 1 || command.words.first?.text == "function" else { return false }
      var end = command.range.end
      while source.byte(at: end) == 0x20 { end += 1 }
      return command.words.count == 2 || source.byte(at: end) == 0x28 && source.byte(at: end + 1) == 0x29
    }
  }

  private static func values(in commands: [Command]) -> [String: Setting] {
    var found: [String: [Word]] = [:]
    var changed: Set<String> = []
    for command in commands {
      for assignment in command.assignments { found[assignment.name, default: []].append(assignment.value) }
      changed.formUnion(changes(by: command))
    }
    return found.compactMapValues { words in
      guard words.count == 1, let text = text(of: words[0]) else { return nil }
      return Setting(text: text, at: words[0].range.start)
    }.filter { !changed.contains($0.key) }
  }

  private static func text(of word: Word) -> String? {
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

  /// The variables of `NAME+=more`, `read NAME`, `for NAME in ...`.
  private static func changes(by command: Command) -> [String] {
    let verb = command.words.first?.text ?? ""
    let isReader = ["read", "for", "select", "mapfile", "readarray", "printf", "getopts"].contains(verb)
    return command.words.enumerated().compactMap { index, word in
      guard case .literal(let text)? = word.parts.first else { return nil }
      if let plus = text.firstIndex(of: "+"), text[plus...].hasPrefix("+=") { return String(text[..<plus]) }
      return index > 0 && isReader ? text : nil
    }
  }

  /// The last command that begins at an offset or before it, and how many of the same program begin before that.
  public func command(at offset: Int) -> (command: Command, number: Int)? {
    if let ordinals { return ordinals.last(at: offset).map { (commands[$0.index], $0.number) } }
    guard let command = commands.last(where: { $0.range.start <= offset }) else { return nil }
    let program = command.words.first?.text ?? ""
    let before = commands.lazy.filter { $0.range.start < command.range.start && ($0.words.first?.text ?? "") == program }
    return (command, before.count)
  }

  /// A word with the script's own variables filled in; `nil` if one is not known.
  public func resolve(_ word: Word) -> String? {
    var text = ""
    for part in word.parts {
      switch part {
      case .literal(let piece): text += piece
      case .variable(let name, let fallback):
        guard let value = value(of: name, at: word.range.start) ?? fallback else { return nil }
        text += value
        // Each use of a variable is read by itself.
        guard text.utf8.count <= Self.longestValue else { return nil }
      case .computed: return nil
      }
    }
    return text
  }

  private static let longestValue = 4096
}
