import Knowledge
import Syntax
import Vocabulary

/// Lines that look as if they set one of Ollama's variables, and do not.
///
/// Sources: POSIX shell, 2.9.1 and 2.14 (export, set); fish documentation, "Wildcards" and `set`.
struct ShellSlips {
  /// One line that sets nothing, and what it should be.
  struct Slip {
    let name: String
    let range: TextRange
    let corrected: String
    /// Completes "NAME is not set: ...".
    let reason: String
  }

  private let document: Document
  let slips: [Slip]

  init(_ script: ShellScript, in document: Document) {
    self.document = document
    let isFish = FileName(path: Path.deployed(document.id.path)).hasSuffix(".fish")
    let isDocumentation = document.id.isDocumentation
    slips = script.commands.flatMap { command -> [Slip] in
      if isFish { return Self.wildcards(command, script.source) }
      guard !isDocumentation else { return Self.colons(command) }
      return Self.colons(command)
        + [Self.blanks(command), Self.positional(command, script.source)].compactMap { $0 }
    }
  }

  var facts: [Fact] {
    slips.enumerated().map { index, slip in
      let at = document.at(slip.range)
      var fact = Fact(FactID(.key, document.id, ["slip", String(index)]), at: at)
      fact.write(.name, .text(slip.name), at: at)
      fact.infer(.kind, .text("variable"))
      fact.infer(.format, .text("shell"))
      fact.infer(.status, .known)
      fact.write(.value, .text(document.source.string(slip.range)), at: at)
      fact.write(.problem, .noAssignment, at: at)
      fact.infer(.consequence, .text(slip.reason))
      fact.infer(.corrected, .text(slip.corrected))
      return fact
    }
  }

  private static func isRead(_ name: String) -> Bool {
    name.hasPrefix("OLLAMA_") && OllamaVariable.named(name)?.standing == .read
  }

  /// `export OLLAMA_NUM_PARALLEL:4`
  private static func colons(_ command: ShellScript.Command) -> [Slip] {
    guard command.words.first?.text == "export" else { return [] }
    return command.words.dropFirst().compactMap { word in
      guard let text = word.text, let colon = text.firstIndex(of: ":"), !text[..<colon].contains("="),
        isRead(String(text[..<colon])), colon < text.index(before: text.endIndex)
      else { return nil }
      let name = String(text[..<colon])
      let value = String(text[text.index(after: colon)...])
      return Slip(
        name: name, range: word.range, corrected: "\(name)=\(ShellEditor.quoted(value, like: word.quote))",
        reason: "a colon is not an assignment")
    }
  }

  /// `export OLLAMA_HOST 0.0.0.0`, `OLLAMA_HOST = 0.0.0.0`
  private static func blanks(_ command: ShellScript.Command) -> Slip? {
    var words = command.words[...]
    if words.first?.text == "export" {
      words.removeFirst()
    } else if words.dropFirst().first?.text != "=" {
      return nil
    }
    guard let first = words.first, let name = first.text, isRead(name), words.count >= 2, words.count <= 3,
      let last = words.last, let value = last.text, !value.isEmpty, !value.contains("="), !isRead(value)
    else { return nil }
    let middle = words.dropFirst().dropLast().first?.text
    guard words.count == 2 ? value != "=" : middle == "=" else { return nil }
    return Slip(
      name: name, range: first.range.union(last.range),
      corrected: "\(name)=\(ShellEditor.quoted(value, like: last.quote))",
      reason: "there must be no spaces around =")
  }

  /// `set OLLAMA_HOST=0.0.0.0`, as the command prompt of Windows has it.
  private static func positional(_ command: ShellScript.Command, _ source: SourceText) -> Slip? {
    guard command.words.count == 2, let verb = command.words.first, verb.text == "set",
      let word = command.words.last, let text = word.text,
      isRead(String(text.prefix { $0 != "=" })), text.contains("=")
    else { return nil }
    return Slip(
      name: String(text.prefix { $0 != "=" }), range: verb.range.union(word.range),
      corrected: "export " + source.string(word.range),
      reason:
        "set changes the script's arguments; it only assigns variables in the Windows command prompt")
  }

  /// `OLLAMA_ORIGINS=app://obsidian.md* ollama serve`, `set -gx OLLAMA_ORIGINS *`: fish replaces a bare star by the names
  /// of files, and by nothing or an error where none matches.
  private static func wildcards(_ command: ShellScript.Command, _ source: SourceText) -> [Slip] {
    func bare(_ name: String, _ word: ShellScript.Word) -> Slip? {
      let bytes = source.slice(word.range)
      guard isRead(name), let text = word.text, bytes.contains(0x2A), !bytes.contains(0x22),
        !bytes.contains(0x27),
        !bytes.contains(0x5C)
      else { return nil }
      return Slip(
        name: name, range: word.range, corrected: "'\(text)'",
        reason: "fish expands an unquoted * to file names")
    }
    let assigned = command.assignments.compactMap { bare($0.name, $0.value) }
    guard command.words.first?.text == "set", command.words.count >= 3, let value = command.words.last,
      let name = command.words.dropLast().last?.text
    else { return assigned }
    return assigned + [bare(name, value)].compactMap { $0 }
  }
}
